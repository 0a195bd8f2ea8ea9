import { positionsTable } from "#core/phrases/positions-table.ts";
import { interfaceLanguage, pageTitles as titles, serverPages as messages } from "#core/messages/catalogues.ts";
import { formatMessage, word } from "../../../client/page-parts/messages.ts";
import type { PageRequest, WritePage } from "./page-content.ts";
import { tablesContent } from "./TablesPage.tsx";

/** Builds the page of positions by group, as a table. */
export async function positionsContent({
  handlers,
  visit,
  params,
}: PageRequest<"positions">): Promise<WritePage<"positions">> {
  const { version } = params;
  const [positions, forum, me] = await Promise.all([
    handlers.getPositions(visit, { version }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const document = await handlers.getDocument(visit, { document: positions.version.documentId });
  const title = { document: positions.version.document, draft: positions.version.label };
  return () =>
    tablesContent({
      title,
      description: word("positions-caption"),
      answers: { getMe: me, getForum: forum, getDocument: document, getPositions: positions },
      params: { getDocument: { document: document.id } },
      heading: formatMessage(titles.positions, title),
      here: messages.positionsByGroup,
      notes: [word("positions-note"), ...(positions.sources === "hidden" ? [word("positions-hidden")] : [])],
      tables: [positionsTable(positions, forum, interfaceLanguage())],
      forum,
      me,
    });
}
