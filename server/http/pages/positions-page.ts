import { positionsTable } from "#core/phrases/positions-table.ts";
import * as titles from "#core/messages/page-titles.en.ts";
import * as messages from "#core/messages/server-pages.en.ts";
import { formatMessage, word } from "../../../client/page-parts/messages.ts";
import type { PageContent, PageRequest } from "./page-content.ts";
import { tablesContent } from "./TablesPage.tsx";

/** Builds the page of positions by group, as a table. */
export async function positionsContent({
  handlers,
  visit,
  params,
}: PageRequest<"positions">): Promise<PageContent<"positions">> {
  const { version } = params;
  const [positions, forum, me] = await Promise.all([
    handlers.getConsensus(visit, { version }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const document = await handlers.getDocument(visit, { document: positions.version.documentId });
  const notes = [word("positions-note"), ...(positions.sources === "hidden" ? [word("positions-hidden")] : [])];
  const title = { document: positions.version.document, draft: positions.version.label };
  return tablesContent({
    title,
    description: word("positions-caption"),
    answers: { getMe: me, getForum: forum, getDocument: document, getConsensus: positions },
    params: { getDocument: { document: document.id } },
    heading: formatMessage(titles.positions, title),
    here: messages.positionsByGroup,
    notes,
    tables: [positionsTable(positions, forum, "en")],
    forum,
    me,
  });
}
