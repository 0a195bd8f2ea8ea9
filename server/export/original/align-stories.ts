import { Alignment, bestPairs, type Candidate, type Gap, heaviestChain } from "./alignment.ts";
import type { Anchors } from "./anchors.ts";
import { fieldsOf } from "./fields.ts";
import { isHolder, likeness, type Partners } from "./partners.ts";
import type { Story, Token } from "./story.ts";
import { childOf, type SourceElement, wordAttribute } from "./xml-source.ts";

/** Aligns pairs of stories: first as the comparison of the texts found, then what the texts do not contain. */
export class StoryAligner {
  readonly #partners: Partners;
  readonly #candidates = new Map<Story, { other: Story; candidate: Candidate }[]>();

  constructor({ kept, ends }: Anchors, partners: Partners) {
    this.#partners = partners;
    for (const [base, revised] of kept) this.#propose(base, revised, revised.text.length + 1);
    for (const [base, revised] of ends) this.#propose(base, revised, 1);
  }

  /** Aligns a story of the base with one of the revised file. */
  align(base: Story, revised: Story): Alignment {
    this.#partners.pairSimilar(base, revised);
    const alignment = new Alignment(base, revised);
    const candidates = this.#candidates.get(revised)?.filter(({ other }) => other === base) ?? [];
    for (const match of heaviestChain(candidates.map(({ candidate }) => candidate))) {
      alignment.match(match.base, match.revised);
    }
    matchLastEnds(alignment);
    for (const gap of alignment.gaps()) this.#fill(alignment, gap);
    dropLoneSpaces(alignment);
    for (const gap of alignment.gaps()) this.#trim(alignment, gap);
    dropTornFields(alignment);
    dropSplitWrappers(alignment);
    return alignment;
  }

