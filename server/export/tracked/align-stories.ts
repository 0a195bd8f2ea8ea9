import { dropLoneSpaces, dropSplitWrappers, dropTornFields, matchLastEnds } from "./alignment-rules.ts";
import { Alignment, bestPairs, Candidates, type Gap } from "./alignment.ts";
import { comparesTexts, isHolder, likeness, type Partners } from "./partners.ts";
import type { Story, Token } from "./story.ts";

/** Aligns pairs of stories: first as the comparison of the texts found, then what the texts do not contain. */
export class StoryAligner {
  readonly #partners: Partners;
  /** By the story of the revised file, and that of the base. */
  readonly #candidates = new Map<Story, Map<Story, Candidates>>();

  constructor(partners: Partners) {
    this.#partners = partners;
  }

  /** Adds tokens that may be the same. */
  propose(base: Token, revised: Token): void {
    const byBase = this.#candidates.get(revised.story) ?? new Map<Story, Candidates>();
    this.#candidates.set(revised.story, byBase);
    const candidates = byBase.get(base.story) ?? new Candidates(revised.story);
    byBase.set(base.story, candidates);
    candidates.add(base.index, revised.index);
  }

  /** Aligns a story of the base with one of the revised file. */
  align(base: Story, revised: Story): Alignment {
    this.#partners.pairSimilar(base, revised);
    const alignment = new Alignment(base, revised);
    for (const [own, other] of this.#candidates.get(revised)?.get(base)?.heaviestChain() ?? []) {
      alignment.match(own, other);
    }
    // Two stories are aligned once.
    this.#candidates.get(revised)?.delete(base);
    matchLastEnds(alignment);
    for (const gap of alignment.gaps()) this.#fill(alignment, gap);
    dropLoneSpaces(alignment);
    for (const gap of alignment.gaps()) this.#trim(alignment, gap);
    dropTornFields(alignment);
    dropSplitWrappers(alignment);
    return alignment;
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
    if (gap.base[0] === gap.base[1] || gap.revised[0] === gap.revised[1]) return;
    const blocks = { base: blocksIn(alignment.base, gap.base), revised: blocksIn(alignment.revised, gap.revised) };
    const [own, other] = [blocks.base.whole, blocks.revised.whole];
    const isReplaced = own.length === 1 && other.length === 1 && isReplacement(own[0], other[0]);
    const isSame = this.#isSame.bind(this);
    const comparesText = comparesTexts(own.length, other.length);
    const pairs = bestPairs([own.length, other.length], (first, second) => {
      const alike = blockLikeness(own[first], other[second], isSame, comparesText);
      return alike === 0 && isReplaced ? 0.1 : alike;
    });
    for (const [first, second] of pairs) {
      const [base, revised] = [own[first], other[second]];
      if (!base || !revised) continue;
      alignment.match(base.end - 1, revised.end - 1);
      this.#fillTokens(alignment, { base: [base.start, base.end - 1], revised: [revised.start, revised.end - 1] });
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
    const isWithin = ![...own, ...other].some(({ kind }) => kind === "end" || kind === "table");
    let [first, last, otherLast] = [0, own.length - 1, other.length - 1];
    const match = (token: Token | undefined, revisedToken: Token | undefined): boolean => {
      if (!token || !revisedToken || token.kind === "end" || !this.#isSame(token, revisedToken)) return false;
      alignment.match(token.index, revisedToken.index);
      return true;
    };
    // Otherwise the stretches begin with different paragraphs.
    if (isWithin || isInside(alignment.revised, revised[0])) {
      while (first <= Math.min(last, otherLast) && match(own[first], other[first])) first += 1;
    }
    while (Math.min(last, otherLast) >= first && match(own[last], other[otherLast])) {
      last -= 1;
      otherLast -= 1;
    }
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

/** Returns the text and objects of a stretch that the comparison did not find changed. */
function openTokens({ tokens }: Story, range: Range): Token[] {
  return tokens
    .slice(...range)
    .filter((token) => !token.isChanged && (token.kind === "text" || token.kind === "object"));
}

/** A whole paragraph or table of a story: its tokens from `start` on, `end` exclusive. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
  readonly text: string;
  /** Whether the comparison of the texts found a change in it. */
  readonly isChanged: boolean;
}

/** Returns the whole paragraphs and tables of a stretch, and the beginning of a paragraph that ends after it. */
function blocksIn(
  { tokens }: Story,
  [start, end]: readonly [number, number],
): { whole: Block[]; rest: [number, number] } {
  const whole: Block[] = [];
  let from = start;
  for (let at = start; at < end; at += 1) {
    const kind = tokens[at]?.kind;
    if (kind !== "end" && kind !== "table") continue;
    const own = tokens.slice(from, at + 1);
    whole.push({
      start: from,
      end: at + 1,
      tokens: own,
      text: own.map(({ text }) => text).join(""),
      isChanged: own.some(({ isChanged }) => isChanged),
    });
    from = at + 1;
  }
  return { whole, rest: [from, end] };
}

/** Returns how well two blocks correspond. 0 if they cannot. Without `comparesText`, different texts cannot. */
function blockLikeness(
  base: Block | undefined,
  revised: Block | undefined,
  isSame: (base: Token, revised: Token | undefined) => boolean,
  comparesText: boolean,
): number {
  const [end, otherEnd] = [base?.tokens.at(-1), revised?.tokens.at(-1)];
  if (!base || !revised || !end || end.kind !== otherEnd?.kind) return 0;
  if (end.kind === "table") return isSame(end, otherEnd) ? 5 : 0;
  const [tokens, others] = [base.tokens, revised.tokens];
  if (tokens.length === 1 || others.length === 1) return tokens.length === others.length ? 0.6 : 0;
  const isEqual = base.text === revised.text && tokens.length === others.length;
  if (isEqual && tokens.every((token, index) => isSame(token, others[index]))) return 2;
  // The comparison found no partner for these paragraphs.
  if (!comparesText || (base.isChanged && revised.isChanged)) return 0;
  const alike = likeness(base.text, revised.text);
  return alike >= 0.5 ? alike : 0;
}

/** Whether a paragraph replaces one of the same style. Both texts are then in one paragraph. */
function isReplacement(base: Block | undefined, revised: Block | undefined): boolean {
  const [end, otherEnd] = [base?.tokens.at(-1), revised?.tokens.at(-1)];
  if (!base || !revised || end?.kind !== "end" || otherEnd?.kind !== "end") return false;
  if (base.tokens.length === 1 || revised.tokens.length === 1) return false;
  if ([...base.tokens, ...revised.tokens].some(({ move }) => move !== null)) return false;
  return end.style === otherEnd.style;
}
