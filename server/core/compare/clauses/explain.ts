import type { Side } from "#core/compare/clauses/clause-features.ts";
import type { ClauseLink } from "#core/compare/clauses/clause-link.ts";
import { type ComparedTexts, readTexts } from "#core/compare/compared-texts.ts";
import type { PairingExplanation, PairingReason, SharedWords } from "#core/compare/clauses/pairing-explanation.ts";
import type { ClausePair, Comparison } from "#core/compare/comparison.ts";
import {
  sharedContent,
  type SharedContent,
  type SharedPassage,
  sharedPassages,
} from "#core/compare/clauses/shared-content.ts";
import { type Clause, clauseIndex, type VersionText } from "#core/text/clause.ts";

/** Explains the pairings of one comparison. */
export interface PairingExplainer {
  /** Explains a pair of the comparison, or why a clause on one side only has no counterpart. */
  ofPair: (pair: ClausePair) => PairingExplanation;
  /**
   * Explains any two clauses, by id.
   *
   * @throws RangeError if a version has no such clause
   */
  ofClauses: (base: string, revised: string) => PairingExplanation;
  /**
   * Finds the words of content that two clauses, by id, both have.
   *
   * @throws RangeError if a version has no such clause
   */
  sharedContent: (base: string, revised: string) => SharedContent;
  /** Returns the pair of a clause, by id. */
  pairOf: (side: Side, clause: string) => ClausePair | undefined;
}

/** Longest quote in an explanation, in characters: enough to recognise the passage. */
const longestQuote = 80;
/** With fewer shared words than this, the longest run is not informative. */
const fewestQuoted = 4;
/** Minimum score of a candidate to name. */
const leastNamed = 0.1;
/** Maximum number of rare words to name. */
const mostRareWords = 5;
/** Kinds of clause that open a section. */
const openers = new Set(["title", "verb", "heading"]);