  #propose(base: Token, revised: Token, weight: number): void {
    const list = this.#candidates.get(revised.story) ?? [];
    list.push({ other: base.story, candidate: { base: base.index, revised: revised.index, weight } });
    this.#candidates.set(revised.story, list);
  }

  #fill(alignment: Alignment, gap: Gap): void {
    if (gap.base[0] === gap.base[1] || gap.revised[0] === gap.revised[1]) return;
    if (!isInside(alignment.revised, gap.revised[0])) {
      this.#fillBlocks(alignment, gap);
      return;
    }
    const base = firstEnd(alignment.base, gap.base);
    const revised = firstEnd(alignment.revised, gap.revised);
    if (base < 0 || revised < 0) {
      this.#fillTokens(alignment, gap);
      return;
    }
    this.#fillTokens(alignment, { base: [gap.base[0], base], revised: [gap.revised[0], revised] });
    alignment.match(base, revised);
    this.#fillBlocks(alignment, { base: [base + 1, gap.base[1]], revised: [revised + 1, gap.revised[1]] });
  }

  /** Pairs whole paragraphs and tables. */
  #fillBlocks(alignment: Alignment, gap: Gap): void {
    const blocks = { base: blocksIn(alignment.base, gap.base), revised: blocksIn(alignment.revised, gap.revised) };
    const [last, other] = [blocks.base.whole.length, blocks.revised.whole.length];
    const isReplaced = last === 1 && other === 1;
    const pairs = bestPairs([last, other], (first, second) => {
      const [base, revised] = [blocks.base.whole[first], blocks.revised.whole[second]];
      const alike = this.#likeness(alignment, base, revised);
      return alike === 0 && isReplaced && isReplacement(alignment, base, revised) ? 0.1 : alike;
    });
    for (const [first, second] of pairs) {
      const [base, revised] = [blocks.base.whole[first], blocks.revised.whole[second]];
      if (!base || !revised) continue;
      alignment.match(base[1] - 1, revised[1] - 1);
      this.#fillTokens(alignment, { base: [base[0], base[1] - 1], revised: [revised[0], revised[1] - 1] });
    }
    this.#fillRest(alignment, gap, { base: blocks.base.rest, revised: blocks.revised.rest });
  }

  /** Matches the beginnings of two paragraphs whose ends match. */
  #fillRest(alignment: Alignment, { base, revised }: Gap, ends: { base: Range; revised: Range }): void {
    this.#fillTokens(alignment, ends);
    const hasMatch = (): boolean => {
      for (let at = ends.base[0]; at < ends.base[1]; at += 1) if (alignment.revisedOf(at) >= 0) return true;
      return ends.base[0] === ends.base[1];
    };
    // Paragraphs were added to a text of one paragraph, whose end now ends the last of them.
    if (!hasMatch() && base[0] === ends.base[0]) this.#fillTokens(alignment, { base, revised });
  }

  /**
   * Matches equal text at the ends of a replacement inside a paragraph. The comparison may replace a phrase whole, but a
   * tracked change needs no text that both sides have.
   */
  #trim(alignment: Alignment, { base, revised }: Gap): void {
    const [own, other] = [alignment.base.tokens.slice(...base), alignment.revised.tokens.slice(...revised)];
    if ([...own, ...other].some(({ kind }) => kind === "end" || kind === "table")) return;
    let [first, last, otherLast] = [0, own.length - 1, other.length - 1];
    const match = (token: Token | undefined, revisedToken: Token | undefined): boolean => {
      if (!token || !this.#isSame(token, revisedToken) || !revisedToken) return false;
      alignment.match(token.index, revisedToken.index);
      return true;
    };
    while (first <= Math.min(last, otherLast) && match(own[first], other[first])) first += 1;
    while (Math.min(last, otherLast) >= first && match(own[last], other[otherLast])) {
      last -= 1;
      otherLast -= 1;
    }
  }

  #likeness({ base, revised }: Alignment, first?: Range, second?: Range): number {
    if (!first || !second) return 0;
    const [end, otherEnd] = [base.tokens[first[1] - 1], revised.tokens[second[1] - 1]];
    if (!end || !otherEnd || end.kind !== otherEnd.kind) return 0;
    if (end.kind === "table") return this.#partners.areSame(end, otherEnd) ? 5 : 0;
    const [tokens, others] = [base.tokens.slice(...first), revised.tokens.slice(...second)];
    if (tokens.length === 1 || others.length === 1) return tokens.length === others.length ? 0.6 : 0;
    if (tokens.length === others.length && tokens.every((token, index) => this.#isSame(token, others[index]))) return 2;
    // The comparison found no partner for these paragraphs.
    if (tokens.some(isChanged) && others.some(isChanged)) return 0;
    const alike = likeness(tokens.map(({ text }) => text).join(""), others.map(({ text }) => text).join(""));
    return alike >= 0.5 ? alike : 0;
  }

  #isSame(base: Token, revised: Token | undefined): boolean {
    if (!revised || base.kind !== revised.kind) return false;
    if (isHolder(base)) return this.#partners.areSame(base, revised);
    return base.key === revised.key && !isHolder(revised);
  }

  /** Matches what the comparison does not know: labels, white space, pictures, fields and text outside clauses. */
  #fillTokens(alignment: Alignment, gap: Gap): void {
    const own = openTokens(alignment.base, gap.base);
    const other = openTokens(alignment.revised, gap.revised);
    let start = 0;
    let [end, otherEnd] = [own.length, other.length];
    const same = (first: number, second: number): boolean => {
      const [token, revised] = [own[first], other[second]];
      return token !== undefined && this.#isSame(token, revised);
    };
    const match = (first: number, second: number): void => {
      const [token, revised] = [own[first], other[second]];
      if (token && revised) alignment.match(token.index, revised.index);
    };
    for (; start < end && start < otherEnd && same(start, start); start += 1) match(start, start);
    for (; end > start && otherEnd > start && same(end - 1, otherEnd - 1); end -= 1, otherEnd -= 1) {
      match(end - 1, otherEnd - 1);
    }
    const pairs = bestPairs([end - start, otherEnd - start], (first, second) =>
      same(start + first, start + second) ? weightOf(own[start + first]) : 0,
    );
    for (const [first, second] of pairs) match(start + first, start + second);
  }
}

type Range = readonly [start: number, end: number];

function isChanged(token: Token): boolean {
  return token.isChanged;
}

/** White space alone is no reason to prefer one match over another. */
function weightOf(token: Token | undefined): number {
  if (!token || /^\s*$/u.test(token.key)) return 0.1;
  return isHolder(token) ? 10 : 1 + token.text.length / 100;
}

/** Whether a stretch begins inside a paragraph. */
function isInside({ tokens }: Story, start: number): boolean {
  const before = tokens[start - 1];
  return before !== undefined && before.kind !== "end" && before.kind !== "table";
}

function firstEnd({ tokens }: Story, [start, end]: Range): number {
  for (let at = start; at < end; at += 1) if (tokens[at]?.kind === "end") return at;
  return -1;
}

/** Returns the whole paragraphs and tables of a stretch, and the beginning of a paragraph that ends after it. */
function blocksIn({ tokens }: Story, [start, end]: Range): { whole: Range[]; rest: Range } {
  const whole: Range[] = [];
  let from = start;
  for (let at = start; at < end; at += 1) {
    const kind = tokens[at]?.kind;
    if (kind !== "end" && kind !== "table") continue;
    whole.push([from, at + 1]);
    from = at + 1;
  }
  return { whole, rest: [from, end] };
}

