import { withFormulaGuard } from "#core/compile/formula-guard.ts";
import { organisationsBehind } from "#core/annotate/sources-behind.ts";
import { sourceName } from "../components/source-name.ts";
import { word } from "../components/words.ts";
import type { LedgerDraft, LedgerRow } from "./ledger-rows.ts";
import { quotedWords, saidWords } from "../reading/said-words.ts";

/**
 * A ledger as a file for any spreadsheet: a line a comment, a column a draft, as the table shows them. Lines end in CR LF,
 * a field with a comma, a quote or a line end stands in quotes (RFC 4180); it begins with the mark that tells UTF-8.
 */
export function ledgerCsv(rows: readonly LedgerRow[], drafts: readonly LedgerDraft[]): string {
  const head = ["Source", "Group", "Kind", "Type", "Date", "Made on", "Words meant", "Says", "Decision"];
  const lines = rows.map(({ annotation, madeOn, outcome, cells }) => {
    const { speaker, kind, type, createdAt } = annotation;
    const [, ...others] = organisationsBehind(speaker);
    return [
      [sourceName(speaker), ...others.map(({ shortName }) => shortName)].join(", "),
      word(`group-${speaker.group}`),
      word(`kind-${kind}`),
      word(`type-${type}`),
      createdAt.slice(0, 10),
      madeOn,
      quotedWords(annotation),
      saidWords(annotation),
      word(`disposition-${outcome ?? "undecided"}`),
      ...drafts.map(({ id }) => {
        const cell = cells.get(id);
        if (!cell) return id === annotation.versionId ? "made here" : "";
        const settled = cell.settled === null ? "" : ` (${word(`place-act-${cell.settled}`)})`;
        return `${word(`state-${cell.state}`)}${settled}: ${word(cell.reason.code, cell.reason.params)}`;
      }),
    ];
  });
  const all = [[...head, ...drafts.map(({ label }) => label)], ...lines];
  return `\uFEFF${all.map((fields) => fields.map(written).join(",")).join("\r\n")}\r\n`;
}

function written(field: string): string {
  const safe = withFormulaGuard(field);
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
