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
  const [positions, library, me] = await Promise.all([
    handlers.getConsensus(visit, { version }),
    handlers.getLibrary(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const notes = [word("positions-note"), ...(positions.sources === "hidden" ? [word("positions-hidden")] : [])];
  const title = { document: positions.version.document, draft: positions.version.label };
  return tablesContent({
    title,
    description: word("positions-caption"),
    answers: { getMe: me, getLibrary: library, getConsensus: positions },
    heading: formatMessage(titles.positions, title),
    here: messages.positionsByGroup,
    notes,
    tables: [positionsTable(positions, library.forum, "en")],
    library,
    me,
  });
}
