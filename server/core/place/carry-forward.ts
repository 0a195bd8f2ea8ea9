import type { TextRange } from "#core/compare/comparison.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import { anchor } from "#core/place/anchor.ts";
import { type Placed, placeRange, quotedOnce, quoteScore } from "#core/place/place-range.ts";
import { type Placement, placementStates } from "#core/place/placement.ts";
import { carryRange, type TextMapping, wordsWithin } from "#core/place/text-mapping.ts";
import { clauseById } from "#core/text/clause-index.ts";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";

/**
 * Places an annotation of the base version on the revised one. The annotation itself is not changed.
 *
 * - Each target is placed separately: text by `placeRange`, clauses and sections by `placeClause`. The whole document
 *   can always be placed.
 * - The state is the worst state of the placed targets, and the score is their lowest score.
 * - If only some of the targets can be placed, the reason says so, and the state is "text-changed" or worse.
 * - If no target can be placed, the annotation is an orphan, with the reason of its first target.
 */
export function carryForward(
  annotation: Pick<Annotation, "id" | "targets">,
  mapping: TextMapping,
  revisedId: string,
): Placement {
  const all = annotation.targets.map((target) => place(target, mapping));
  const kept = all.filter(({ state }) => state !== "orphan");
  const lost = all.length - kept.length;
  const worst = (kept.length > 0 ? kept : all.slice(0, 1)).reduce(worse);
  const partly: Placed =
    kept.length > 0 && lost > 0
      ? {
          ...worse(worst, { ...worst, state: "text-changed" }),
          reason: { code: "some-targets-lost", params: { lost, total: all.length } },
        }
      : worst;
  return {
    annotationId: annotation.id,
    versionId: revisedId,
    state: partly.state,
    score: Math.min(...(kept.length > 0 ? kept : all).map(({ score }) => score)),
    reason: partly.reason,
    targets: kept.flatMap(({ targets }) => targets),
  };
}

/** Places an annotation on the version it was made on. It is an orphan if a target does not fit. */
export function placeAtHome(
  annotation: Pick<Annotation, "id" | "versionId" | "targets">,
  version: VersionText,
): Placement {
  const ids = { annotationId: annotation.id, versionId: annotation.versionId };
  if (!annotation.targets.every((target) => anchor(version, target))) {
    return { ...ids, state: "orphan", score: 0, reason: { code: "target-unknown", params: {} }, targets: [] };
  }
  const [first] = annotation.targets;
  const clause = first && clauseOfTarget(first);
  const reason =
    clause === undefined
      ? ({ code: "whole-document", params: {} } as const)
      : ({ code: "same-words", params: { to: clauseById(version, clause)?.citation ?? "" } } as const);
  return { ...ids, state: "exact", score: 1, reason, targets: annotation.targets };
}

function place(target: Target, mapping: TextMapping): Placed {
  switch (target.kind) {
    case "document":
      return { state: "exact", score: 1, reason: { code: "whole-document", params: {} }, targets: [target] };
    case "range":
      return placeRange(target, mapping);
    case "clause":
    case "section":
      return placeClause(target, mapping);
  }
}

function worse(one: Placed, other: Placed): Placed {
  return placementStates.indexOf(other.state) > placementStates.indexOf(one.state) ? other : one;
}

/** Clauses that share less than half of the smaller one's words may not correspond, so a person decides. */
const surePair = 0.5;

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
function placeClause(target: Target & { kind: "clause" | "section" }, mapping: TextMapping): Placed {
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

function sectionText(clause: string, version: TextMapping["base"]): string {
  const range = anchor(version, { kind: "section", clause });
  return range ? version.text.slice(...range) : "";
}
