import { assemble, type ClausePlan, type Segmented } from "#core/text/segments/assemble.ts";
import type { Blocks, PendingNotice } from "#core/text/segments/block.ts";
import { isAnnexLevel } from "#core/text/labels/division.ts";
import { isAnnexHeading, planReport } from "#core/text/segments/segment-report.ts";
import { type Entry, entriesOf } from "#core/text/segments/segment-entry.ts";
import { planOpinion, verbLinesOf } from "#core/text/segments/segment-opinion.ts";

/**
 * Divides a file's blocks into the clauses of a draft.
 *
 * The kind of a block follows from its structure, not its wording, so that all languages are treated alike (FIELD: "The
 * texts"). From the first verb line to the next heading, a text is an Opinion; everything else is a report or a treaty.
 * One file may contain all of these, or several Opinions. Articles contain no Opinion.
 */
export function segment(blocks: Blocks, language: string): Segmented {
  const entries = entriesOf(blocks.blocks);
  const articles = entriesInArticles(entries);
  const verbs = verbLinesOf(entries, articles);
  const plans: ClausePlan[] = [];
  let from = 0;
  while (from < entries.length) {
    const verb = nextVerb(from);
    if (verb === undefined) {
      plans.push(...planReport(entries.slice(from), { atStart: from === 0 }));
      break;
    }
    const opening = openingBefore(verb, from);
    if (opening > from) plans.push(...planReport(entries.slice(from, opening), { atStart: from === 0 }));
    let end = verb;
    while (end < entries.length && !(end > verb && !verbs.has(end) && endsOpinion(end, verb))) end += 1;
    plans.push(...planOpinion(entries.slice(opening, end), new Set([...verbs].map((at) => at - opening))));
    from = end;
  }
  return assemble(plans, { ...blocks, notices: [...blocks.notices, ...guessedTitles(plans)] }, language);

  function nextVerb(at: number): number | undefined {
    for (let index = at; index < entries.length; index += 1) if (verbs.has(index)) return index;
    return undefined;
  }

  /** Finds the start of the title and opening line: the unlabelled lines directly before the first verb. */
  function openingBefore(verb: number, floor: number): number {
    let at = verb;
    while (at > floor) {
      const entry = entries[at - 1];
      if (!entry || entry.label || entry.bullet || entry.contents || entry.block.cell) break;
      at -= 1;
    }
    return at;
  }

  function endsOpinion(at: number, verb: number): boolean {
    const entry = entries[at];
    if (!entry) return true;
    if (entry.block.heading !== null || entry.block.cell !== null) return true;
    if (entry.label?.division || isAnnexHeading(entry)) return true;
    // "1.1" begins a report, unless it is a part of an operative item "1".
    const path = entry.label?.path ?? [];
    return (
      path.length > 1 &&
      !entries.slice(verb, at).some(({ label }) => label?.path.length === 1 && label.path[0] === path[0])
    );
  }
}

/** Returns a notice for each line that is a title only by its place and look, so that a person can correct it. */
function guessedTitles(plans: readonly ClausePlan[]): PendingNotice[] {
  return plans
    .filter(({ entry, kind }) => kind === "title" && entry.block.heading === null)
    .map(({ entry }) => ({ code: "title-guessed", params: { words: entry.text }, at: entry.index }));
}

/**
 * Returns the indexes of the entries in articles, sections, chapters and parts, with a preamble before the first. An
 * annex may contain an Opinion, and so may the text before an annex with articles.
 */
function entriesInArticles(entries: readonly Entry[]): Set<number> {
  const inside = new Set<number>();
  const hasArticles = entries.some(({ label }) => label?.division === "article");
  const first = entries.find(({ label }) => label?.division)?.label?.division;
  let isInside = hasArticles && first != null && !isAnnexLevel(first) && !beginsWithAnnex(entries);
  for (const [at, entry] of entries.entries()) {
    const level = entry.label?.division;
    if (level) isInside = hasArticles && !isAnnexLevel(level);
    else if ((entry.block.heading === 0 && at > 0) || isAnnexHeading(entry)) isInside = false;
    if (isInside) inside.add(at);
  }
  return inside;
}

/** Whether an annex heading without a number comes before the first division. */
function beginsWithAnnex(entries: readonly Entry[]): boolean {
  return entries.find((entry) => entry.label?.division || isAnnexHeading(entry))?.label?.division === undefined;
}
