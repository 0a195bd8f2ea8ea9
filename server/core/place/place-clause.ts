import type { TextRange } from "#core/compare/comparison.ts";
import type { Target } from "#core/discuss/target.ts";
import { anchor } from "#core/place/anchor.ts";
import { type Placed, quotedOnce, quoteScore } from "#core/place/place-range.ts";
import { carryRange, type TextMapping, wordsWithin } from "#core/place/text-mapping.ts";
import { type Clause, clauseAt, clauseById, clauseIndex } from "#core/text/clause.ts";
import { sectionEnd } from "#core/text/section.ts";

/** Clauses that share less than half of the smaller one's words may not correspond, so a person decides. */
export const surePair = 0.5;

/**
 * Places a whole clause, or the section it opens, on the revised version. The comparison's pairs give the clause's new
 * form:
 *
 * - One clause: the target is that clause, with the pair's renumbering, edits and move. If only its label and position
 *   match and its text is new, the placement is "approximate".
 * - Several clauses: the target is each of them, or the first for a section.
 * - Deleted: the annotation is an orphan. If another clause has all or most of the deleted clause's text, that one is
 *   offered as "approximate". This does not apply to a section.
 */
export function placeClause(target: Target & { kind: "clause" | "section" }, mapping: TextMapping): Placed {
  const { base, revised } = mapping;
  const clause = clauseById(base, target.clause);
  if (!clause) return { state: "orphan", score: 0, reason: { code: "target-unknown", params: {} }, targets: [] };
  const from = clause.citation;
  const pair = mapping.pairs.get(clause.id);
  const answers = (pair?.revised ?? []).flatMap((id) => clauseById(revised, id) ?? []);
  const [first] = answers;
  if (!pair || !first) return placeRemoved(target, clause, pair?.score ?? 0, mapping);

  const to = first.citation;
  const targets = (target.kind === "section" ? [first] : answers).map(({ id }) => ({ kind: target.kind, clause: id }));
  if (answers.length > 1) {
    const reason = { code: "clause-split", params: { from, to, clauses: answers.length } } as const;
    return { state: "clause-split", score: pair.score, reason, targets };
  }
  const same = base.text.slice(clause.start, clause.end) === revised.text.slice(first.start, first.end);
  const score = same ? 1 : pair.score;
  const placed = (
    state: Placed["state"],
    code: Placed["reason"]["code"],
    params: Placed["reason"]["params"],
  ): Placed => ({
    state,
    score,
    reason: { code, params },
    targets,
  });

  const { words: total, keptWords, strayWords } = carryRange(mapping.words, [clause.start, clause.end]);
  const replaced = total - keptWords - strayWords;
  // A clause that is elsewhere, with none of its words in a row, was found by its content.
  if (!same && (score < surePair || pair.moved) && replaced === total)
    return placed("approximate", "clause-rewritten", { from, to });
  if (!same && score < surePair) return placed("approximate", "few-words-left", { to, replaced, total });
  if (pair.moved) {
    return same
      ? placed("clause-moved", "clause-moved", { from, to })
      : placed("clause-moved", "clause-moved-words-replaced", { from, to, replaced, total });
  }
  if (mapping.chosen.has(clause.id)) return placed(same ? "shifted" : "text-changed", "option-chosen", { from, to });
  if (pair.relation === "n:1") return placed(same ? "shifted" : "text-changed", "clause-merged", { from, to });
  if (!same) {
    if (replaced === 0 && strayWords > 0) return placed("text-changed", "words-left", { to, left: strayWords, total });
    if (replaced === 0) {
      const added = wordsWithin(mapping.words.revised, [first.start, first.end]) - keptWords;
      return added > 0
        ? placed("text-changed", "words-added", { to, added })
        : placed("text-changed", "marks-changed", { to });
    }
    return pair.renumbered
      ? placed("text-changed", "words-replaced-renumbered", { from, to, replaced, total })
      : placed("text-changed", "words-replaced", { to, replaced, total });
  }
  if (target.kind === "section" && sectionText(target.clause, base) !== sectionText(first.id, revised)) {
    return placed("text-changed", "section-changed", { to });
  }
  return pair.renumbered || clause.label !== first.label
    ? placed("shifted", "clause-renumbered", { from, to })
    : placed("exact", "same-words", { to });
}

function placeRemoved(
  target: Target & { kind: "clause" | "section" },
  clause: Clause,
  score: number,
  mapping: TextMapping,
): Placed {
  const { base, revised } = mapping;
  const from = clause.citation;
  const range: TextRange = [clause.start, clause.end];
  const carried = carryRange(mapping.words, range);
  const quoted = quotedOnce(range, carried.words, base, revised);
  const place = quoted ?? carried.range;
  const holder = place && clauseAt(revised.clauses, place[0]);
  const merged = mergedSection(target, mapping);
  if (merged) return merged;
  if (!holder || target.kind === "section") {
    return { state: "orphan", score, reason: { code: "clause-removed", params: { from } }, targets: [] };
  }
  const to = holder.citation;
  const targets = [{ kind: "clause" as const, clause: holder.id }];
  if (quoted) {
    return { state: "approximate", score: quoteScore, reason: { code: "quote-found", params: { from, to } }, targets };
  }
  const params = { from, to, replaced: carried.words - carried.keptWords, total: carried.words };
  return { state: "approximate", score: carried.score, reason: { code: "words-moved", params }, targets };
}

/** Minimum share of a heading's clauses that another heading has. */
const mostMembers = 0.5;

/** Places a deleted heading at the heading that has most of its clauses now, as if two articles became one. */
function mergedSection(
  { kind, clause }: Target & { kind: "clause" | "section" },
  { base, revised, pairs }: TextMapping,
): Placed | undefined {
  const first = clauseIndex(base, clause) ?? -1;
  const heading = base.clauses[first];
  if (heading?.kind !== "heading") return undefined;
  const members = base.clauses.slice(first + 1, sectionEnd(base.clauses, first));
  const counts = new Map<string, number>();
  for (const { id } of members) {
    const [to] = pairs.get(id)?.revised ?? [];
    const at = to === undefined ? undefined : clauseIndex(revised, to);
    const above = headingAbove(revised, at ?? 0);
    if (above) counts.set(above.id, (counts.get(above.id) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, one], [, other]) => other - one);
  const share = (most?.[1] ?? 0) / Math.max(1, members.length);
  const to = most && clauseById(revised, most[0]);
  if (!to || share <= mostMembers) return undefined;
  const reason = { code: "section-merged", params: { from: heading.citation, to: to.citation } } as const;
  return { state: "text-changed", score: share, reason, targets: [{ kind, clause: to.id }] };
}

function headingAbove({ clauses }: TextMapping["base"], at: number): Clause | undefined {
  let above = at - 1;
  while (above >= 0 && clauses[above]?.kind !== "heading") above -= 1;
  return clauses[above];
}

function sectionText(clause: string, version: TextMapping["base"]): string {
  const range = anchor(version, { kind: "section", clause });
  return range ? version.text.slice(...range) : "";
}
