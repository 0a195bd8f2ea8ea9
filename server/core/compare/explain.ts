import type { ClausePair, Comparison } from "#core/compare/comparison.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf, type Words } from "#core/text/words.ts";

/** Why two clauses were paired, or why not. Worded in core/messages by its code. */
export interface PairingReason {
  code:
    | "linked"
    | "shares-words"
    | "shares-no-words"
    | "same-label"
    | "same-place"
    | "stands-elsewhere"
    | "part-of-several"
    | "too-little-shared"
    | "base-went-elsewhere"
    | "revised-came-from-elsewhere"
    | "base-removed"
    | "revised-added";
  params: Record<string, string | number>;
}

/** The answer to "why are these two one clause?" or "why are they not?". */
export interface PairingExplanation {
  paired: boolean;
  /** The pair's score; 0 where they are no pair. */
  score: number;
  /** Words the two clauses share by the word map, and words in each. */
  words: { shared: number; base: number; revised: number };
  reasons: PairingReason[];
}

/** Explains a pair of clauses from what the comparison knows, with the people's links it was bound by. */
export function explainPairing(
  base: VersionText,
  revised: VersionText,
  comparison: Comparison,
  clauses: { base: string; revised: string },
  links: readonly { base: string; revised: string | null }[] = [],
): PairingExplanation {
  const from = clauseNamed(base, clauses.base);
  const to = clauseNamed(revised, clauses.revised);
  const pair = comparison.pairs.find((candidate) => candidate.base.includes(from.id));
  const other = comparison.pairs.find((candidate) => candidate.revised.includes(to.id));
  const words = {
    shared: sharedWords(base, comparison, from, to),
    base: countWords(base, from),
    revised: countWords(revised, to),
  };
  const reasons: PairingReason[] = [];
  const add = (code: PairingReason["code"], params: PairingReason["params"] = {}): number =>
    reasons.push({ code, params });

  if (links.some((link) => link.base === from.id || link.revised === to.id)) add("linked");
  if (words.shared > 0) add("shares-words", words);
  else add("shares-no-words");
  if (from.label !== null && from.label === to.label) add("same-label", { label: from.label });
  if (pair && pair === other) {
    if (words.shared === 0) add("same-place");
    if (pair.moved) add("stands-elsewhere");
    if (pair.relation !== "1:1") add("part-of-several", { base: pair.base.length, revised: pair.revised.length });
    return { paired: true, score: pair.score, words, reasons };
  }
  if (words.shared > 0) add("too-little-shared", words);
  goesElsewhere(pair, "revised", "base-removed", "base-went-elsewhere");
  goesElsewhere(other, "base", "revised-added", "revised-came-from-elsewhere");
  return { paired: false, score: 0, words, reasons };

  function goesElsewhere(
    found: ClausePair | undefined,
    side: "base" | "revised",
    alone: "base-removed" | "revised-added",
    elsewhere: "base-went-elsewhere" | "revised-came-from-elsewhere",
  ): void {
    const partners = found?.[side] ?? [];
    const version = side === "base" ? base : revised;
    if (partners.length === 0) add(alone);
    else {
      const citations = partners.map((id) => clauseNamed(version, id).citation).join(", ");
      add(elsewhere, { clause: citations, score: found?.score ?? 0 });
    }
  }
}

/** @throws RangeError where the version has no such clause. */
function clauseNamed(version: VersionText, id: string): Clause {
  const clause = version.clauses.find((candidate) => candidate.id === id);
  if (!clause) throw new RangeError(`No clause ${id}`);
  return clause;
}

function wordsIn(version: VersionText, clause: Clause): Words {
  return wordsOf({ ...version, clauses: [clause] }, new Lexicon());
}

function countWords(version: VersionText, clause: Clause): number {
  return wordsIn(version, clause).kinds.reduce((count, kind) => (kind === tokenKind.mark ? count : count + 1), 0);
}

function sharedWords(base: VersionText, comparison: Comparison, from: Clause, to: Clause): number {
  const ranges = comparison.kept.filter(
    ([start, end, target, targetEnd]) =>
      from.start <= start && end <= from.end && to.start <= target && targetEnd <= to.end,
  );
  const words = wordsIn(base, from);
  let shared = 0;
  for (let i = 0; i < words.count; i += 1) {
    const [start, end] = [words.starts[i] ?? 0, words.ends[i] ?? 0];
    if (words.kinds[i] !== tokenKind.mark && ranges.some((range) => range[0] <= start && end <= range[1])) shared += 1;
  }
  return shared;
}