/** Whether a paragraph replaces one of the same style. Both texts are then in one paragraph. */
function isReplacement({ base, revised }: Alignment, first?: Range, second?: Range): boolean {
  if (!first || !second) return false;
  const [tokens, others] = [base.tokens.slice(...first), revised.tokens.slice(...second)];
  const [end, otherEnd] = [tokens.at(-1), others.at(-1)];
  if (end?.kind !== "end" || otherEnd?.kind !== "end" || tokens.length === 1 || others.length === 1) return false;
  if ([...tokens, ...others].some(({ move }) => move !== null)) return false;
  return styleOf(end.block) === styleOf(otherEnd.block);
}

function styleOf(paragraph: SourceElement): string {
  return wordAttribute(childOf(childOf(paragraph, "w:pPr"), "w:pStyle"), "val") ?? "";
}

/** Returns the text and objects of a stretch that the comparison did not find changed. */
function openTokens({ tokens }: Story, range: Range): Token[] {
  return tokens
    .slice(...range)
    .filter((token) => !token.isChanged && (token.kind === "text" || token.kind === "object"));
}

/** A cell, a note and the body keep their last paragraph, because its end cannot be inserted or deleted. */
function matchLastEnds(alignment: Alignment): void {
  const [base, revised] = [alignment.base.tokens.at(-1), alignment.revised.tokens.at(-1)];
  if (base?.kind !== "end" || revised?.kind !== "end") return;
  alignment.unmatchBase(base.index);
  alignment.unmatchRevised(revised.index);
  alignment.match(base.index, revised.index);
}

/** White space between two changes is part of them. */
function dropLoneSpaces(alignment: Alignment): void {
  const { tokens } = alignment.revised;
  const joins = (revised: number, base: number): boolean => base >= 0 && alignment.baseOf(revised) === base;
  for (const { index, kind, key } of tokens) {
    const base = alignment.baseOf(index);
    if (base < 0 || kind !== "text" || !/^\s*$/u.test(key)) continue;
    if (joins(index - 1, base - 1) || joins(index + 1, base + 1)) continue;
    if (index === 0 || index === tokens.length - 1) continue;
    alignment.unmatchRevised(index);
  }
}

/** A field is kept whole or replaced whole, because half a field damages the file. */
function dropTornFields(alignment: Alignment): void {
  const fields = { base: fieldsOf(alignment.base), revised: fieldsOf(alignment.revised) };
  const drop = ({ begin, end }: { begin: number; end: number }, unmatch: (at: number) => void): void => {
    for (let at = begin; at <= end; at += 1) unmatch(at);
  };
  for (let torn = true; torn;) {
    torn = false;
    for (const side of ["base", "revised"] as const) {
      const partner = (at: number): number => (side === "base" ? alignment.revisedOf(at) : alignment.baseOf(at));
      const unmatch = (at: number): void =>
        side === "base" ? alignment.unmatchBase(at) : alignment.unmatchRevised(at);
      const others = new Map(fields[side === "base" ? "revised" : "base"].map((field) => [field.begin, field]));
      for (const field of fields[side]) {
        const other = others.get(partner(field.begin));
        const isKept =
          other?.marks.length === field.marks.length && field.marks.every((at, k) => partner(at) === other.marks[k]);
        const hasMatch = field.marks.some((at) => partner(at) >= 0);
        if (isKept) continue;
        const inner = Array.from({ length: field.end - field.begin + 1 }, (_, k) => field.begin + k);
        if (!hasMatch && !inner.some((at) => partner(at) >= 0)) continue;
        drop(field, unmatch);
        torn = true;
      }
    }
  }
  matchLastEnds(alignment);
}

/**
 * A deleted paragraph end cannot be inside a link or content control of the revised file. The beginning of the link is
 * then replaced, so that the deletion comes before it.
 */
function dropSplitWrappers(alignment: Alignment): void {
  for (const { base, revised } of alignment.gaps()) {
    const [before, after] = [alignment.revised.tokens[revised[0] - 1], alignment.revised.tokens[revised[0]]];
    if (!before || !after || before.block !== after.block) continue;
    if (!alignment.base.tokens.slice(...base).some(({ kind }) => kind === "end" || kind === "table")) continue;
    const outer = outermost(before);
    if (outer === before.block || outer !== outermost(after)) continue;
    for (let at = before.index; alignment.revised.tokens[at]; at -= 1) {
      const token = alignment.revised.tokens[at];
      if (!token || outermost(token) !== outer) break;
      alignment.unmatchRevised(at);
    }
  }
}

/** Returns the outermost element between a token and its paragraph, or the paragraph. */
function outermost({ wrapper, block }: Token): Token["wrapper"] {
  let at = wrapper;
  while (at !== block && at.parent && at.parent !== block) at = at.parent;
  return at;
}
