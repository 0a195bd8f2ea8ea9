import { describe } from "#core/place/anchor.ts";
import type { ContributionItem } from "#core/receive/contribution.ts";
import type { Target } from "#core/discuss/target.ts";
import { type Clause, clauseAt, clauseById, type VersionText } from "#core/text/clause.ts";
import { sectionEnd } from "#core/text/section.ts";
import { type PlainWord, plainWords } from "#core/text/tokens.ts";

/**
 * Text between quotation marks of one kind: “…”, „…“, «…», "…", 「…」, 『…』, ‘…’, '…'. An apostrophe does not
 * count as a quotation mark.
 */
const quotations = [
  /“([^“”]+)”/gu,
  /„([^„“”]+)[“”]/gu,
  /«([^«»]+)»/gu,
  /"([^"]+)"/gu,
  /「([^「」]+)」/gu,
  /『([^『』]+)』/gu,
  /(?<![\p{L}\p{N}])['‘](?=\S)((?:[^'‘’]|['’](?=\p{L}))+)['’](?!\p{L})/gu,
];

/** Words left out of a quotation: "…", "...", "[…]". */
const ellipsis = /\[?(?:…|\.{3,})\]?/u;

/** Minimum number of words of a quotation that is looked for outside the cited section. */
const leastElsewhere = 4;
/** Maximum number of quotations that are looked for in one remark, and of words that an ellipsis stands for. */
const mostQuotations = 20;
const mostLeftOut = 200;
/** Maximum number of words of a quotation that is looked for with differences, and of the section. */
const mostMisquoted = 60;
const longestSection = 3_000;

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
  /** Empty before the first quotation is looked for. */
  #words: readonly PlainWord[] = [];
  /** The positions of each word. */
  readonly #places = new Map<string, number[]>();

  constructor(version: VersionText) {
    this.#version = version;
  }

  #readWords(): void {
    if (this.#words.length > 0) return;
    this.#words = plainWords(this.#version.text);
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
    const quotations = texts.flatMap(quotationsIn).map((quotation) => partsOf(quotation));
    // A single word is often only named.
    const isPhrase = ({ parts }: Quotation): boolean => parts.flat().length > 1;
    const sought = [...quotations.filter(isPhrase), ...quotations.filter((one) => !isPhrase(one))];
    const [target] = placed.targets;
    if (sought.length === 0 || (target && target.kind !== "clause" && target.kind !== "document")) return placed;
    this.#readWords();
    const clause = target?.kind === "clause" ? clauseById(this.#version, target.clause) : null;
    const scopes = clause ? this.#scopes(clause) : [];
    for (const scope of scopes) {
      const found = this.#first(sought, scope);
      if (found === "several") return placed;
      if (found) return { ...placed, targets: [found], doubt: isOnlyLines(placed.doubt) ? null : placed.doubt };
    }
    const section = scopes.at(-1);
    const misquoted = section && this.#nearest(sought, section);
    if (misquoted) return { ...placed, ...misquoted };
    const long = sought.filter(({ parts }) => parts.flat().length >= leastElsewhere);
    const elsewhere = this.#first(long, [0, this.#version.text.length]);
    if (!elsewhere || elsewhere === "several") return placed;
    const citation = clause?.citation ?? placed.doubt?.params["citation"];
    const doubt =
      citation === undefined
        ? null
        : ({ code: "quoted-elsewhere", params: { citation } } satisfies typeof placed.doubt);
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
      ...sections.map((first): Range => [
        clauses[first]?.start ?? 0,
        clauses[sectionEnd(clauses, first) - 1]?.end ?? 0,
      ]),
    ];
  }

  /** The place of the first quotation that is in a scope. */
  #first(sought: readonly Quotation[], scope: Range): Target | "several" | null {
    for (const quotation of sought) {
      const [only, ...others] = this.#find(quotation, scope);
      if (only) return others.length > 0 ? "several" : describe(this.#version, ...this.#whole(only, quotation));
    }
    return null;
  }

  /**
   * The words of a section that are most like a quotation, if one word in five at most differs, is missing or is added,
   * and no other words are as like it.
   */
  #nearest(sought: readonly Quotation[], [from, to]: Range): Pick<ContributionItem, "targets" | "doubt"> | null {
    const first = firstAtOrAfter(this.#words, from);
    const last = firstAtOrAfter(this.#words, to);
    if (last - first > longestSection) return null;
    const section = this.#words.slice(first, last);
    for (const { parts } of sought) {
      const words = parts.flat();
      if (words.length < leastElsewhere || words.length > mostMisquoted) continue;
      const most = Math.max(1, Math.floor(words.length / 5));
      const found = nearestWords(words, section, most);
      if (!found) continue;
      const score = Math.round(100 * (1 - found.differences / words.length)) / 100;
      return {
        targets: [describe(this.#version, found.start, found.end)],
        doubt: { code: "place-likely", params: { score } },
      };
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

/** Whether a remark's place was in doubt because it cites only a line or page. */
function isOnlyLines(doubt: ContributionItem["doubt"]): boolean {
  return doubt?.code === "page-only" || doubt?.code === "lines-unchecked";
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

/**
 * Finds the words with the fewest differences from these, by Sellers' algorithm for approximate search ("The theory and
 * computation of evolutionary distances", 1980). Returns null if two places that do not overlap have the fewest.
 *
 * @param most Maximum number of words that differ, are missing or are added.
 */
function nearestWords(
  sought: readonly string[],
  words: readonly PlainWord[],
  most: number,
): { start: number; end: number; differences: number } | null {
  // The number of differences for each beginning of the sought words that ends here, and where it begins.
  type Found = { differences: number; from: number };
  let column = Array.from({ length: sought.length + 1 }, (_, at): Found => ({ differences: at, from: 0 }));
  let best: { from: number; to: number; differences: number }[] = [];
  for (const [at, { word }] of words.entries()) {
    const next = [{ differences: 0, from: at + 1 }];
    for (const [row, wanted] of sought.entries()) {
      const [before, above] = [column[row], column[row + 1]];
      const beside = next[row];
      const matched = { differences: (before?.differences ?? 0) + Number(wanted !== word), from: before?.from ?? 0 };
      const added = { differences: (above?.differences ?? 0) + 1, from: above?.from ?? 0 };
      const missing = { differences: (beside?.differences ?? 0) + 1, from: beside?.from ?? 0 };
      // If two ways have equally many differences, the longer one has both ends of the quotation.
      const isBetter = (one: Found, than: Found): boolean =>
        one.differences < than.differences || (one.differences === than.differences && one.from < than.from);
      next.push([added, missing].reduce((least, one) => (isBetter(one, least) ? one : least), matched));
    }
    column = next;
    const { differences = most + 1, from = 0 } = column.at(-1) ?? {};
    if (differences > most || differences > (best[0]?.differences ?? most)) continue;
    const found = { from, to: at, differences };
    best = differences < (best[0]?.differences ?? most + 1) ? [found] : [...best, found];
  }
  const [first] = best;
  const last = best.at(-1);
  if (!first || !last || last.from > first.to) return null;
  const [start, end] = [words[Math.min(first.from, last.from)]?.start, words[last.to]?.end];
  return start === undefined || end === undefined ? null : { start, end, differences: first.differences };
}

/** Returns the index of the first word that begins at this offset or after it. */
function firstAtOrAfter(words: readonly PlainWord[], offset: number): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
