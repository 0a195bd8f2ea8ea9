import * as titles from "#core/messages/page-titles.en.ts";
import * as messages from "#core/messages/policy.en.ts";
import { policyTable } from "#core/phrases/policy-table.ts";
import { TextTable } from "../../../client/page-parts/TextTable.tsx";
import type { PageContent, PageRequest } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** Builds the page that says who may do what. */
export async function policyContent({ handlers, visit }: PageRequest<"policy">): Promise<PageContent<"policy">> {
  const [library, me] = await Promise.all([handlers.getLibrary(visit, {}), handlers.getMe(visit, {})]);
  return {
    title: {},
    forum: library.forum.shortName,
    description: messages.pageDescription,
    answers: { getMe: me, getLibrary: library },
    children: (
      <>
        <SiteHeader forum={library.forum.shortName} here={titles.policy} me={me} />
        <main className="page" id="main">
          <h1 className="page-title">{titles.policy}</h1>
          <p className="page-about">{messages.about}</p>
          <TextTable table={policyTable()} />
        </main>
      </>
    ),
  };
}
