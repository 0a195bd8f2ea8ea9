import { repeatedReplacements, type RepeatedReplacement } from "#core/compare/repeated-replacements.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { redlineOf, type Redline } from "#core/compare/redline.ts";
import { clauseAt, type Clause } from "#core/text/clause.ts";
import { indexChanges, type ChangeIndex, type ChangePlace } from "./change-walk.ts";
import type { ComparisonState } from "./comparison-state.ts";

/** A comparison with all that drawing it looks up, found once. */
export interface ComparedIndex extends ChangeIndex {
  redline: Redline;
  /** The two texts that segments are read from. */
  texts: { base: string; revised: string };
  /** The clauses of both sides by id. */
  clauses: Readonly<Record<"base" | "revised", ReadonlyMap<string, Clause>>>;
  /** The language each side is written in. */
  languages: Readonly<Record<"base" | "revised", string>>;
  repeated: readonly RepeatedReplacement[];
  /** The place of a replacement, by its index among the comparison's changes. */
  placeOf: (change: number) => ChangePlace | undefined;
  /** Citation of the clause at an offset of one side's text. */
  citationAt: (side: "base" | "revised", offset: number) => string;
}

export function indexCompared({ base, revised, comparison }: ComparisonPage): ComparedIndex {
  const redline = redlineOf(base.text, revised.text, comparison);
  const index = indexChanges(redline);
  const byStart = new Map(index.places.flatMap((place) => place.base.map(([start]) => [start, place] as const)));
  const sides = { base: base.text, revised: revised.text };
  return {
    ...index,
    redline,
    texts: { base: base.text.text, revised: revised.text.text },
    clauses: {
      base: new Map(base.text.clauses.map((clause) => [clause.id, clause])),
      revised: new Map(revised.text.clauses.map((clause) => [clause.id, clause])),
    },
    languages: { base: base.text.language, revised: revised.text.language },
    repeated: repeatedReplacements(base.text, revised.text, comparison),
    placeOf: (change) => byStart.get(comparison.changes[change]?.base[0] ?? -1),
    citationAt: (side, offset) => clauseAt(sides[side].clauses, offset)?.citation ?? "",
  };
}

/** The places that are marked: those of the classes chosen, without what stands collapsed in a line of its own. */
export function markedPlaces(
  { places, repeated, placeOf }: ComparedIndex,
  { classes, repeated: shown }: Pick<ComparisonState, "classes" | "repeated">,
): ChangePlace[] {
  const away = new Set(
    shown === "collapsed" ? repeated.flatMap(({ changes }) => changes.map((at) => placeOf(at)?.change)) : [],
  );
  return places.filter((place) => classes.has(place.class) && !away.has(place.change));
}
