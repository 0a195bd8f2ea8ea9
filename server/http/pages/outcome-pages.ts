import { rowsOfDocument, rowsOfVersion, type OutcomeRow } from "#core/contract/outcome-rows.ts";
import { outcomesTable } from "#core/phrases/outcomes-table.ts";
import { uptakeByProposal, uptakeTotals } from "#core/phrases/uptake-table.ts";
import { interfaceLanguage, outcomesPage as messages, pageTitles as titles } from "#core/messages/catalogues.ts";
import { formatMessage, word } from "../../../client/page-parts/messages.ts";
import type { PageRequest, WritePage } from "./page-content.ts";
import { leftOutNotes, tablesContent } from "./TablesPage.tsx";

/** Builds the page of comment outcomes in all drafts of a document, as a table. */
export async function outcomesContent({
  handlers,
  visit,
  params,
}: PageRequest<"outcomes">): Promise<WritePage<"outcomes">> {
  const [document, outcomes, forum, me] = await Promise.all([
    handlers.getDocument(visit, { document: params.document }),
    handlers.getDocumentOutcomes(visit, { document: params.document }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const rows = rowsOfDocument(outcomes);
  const title = { document: document.shortTitle };
  return () =>
    tablesContent({
      title,
      description: word("outcomes-caption"),
      answers: { getMe: me, getForum: forum, getDocument: document, getDocumentOutcomes: outcomes },
      heading: formatMessage(titles.outcomes, title),
      here: document.shortTitle,
      notes: notesOf(rows),
      tables: [outcomesTable(rows, outcomes.versions, forum, interfaceLanguage())],
      forum,
      me,
    });
}

/** Builds the page of comment outcomes on one version, as a table. */
export async function versionOutcomesContent({
  handlers,
  visit,
  params,
}: PageRequest<"versionOutcomes">): Promise<WritePage<"versionOutcomes">> {
  const { version } = params;
  const [outcomes, page, forum, me] = await Promise.all([
    handlers.getOutcomes(visit, { version, waiting: false, gone: false }),
    handlers.getVersion(visit, { version }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const document = await handlers.getDocument(visit, { document: page.version.documentId });
  const rows = rowsOfVersion(outcomes);
  const title = { document: document.shortTitle, draft: outcomes.version.label };
  return () =>
    tablesContent({
      title,
      description: word("outcomes-caption"),
      answers: { getMe: me, getForum: forum, getDocument: document, getOutcomes: outcomes },
      params: { getDocument: { document: document.id } },
      heading: formatMessage(titles.versionOutcomes, title),
      here: `${document.shortTitle}, ${outcomes.version.label}`,
      notes: notesOf(rows),
      tables: [outcomesTable(rows, [outcomes.version], forum, interfaceLanguage())],
      forum,
      me,
    });
}

/** Builds the page of proposal uptake, as tables. */
export async function uptakeContent({ handlers, visit, params }: PageRequest<"uptake">): Promise<WritePage<"uptake">> {
  const [document, table, forum, me] = await Promise.all([
    handlers.getDocument(visit, { document: params.document }),
    handlers.getUptakeTable(visit, { document: params.document }),
    handlers.getForum(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const title = { document: document.shortTitle };
  return () =>
    tablesContent({
      title,
      description: word("uptake-note"),
      answers: { getMe: me, getForum: forum, getDocument: document, getUptakeTable: table },
      heading: formatMessage(titles.uptake, title),
      here: document.shortTitle,
      notes: [...leftOutNotes(table.damaged, document.versions), word("uptake-note")],
      tables: [...uptakeTotals(table, forum, interfaceLanguage()), uptakeByProposal(table, interfaceLanguage())],
      forum,
      me,
    });
}

function notesOf(rows: readonly OutcomeRow[]): string[] {
  const waiting = rows.filter((row) => row.waiting).length;
  const gone = rows.filter((row) => row.gone).length;
  return [
    word("outcomes-note", { count: rows.length }),
    ...(waiting > 0 ? [word("outcomes-waiting", { count: waiting })] : []),
    ...(gone > 0 ? [formatMessage(messages.rightlyGoneCount, { count: gone })] : []),
  ];
}
