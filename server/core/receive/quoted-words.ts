import { describe } from "#core/place/anchor.ts";
import type { ContributionItem } from "#core/receive/contribution.ts";
import type { Target } from "#core/discuss/target.ts";
import { type Clause, clauseAt, clauseById, type VersionText } from "#core/text/clause.ts";
import { sectionEnd } from "#core/text/section.ts";
import { type PlainWord, plainWords } from "#core/text/tokens.ts";

/** Text between quotation marks of one kind: “…”, „…“, «…», "…", 「…」, 『…』, ‘…’. */
const quotations = [
  /“([^“”]+)”/gu,
  /„([^„“”]+)[“”]/gu,
  /«([^«»]+)»/gu,
  /"([^"]+)"/gu,
  /「([^「」]+)」/gu,
  /『([^『』]+)』/gu,
  /(?<!\p{L})‘([^‘’]+(?:’\p{L}[^‘’]*)*)’(?!\p{L})/gu,
];

/** Words left out of a quotation: "…", "...", "[…]". */
const ellipsis = /\s*[[(]?\s*(?:…|\.{3,}|(?:\.\s){2}\.)\s*[\])]?\s*/u;

/** Minimum number of words of a quotation that is looked for outside the cited section. */
const leastElsewhere = 4;
/** Maximum number of quotations that are looked for in one remark, and of words that an ellipsis stands for. */
const mostQuotations = 20;
const mostLeftOut = 200;

/** Returns the quotations in a text, in their order. */
export function quotationsIn(text: string): string[] {
  return quotations
    .flatMap((pattern) => Array.from(text.matchAll(pattern), ({ index, 1: words = "" }) => ({ index, words })))
    .sort((left, right) => left.index - right.index)
    .map(({ words }) => words.trim())
    .slice(0, mostQuotations);
}

/** A range of UTF-16 offsets in the text of a version. */
type Range = readonly [number, number];

/** Finds quotations in the text of a version. Letter case, spaces, punctuation and the form of quotation marks may differ. */
export class QuotedWords {
  readonly #version: VersionText;
  readonly #words: readonly PlainWord[];
  /** The positions of each word. */
  readonly #places = new Map<string, number[]>();

  constructor(version: VersionText) {
    this.#version = version;
    this.#words = plainWords(version.text);
    for (const [at, { word }] of this.#words.entries()) {
      const places = this.#places.get(word) ?? [];
      if (places.length === 0) this.#places.set(word, places);
      places.push(at);
    }
  }

  /**
   * Places a remark at the words that it quotes. These are looked for in the cited clause, then in its section, and then
   * in the whole version, where they must have at least four words. They must be there once.
   *
   * Words that are quoted from elsewhere than the cited section are the likeliest place, for a person to confirm. Returns
   * the placement unchanged if no quotation decides.
   */
  placed<Placed extends Pick<ContributionItem, "targets" | "doubt">>(placed: Placed, texts: readonly string[]): Placed {
    const sought = texts.flatMap(quotationsIn).map((quotation) => partsOf(quotation));
    const [target] = placed.targets;
    if (sought.length === 0 || (target && target.kind !== "clause" && target.kind !== "document")) return placed;
    const clause = target?.kind === "clause" ? clauseById(this.#version, target.clause) : null;
    for (const scope of clause ? this.#scopes(clause) : []) {
      const found = this.#first(sought, scope, 1);
      if (found) return { ...placed, targets: [found] };
    }
    const elsewhere = this.#first(sought, [0, this.#version.text.length], leastElsewhere);
    if (!elsewhere) return placed;
    const citation = clause?.citation ?? placed.doubt?.params["citation"];
    const doubt =
      citation === undefined ? null : ({ code: "quoted-elsewhere", params: { citation } } satisfies typeof placed.doubt);
    return { ...placed, targets: [elsewhere], doubt };
  }

  /** The clause, and its section, or that of the heading above it. */
  #scopes(clause: Clause): Range[] {
    const { clauses } = this.#version;
    const at = clauses.indexOf(clause);
    const heading = clauses.slice(0, at + 1).findLastIndex(({ kind }) => kind === "heading");
    const sections = [at, ...(heading >= 0 ? [heading] : [])];
    return [
      [clause.start, clause.end],
      ...sections.map((first): Range => [clauses[first]?.start ?? 0, clauses[sectionEnd(clauses, first) - 1]?.end ?? 0]),
    ];
  }

  /** The first quotation that is in a scope exactly once. */
  #first(sought: readonly Quotation[], scope: Range, leastWords: number): Target | null {
    for (const quotation of sought) {
      if (quotation.parts.flat().length < leastWords) continue;
      const [only, ...others] = this.#find(quotation, scope);
      if (only && others.length === 0) return describe(this.#version, ...this.#whole(only, quotation));
    }
    return null;
  }

  #find({ parts: [first = [], ...rest] }: Quotation, [from, to]: Range): Range[] {
    const ranges: Range[] = [];
    for (const place of this.#places.get(first[0] ?? "") ?? []) {
      const start = this.#words[place]?.start ?? 0;
      if (start < from || start >= to || !this.#has(first, place)) continue;
      const clause = clauseAt(this.#version.clauses, start);
      let end: number | null = place + first.length;
      for (const part of rest) end = end === null ? null : this.#next(part, end);
      const last = end === null ? undefined : this.#words[end - 1];
      if (clause && last && last.end <= Math.min(to, clause.end)) ranges.push([start, last.end]);
    }
    return ranges;
  }

  #has(part: readonly string[], place: number): boolean {
    return part.every((word, at) => this.#words[place + at]?.word === word);
  }

  /** The position after the next occurrence of a part. */
  #next(part: readonly string[], from: number): number | null {
    for (let place = from; place < from + mostLeftOut; place += 1)
      if (this.#has(part, place)) return place + part.length;
    return null;
  }

  /** Includes the punctuation with which a quotation begins and ends, as far as the version has it too. */
  #whole([start, end]: Range, { before, after }: Quotation): Range {
    const { text } = this.#version;
    const isBefore = before !== "" && text.slice(0, start).endsWith(before);
    const isAfter = after !== "" && text.startsWith(after, end);
    return [isBefore ? start - before.length : start, isAfter ? end + after.length : end];
  }
}

/** A quotation: its words, divided where some are left out, and the punctuation around them. */
interface Quotation {
  parts: readonly (readonly string[])[];
  before: string;
  after: string;
}

function partsOf(quotation: string): Quotation {
  const words = plainWords(quotation);
  const parts = quotation
    .split(ellipsis)
    .map((part) => plainWords(part).map(({ word }) => word))
    .filter((part) => part.length > 0);
  return {
    parts,
    before: quotation.slice(0, words[0]?.start ?? 0),
    after: quotation.slice(words.at(-1)?.end ?? quotation.length),
  };
}