/** Creates the explainer for a comparison's pairs. `links` are the links that the comparison followed. */
export function pairingExplainer(
  base: VersionText,
  revised: VersionText,
  comparison: Comparison,
  links: readonly ClauseLink[],
): PairingExplainer {
  const passages = sharedPassages(base, revised, comparison.kept);
  let texts: ComparedTexts | undefined;
  const sides = {
    base: { version: base, pairs: byClause(comparison.pairs, "base") },
    revised: { version: revised, pairs: byClause(comparison.pairs, "revised") },
  };

  return { ofPair, ofClauses, sharedContent: contentOf, pairOf: (side, clause) => sides[side].pairs.get(clause) };

  function ofPair(pair: ClausePair): PairingExplanation {
    const words = wordsOf(pair.base, pair.revised);
    const linked = links.some(
      (link) =>
        !link.isRefusal &&
        ((link.base !== null && pair.base.includes(link.base)) ||
          (link.revised !== null && pair.revised.includes(link.revised))),
    );
    const reasons: PairingReason[] = linked ? [reason("linked")] : [];
    if (pair.relation === "removed") {
      const [clause = ""] = pair.base;
      reasons.push(reason("base-removed"), ...nearest("base", clause), ...becoming(clause));
    } else if (pair.relation === "added") {
      const [clause = ""] = pair.revised;
      reasons.push(reason("revised-added"), ...nearest("revised", clause), ...origins(clause));
    } else reasons.push(...whyPaired(pair, words, linked));
    const paired = pair.relation !== "removed" && pair.relation !== "added";
    return { paired, pair, score: pair.score, words, reasons };
  }

  function ofClauses(from: string, to: string): PairingExplanation {
    const [fromClause, toClause] = [clauseNamed(base, from), clauseNamed(revised, to)];
    const pair = sides.base.pairs.get(from);
    if (pair?.revised.includes(to)) return ofPair(pair);
    const words = wordsOf([from], [to]);
    const reasons: PairingReason[] = [];
    if (links.some((link) => link.isRefusal && link.base === from && link.revised === to)) {
      reasons.push(reason("refused"));
    }
    if (links.some((link) => !link.isRefusal && (link.base === from || link.revised === to))) {
      reasons.push(reason("linked"));
    }
    if (words.shared > 0) reasons.push(reason("too-little-shared", words), ...longest([from], [to]));
    else reasons.push(reason("shares-no-words"));
    if (fromClause.label !== null && fromClause.label === toClause.label) {
      reasons.push(reason("same-label", { label: fromClause.label }));
    }
    reasons.push(elsewhere("base", from), elsewhere("revised", to));
    const isCandidate = ({ params }: PairingReason): boolean => params["clause"] === toClause.citation;
    const candidate = becoming(from).filter(isCandidate);
    if (candidate.length > 0) reasons.push(...rareWords(from, to), ...candidate);
    return { paired: false, pair: null, score: 0, words, reasons };
  }

  function whyPaired(pair: ClausePair, words: SharedWords, linked: boolean): PairingReason[] {
    const [from, to] = [clauseNamed(base, pair.base[0] ?? ""), clauseNamed(revised, pair.revised[0] ?? "")];
    const isOne = pair.relation === "1:1";
    const reasons: PairingReason[] = [];
    if (isOne && textOf(base, from) === textOf(revised, to)) reasons.push(reason("same-text"));
    else if (words.shared > 0) reasons.push(reason("shares-words", words), ...longest(pair.base, pair.revised));
    else reasons.push(reason("shares-no-words"));
    if (isOne && from.label !== null && from.label === to.label)
      reasons.push(reason("same-label", { label: from.label }));
    if (!linked && words.shared * 2 < Math.max(1, Math.min(words.base, words.revised))) {
      if (isOne) reasons.push(...rareWords(from.id, to.id));
      if (openers.has(from.kind)) reasons.push(reason("opens-the-same"));
      else if (!pair.moved) reasons.push(reason("same-place"));
    }
    if (pair.moved) reasons.push(reason("stands-elsewhere"));
    if (pair.relation === "1:n") reasons.push(reason("became-several", { parts: pair.revised.length }));
    if (pair.relation === "n:1") reasons.push(reason("made-of-several", { parts: pair.base.length }));
    return reasons;
  }

  function rareWords(from: string, to: string): PairingReason[] {
    const words = contentOf(from, to).telling;
    return words.length === 0 ? [] : [reason("shares-rare-words", { words: words.slice(0, mostRareWords).join(", ") })];
  }

  function contentOf(from: string, to: string): SharedContent {
    texts ??= readTexts(base, revised);
    return sharedContent(texts.words, indexNamed(base, from), indexNamed(revised, to));
  }

  /** Names what a clause without a partner may have become. */
  function becoming(clause: string): PairingReason[] {
    const found = comparison.candidates.find((candidate) => candidate.base === clause);
    return likely("may-have-become", revised, found?.revised ?? [], found?.scores ?? []);
  }

  /** Names what a clause without a partner may come from. */
  function origins(clause: string): PairingReason[] {
    const found = comparison.origins.find((candidate) => candidate.revised === clause);
    return likely("may-come-from", base, found?.base ?? [], found?.scores ?? []);
  }

  /** Names the clause of the other side that shares most with this one, if any does. */
  function nearest(side: "base" | "revised", clause: string): PairingReason[] {
    const found = passages.nearest(side, clause);
    if (!found) return [];
    const other = side === "base" ? revised : base;
    return [reason("nearest", { clause: clauseNamed(other, found.clause).citation, shared: found.words })];
  }

  function elsewhere(side: "base" | "revised", clause: string): PairingReason {
    const pair = sides[side].pairs.get(clause);
    const [own, other] = side === "base" ? (["base", "revised"] as const) : (["revised", "base"] as const);
    const partners = pair?.[other] ?? [];
    if (!pair || partners.length === 0) return reason(side === "base" ? "base-removed" : "revised-added");
    return reason(side === "base" ? "base-went-elsewhere" : "revised-came-from-elsewhere", {
      clause: partners.map((id) => clauseNamed(sides[other].version, id).citation).join(", "),
      shared: own === "base" ? wordsOf([clause], partners).shared : wordsOf(partners, [clause]).shared,
    });
  }

  function longest(from: readonly string[], to: readonly string[]): PairingReason[] {
    let best: SharedPassage | undefined;
    for (const one of from) {
      for (const other of to) {
        const passage = passages.between(one, other);
        if (passage && passage.longest[1] - passage.longest[0] > (best ? best.longest[1] - best.longest[0] : 0)) {
          best = passage;
        }
      }
    }
    if (!best || best.words < fewestQuoted) return [];
    const quote = base.text.slice(...best.longest);
    return [reason("longest-shared", { quote: quote.length > longestQuote ? `${cut(quote)}…` : quote })];
  }

  function wordsOf(from: readonly string[], to: readonly string[]): SharedWords {
    let shared = 0;
    for (const one of from) for (const other of to) shared += passages.between(one, other)?.words ?? 0;
    const sum = (side: "base" | "revised", ids: readonly string[]): number =>
      ids.reduce((count, id) => count + passages.wordsIn(side, id), 0);
    return { shared, base: sum("base", from), revised: sum("revised", to) };
  }
}

function likely(
  code: "may-have-become" | "may-come-from",
  version: VersionText,
  clauses: readonly string[],
  scores: readonly number[],
): PairingReason[] {
  return clauses.flatMap((id, index) => {
    const score = scores[index] ?? 0;
    if (score < leastNamed) return [];
    return [reason(code, { clause: clauseNamed(version, id).citation, percent: Math.round(100 * score) })];
  });
}

function reason(code: PairingReason["code"], params: PairingReason["params"] = {}): PairingReason {
  return { code, params };
}

/** Returns the beginning of a quote, cut at a space if one is near. */
function cut(quote: string): string {
  return quote.slice(0, longestQuote).replace(/(?<!\s)\s+\S{0,20}$/u, "");
}

function byClause(pairs: readonly ClausePair[], side: "base" | "revised"): ReadonlyMap<string, ClausePair> {
  return new Map(pairs.flatMap((pair) => pair[side].map((id) => [id, pair] as const)));
}

function textOf({ text }: VersionText, { start, end }: Clause): string {
  return text.slice(start, end);
}

function indexNamed(version: VersionText, id: string): number {
  const index = clauseIndex(version, id);
  if (index === undefined) throw new RangeError(`No clause ${id}`);
  return index;
}

function clauseNamed(version: VersionText, id: string): Clause {
  const clause = version.clauses.find((candidate) => candidate.id === id);
  if (!clause) throw new RangeError(`No clause ${id}`);
  return clause;
}
