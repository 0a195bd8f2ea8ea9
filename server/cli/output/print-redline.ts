import type { Comparison } from "#core/compare/comparison.ts";
import { mostChanged } from "#core/compare/changes/notable-changes.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { reformattedClauses } from "#core/compare/changes/reformatted-clauses.ts";
import { changesText, coarseText, followedText, foldLines } from "#core/phrases/comparison-summary.ts";
import { messageText } from "#core/phrases/message-text.ts";
import { openChangesText } from "#core/phrases/open-changes.ts";
import { optionChoiceText } from "#core/phrases/option-choices.ts";
import { negotiationOf } from "#core/text/negotiation/read-negotiation.ts";
import type { ComparedFiles } from "../../services/comparison/compare-files.ts";
import type { ReadFile } from "../../services/comparison/read-files.ts";
import { readJson } from "./print-file.ts";

/** Converts a comparison to JSON for the command line. */
export function comparisonJson({
  base,
  revised,
  comparison,
  ms,
  steps,
  followed,
  returned,
}: ComparedFiles): Record<string, unknown> {
  return {
    base: readJson(base),
    revised: readJson(revised),
    ...comparison,
    stats: { ...comparison.stats, ms: Math.round(ms * 10) / 10 },
    way: { steps, followed, returned },
  };
}

/**
 * Prints a comparison for a terminal. The first lines summarise the changes; a longer summary goes on at the end. The
 * changed clauses follow, with inserted text as {+…+}, deleted text as [-…-], and moved text as {>…>} and [<…<]. A clause
 * with other formatting only is marked as such.
 */
export function printRedline({ base, revised, comparison, returned }: ComparedFiles, via: readonly string[]): string {
  const [baseLabels, revisedLabels] = [labelsOf(base), labelsOf(revised)];
  const reformatted = reformattedClauses(base.draft, revised.draft, comparison);
  const lines = redlineOf(base.text, revised.text, comparison).flatMap((row) => {
    const isSame = row.relation === "1:1" && !row.edited && !row.moved && !row.renumbered;
    const onlyFormatting = isSame && row.revised !== null && reformatted.has(row.revised);
    if (isSame && !onlyFormatting) return [];
    const [from, to] = [baseLabels.get(row.base) ?? "", revisedLabels.get(row.revised) ?? ""];
    const segments = row.segments.map((segment) => {
      const [side, range] =
        segment.revised && segment.kind !== "moved-away" ? [revised, segment.revised] : [base, segment.base];
      const [open, close] = marks[segment.kind];
      return `${open}${range ? side.text.text.slice(...range) : ""}${close}`;
    });
    const mark = onlyFormatting ? `${messageText({ code: "flag-formatting", params: {} }, "en")}\t` : "";
    return [`${from && to && from !== to ? `${from} → ${to}` : to || from}\t${mark}${segments.join("")}`];
  });
  const texts = { base: base.text, revised: revised.text };
  const open = openChangesText(
    {
      open: { base: negotiationOf(base.text).counts, revised: negotiationOf(revised.text).counts },
      mostChanged: mostChanged(base.text, revised.text, comparison),
    },
    "en",
  );
  const choices = comparison.choices.map((choice) => optionChoiceText(choice, texts, "en"));
  const [shown, folded] = foldLines(
    [
      ...summaryLines(comparison, reformatted.size),
      coarseText(revised.text, comparison.coarse, "en"),
      open,
      ...choices,
      followedText(via, returned, "en"),
    ].filter(Boolean),
  );
  const below =
    folded.length === 0 ? [] : [messageText({ code: "summary-below", params: { count: folded.length } }, "en")];
  return [...shown, ...below, ...lines, ...folded, ""].join("\n");
}

/** Returns the counts of changes. Texts that differ in formatting are not called the same. */
function summaryLines({ stats, changes }: Comparison, count: number): string[] {
  if (count === 0) return [changesText(stats, "en")];
  const changed = Object.entries(stats.clauses).filter(([kind, clauses]) => kind !== "unchanged" && clauses > 0);
  const isSame = changes.length === 0 && changed.length === 0;
  const code = isSame ? "summary-only-formatting" : "summary-formatting";
  return [...(isSame ? [] : [changesText(stats, "en")]), messageText({ code, params: { count } }, "en")];
}

function labelsOf({ text }: ReadFile): ReadonlyMap<string | null, string | null> {
  return new Map(text.clauses.map(({ id, label }) => [id, label]));
}

/** Marks around the text of each kind of segment in a terminal. */
export const marks = {
  kept: ["", ""],
  inserted: ["{+", "+}"],
  deleted: ["[-", "-]"],
  "moved-here": ["{>", ">}"],
  "moved-away": ["[<", "<]"],
} as const;
