import { consensusTable } from "#core/messages/consensus-table.ts";
import * as messages from "#core/messages/server-pages.en.ts";
import { formatMessage, word } from "../../../client/page-parts/messages.ts";
import type { PageContent, PageRequest } from "./page-content.ts";
import { TablesPage } from "./TablesPage.tsx";

/** Builds the page of positions by group, as a table. */
export async function positionsContent({
  handlers,
  visit,
  params,
}: PageRequest<"positions">): Promise<PageContent<"positions">> {
  const { version } = params;
  const [consensus, library, me] = await Promise.all([
    handlers.getConsensus(visit, { version }),
    handlers.getLibrary(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const { shortName } = library.forum;
  const notes = [word("consensus-note"), ...(consensus.sources === "hidden" ? [word("consensus-hidden")] : [])];
  const title = formatMessage(messages.positionsTitle, {
    document: consensus.version.document,
    draft: consensus.version.label,
  });
  return {
    title: word("page-positions", { document: consensus.version.document, version: consensus.version.label }),
    forum: shortName,
    description: word("consensus-caption"),
    answers: { getMe: me, getLibrary: library, getConsensus: consensus },
    children: (
      <TablesPage
        title={title}
        here={messages.positionsByGroup}
        notes={notes}
        tables={[consensusTable(consensus, library.forum, "en")]}
        forum={shortName}
        me={me}
      />
    ),
  };
}
