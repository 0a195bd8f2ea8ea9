import { contributionsPath } from "#core/contract/pages.ts";
import { pageTitles as titles, serverPages as messages } from "#core/messages/catalogues.ts";
import { word } from "../../../client/page-parts/messages.ts";
import type { PageRequest, WritePage } from "./page-content.ts";
import { SiteHeader } from "./Shell.tsx";

/** Builds the container for the client's review of a contribution. */
export async function contributionContent({
  handlers,
  visit,
  me,
  params,
}: PageRequest<"contribution">): Promise<WritePage<"contribution">> {
  const contribution = await handlers.getContribution(visit, { contribution: params.contribution });
  const forum = await handlers.getForum(visit, {});
  const { fileName } = contribution.source;
  return () => ({
    title: { file: fileName },
    forum: forum.shortName,
    personal: true,
    description: word("contributions-about-reader"),
    answers: { getMe: me, getForum: forum, getContribution: contribution },
    children: (
      <>
        <SiteHeader
          forum={forum}
          trail={[
            <a key="all" href={contributionsPath}>
              {titles.contributions}
            </a>,
          ]}
          here={fileName}
          me={me}
        />
        <main className="page page-review" id="main">
          <h1 className="page-title">{fileName}</h1>
          <noscript>
            <p>{messages.reviewNeedsScripts}</p>
          </noscript>
        </main>
      </>
    ),
  });
}
