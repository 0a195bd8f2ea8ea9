import type { Compilation } from "#core/compile/compilation.ts";
import { csvHead, csvLine } from "#core/compile/csv.ts";
import { countArticles, type CountedDraft } from "#core/compile/open-articles.ts";
import { barometerPage, inLanguage } from "#core/messages/catalogues.ts";
import { clausePath, measureName, openMeasures } from "#core/phrases/barometer-text.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { noneOpen, type OpenCounts } from "#core/text/negotiation/negotiation.ts";
import { openCountsOf } from "#core/text/negotiation/read-negotiation.ts";
import { formColumns, formRows } from "../shared/comment-form.ts";
import { word } from "../shared/export-phrases.ts";
import { Steps, threadCount, type Piece } from "../shared/steps.ts";

/**
 * Writes the comments of a compilation as CSV, one row each, in the columns of the comment form. Each row ends with the
 * draft's address, because a CSV file has no title page to name the draft.
 */
export function* csv(compilation: Compilation): Generator<Piece, void> {
  const steps = new Steps(threadCount(compilation));
  const codes = [...formColumns.map(([code]) => code), "export-column-address"] as const;
  yield steps.piece(csvHead + csvLine(codes.map((code) => word(code, compilation.version.language))));
  for (const row of formRows(compilation)) {
    const line = csvLine([...formColumns.map(([, cell]) => cell(row)), compilation.address]);
    steps.advance();
    yield steps.piece(line);
  }
}

/**
 * Writes the counts of drafts as CSV: for each draft a row with its totals, for each article one with its totals, and
 * for each clause one with its counts, also if nothing in it is open. The level tells them apart, so that a sum does not
 * count twice. Each row ends with a link to its place. `baseUrl` is the address of the forum, or empty.
 */
export function barometerCsv(drafts: readonly CountedDraft[], baseUrl: string, language: string): string {
  const messages = inLanguage(barometerPage, language);
  const columns = [
    messages.columnAddress,
    messages.draft,
    messages.columnDate,
    messages.columnLevel,
    messages.article,
    messages.clause,
    ...openMeasures.map((measure) => measureName(measure, language)),
    messages.columnLink,
  ];
  return csvHead + csvLine(columns) + drafts.map((draft) => draftLines(draft, baseUrl, language)).join("");
}

type Level = "draft" | "article" | "clause";

function draftLines({ draft: { version, counts }, text }: CountedDraft, baseUrl: string, language: string): string {
  const { address, label, date } = version;
  const line = (level: Level, names: [string, string], own: OpenCounts, clause: string | null): string =>
    csvLine([
      address,
      label,
      date,
      formatMessage(inLanguage(barometerPage, language).level, { level }, language),
      ...names,
      ...openMeasures.map((measure) => String(own[measure])),
      baseUrl + clausePath(address, clause),
    ]);
  const { clauses } = openCountsOf(text);
  const lines = countArticles(text).map(({ article, clause, name, counts }) => {
    const own = text.clauses.slice(article.first, article.end).map(({ id, citation }, index) => {
      return line("clause", [name, citation], clauses[article.first + index] ?? noneOpen, id);
    });
    return line("article", [name, ""], counts, clause) + own.join("");
  });
  return line("draft", ["", ""], counts, null) + lines.join("");
}
