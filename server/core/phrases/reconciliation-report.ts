import type { Forum } from "#core/access/forum.ts";
import { contributionsPage, inLanguage } from "#core/messages/catalogues.ts";
import { authorsTable, type ContributionRow, resultsTable } from "#core/phrases/contribution-rows.ts";
import { timeText } from "#core/phrases/dates.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";

/** The content of a reconciliation report: the result of each part of a contribution's file. */
export interface Reconciliation {
  forum: Pick<Forum, "name" | "timeZone">;
  /** BCP 47. */
  language: string;
  file: { name: string; hash: string };
  /** The draft that it is about. Null if that is unknown. */
  draft: string | null;
  /** ISO 8601, UTC. */
  receivedAt: string;
  /** ISO 8601, UTC. Null before the import. */
  importedAt: string | null;
  rows: readonly ContributionRow[];
  /** ISO 8601, UTC. */
  generatedAt: string;
  /** The head of the public audit chain. */
  auditHead: string;
}

/** The texts of a reconciliation report. */
export interface ReconciliationTexts {
  title: string;
  facts: { label: string; value: string; code: boolean }[];
  /** The numbers of parts by author and result. */
  authors: TextTableData;
  /** Each part of the file. */
  results: TextTableData;
}

/** Words a reconciliation report. */
export function reconciliationTexts(report: Reconciliation): ReconciliationTexts {
  const { forum, language, file, draft, receivedAt, importedAt, rows, generatedAt } = report;
  const messages = inLanguage(contributionsPage, language);
  const time = (at: string): string => timeText(at, language, forum.timeZone);
  const fact = (label: string, value: string) => ({ label, value, code: false });
  return {
    title: formatMessage(messages.reportOf, { file: file.name }, language),
    facts: [
      fact(messages.fileField, file.name),
      { label: messages.hashField, value: file.hash, code: true },
      ...(draft === null ? [] : [fact(messages.draftFact, draft)]),
      fact(messages.receivedField, time(receivedAt)),
      fact(messages.importedField, importedAt === null ? messages.notYetImported : time(importedAt)),
      fact(messages.reportMade, time(generatedAt)),
    ],
    authors: authorsTable(rows, language),
    results: resultsTable(rows, language),
  };
}

/** Returns the lines of a report as CSV, the columns first: the parts of the file, with its name and hash. */
export function reconciliationLines({ rows, language, file }: Reconciliation): string[][] {
  const messages = inLanguage(contributionsPage, language);
  const { columns, rows: lines } = resultsTable(rows, language);
  return [
    [...columns, messages.fileField, messages.hashField],
    ...lines.map(({ head, cells }) => [head, ...cells, file.name, file.hash]),
  ];
}
