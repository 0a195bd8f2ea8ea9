import { contract } from "#core/contract/contract.ts";
import { contributionPath, contributionsPath, readingPath } from "#core/contract/pages.ts";
import { dateText } from "#core/phrases/dates.ts";
import { interfaceLanguage, pageTitles as titles, serverPages as messages } from "#core/messages/catalogues.ts";
import { OrganisationNames } from "../../../client/page-parts/Logos.tsx";
import { word } from "../../../client/page-parts/messages.ts";
import { NextPage } from "./NextPage.tsx";
import type { PageRequest, WritePage } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** Builds the list of contributions that organisations sent. */
export async function contributionsContent({
  handlers,
  visit,
  query,
}: PageRequest<"contributions">): Promise<WritePage<"contributions">> {
  const { after, at, size } = contract.getContributions.query.catch({ size: 50 }).parse(query);
  const contributions = await handlers.getContributions(visit, { after, at, size });
  const [forum, me] = await Promise.all([handlers.getForum(visit, {}), handlers.getMe(visit, {})]);
  return () => ({
    title: {},
    forum: forum.shortName,
    personal: true,
    description: word("contributions-about-reader"),
    answers: { getMe: me, getForum: forum, getContributions: contributions },
    queries: { getContributions: { after: query["after"], size: query["size"], at: query["at"] } },
    children: (
      <>
        <SiteHeader forum={forum} here={titles.contributions} me={me} />
        <main className="page" id="main">
          <h1 className="page-title">{titles.contributions}</h1>
          <p className="page-about">{word("contributions-about-reader")}</p>
          <ul>
            {contributions.items.map(({ id, source, organisations, version, sentOn, may }) => (
              <li key={id} id={id}>
                {may.review ? <a href={contributionPath(id)}>{source.fileName}</a> : source.fileName},{" "}
                <OrganisationNames organisations={organisations} by="name" />, {dateText(sentOn, interfaceLanguage())}
                {version && (
                  <>
                    :{" "}
                    <a href={readingPath(version.address)}>
                      {version.document}, {version.label}
                    </a>
                  </>
                )}
              </li>
            ))}
          </ul>
          {contributions.items.length === 0 && <p>{word("contributions-none")}</p>}
          <NextPage next={contributions.next} />
        </main>
      </>
    ),
  });
}

/** Builds the container for the client's review of a contribution. */
export async function contributionContent({
  handlers,
  visit,
  params,
}: PageRequest<"contribution">): Promise<WritePage<"contribution">> {
  const contribution = await handlers.getContribution(visit, { contribution: params.contribution });
  const [forum, me] = await Promise.all([handlers.getForum(visit, {}), handlers.getMe(visit, {})]);
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
