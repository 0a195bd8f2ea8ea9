import type { Target } from "#core/discuss/target.ts";
import { anchor, describe } from "#core/place/anchor.ts";
import { citation, clausesOf, type Placed } from "#core/place/place-range.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { type Clause, clauseById } from "#core/text/clause.ts";

/**
 * Places a target of an option that was not chosen at the text that was chosen instead: at the same words if they are
 * there once, otherwise at the clause that has most of the target's words. A whole option is placed at all clauses of
 * the text, and so is the clause that had only options as its text.
 *
 * @param placed the placement by the comparison; it is returned if the target's own text was found
 */
export function placeAlternative(target: Target, placed: Placed, mapping: TextMapping): Placed {
  if (placed.state !== "orphan" && placed.state !== "approximate") return placed;
  const range = anchor(mapping.base, target);
  const clause = range && clausesOf(mapping.base, range)[0];
  const passedOver = clause && mapping.passedOver.get(clause.id);
  if (!passedOver) return placed;
  const texts = passedOver.text.flatMap((id) => clauseById(mapping.revised, id) ?? []);
  if (passedOver.option === null) {
    const [text] = texts;
    const reason = { code: "option-chosen", params: { from: passedOver.chosen ?? "", to: citation(text) } } as const;
    return { state: "text-changed", score: passedOver.score, reason, targets: clauseTargets(texts) };
  }
  const exact = mapping.base.text.slice(...range);
  const quoted = target.kind === "range" ? placesOf(exact, texts, mapping) : [];
  const [to] = texts;
  if (!to) return placed;
  const isWhole = clause.id === passedOver.option && target.kind !== "range" && range[0] === range[1];
  const chosen = isWhole || target.kind === "section" ? texts : [closest(exact, texts, mapping)];
  return {
    state: "alternative",
    score: passedOver.score,
    reason: reasonOf(citation(clause), passedOver.chosen, citation(chosen[0] ?? to)),
    targets: quoted.length === 1 ? quoted : clauseTargets(chosen),
  };
}

function reasonOf(from: string, chosen: string | null, to: string): Placed["reason"] {
  return chosen === null
    ? { code: "options-replaced", params: { from, to } }
    : { code: "other-option-chosen", params: { from, chosen, to } };
}

function clauseTargets(clauses: readonly (Clause | undefined)[]): Target[] {
  return clauses.flatMap((clause) => (clause ? [{ kind: "clause" as const, clause: clause.id }] : []));
}

/** Returns the occurrences of a text in some clauses. */
function placesOf(exact: string, clauses: readonly Clause[], { revised }: TextMapping): Target[] {
  if (exact === "") return [];
  return clauses.flatMap(({ start, end }) => {
    const places: Target[] = [];
    for (let at = revised.text.indexOf(exact, start); at >= 0 && at + exact.length <= end;) {
      places.push(describe(revised, at, at + exact.length));
      at = revised.text.indexOf(exact, at + 1);
    }
    return places;
  });
}

/** Returns the clause that has most of a text's words. */
function closest(text: string, clauses: readonly Clause[], { revised }: TextMapping): Clause | undefined {
  const words = new Set(wordsOf(text));
  const shared = clauses.map(
    ({ start, end }) => new Set(wordsOf(revised.text.slice(start, end)).filter((word) => words.has(word))).size,
  );
  return clauses[shared.indexOf(Math.max(...shared))];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
