import { type Row, type Story, type Token, tokenText } from "./story.ts";

/**
 * The tables, rows, text boxes and notes of the revised file that correspond to ones of the base. They are known by the
 * words that both have, or else by similar text.
 */
export class Partners {
  readonly #ofBase = new Map<object, object>();
  readonly #ofRevised = new Map<object, object>();
  readonly #rowVotes = new Map<Row, Map<Row, number>>();

  readonly #votes = new Map<Token | Story, Map<Token | Story, number>>();

  /** Counts two tokens that are the same for what holds them. */
  vote(base: Token, revised: Token): void {
    const [owners, others] = [ownersOf(base), ownersOf(revised)];
    if (owners.length !== others.length) return;
    for (const [level, { holder, row }] of owners.entries()) {
      const other = others[level];
      if (!other || kindOf(holder) !== kindOf(other.holder)) break;
      vote(this.#votes, holder, other.holder, base.text.length);
      if (row && other.row) vote(this.#rowVotes, row, other.row, base.text.length);
    }
  }

  /** Pairs what has the most words in common. */
  pairVoted(): void {
    const ranked = [...this.#votes].flatMap(([base, counts]) =>
      [...counts].map(([other, count]) => ({ base, other, count })),
    );
    for (const { base, other } of ranked.sort((first, second) => second.count - first.count)) this.#pair(base, other);
  }

  /** Returns the number of characters that two rows have in common. */
  common(base: Row, revised: Row): number {
    return this.#rowVotes.get(base)?.get(revised) ?? 0;
  }

  /** Whether two tokens are the same table, text box or note. */
  areSame(base: Token, revised: Token): boolean {
    return this.#ofBase.get(holderOf(base)) === holderOf(revised);
  }

  /** Pairs what two stories hold and no common words connect: what has the same or similar text, in order. */
  pairSimilar(base: Story, revised: Story): void {
    const free = (story: Story, known: ReadonlyMap<object, object>): Token[] =>
      story.tokens.filter((token) => isHolder(token) && !known.has(holderOf(token)));
    const described = (token: Token): { token: Token; text: string } => ({ token, text: tokenText(token) });
    const [own, others] = [free(base, this.#ofBase).map(described), free(revised, this.#ofRevised).map(described)];
    for (const atLeast of comparesTexts(own.length, others.length) ? [1, 0.5] : [1]) {
      for (const { token, text } of own) {
        if (this.#ofBase.has(holderOf(token))) continue;
        const found = others.find(
          (other) =>
            !this.#ofRevised.has(holderOf(other.token)) &&
            (text === other.text || (atLeast < 1 && likeness(text, other.text) >= atLeast)),
        );
        if (found) this.#pair(holderOf(token), holderOf(found.token));
      }
    }
  }

  #pair(base: Token | Story, revised: Token | Story): void {
    if (this.#ofBase.has(base) || this.#ofRevised.has(revised)) return;
    if (kindOf(base) !== kindOf(revised)) return;
    this.#ofBase.set(base, revised);
    this.#ofRevised.set(revised, base);
  }
}

/** Whether a token holds text of its own. */
export function isHolder(token: Token): boolean {
  return token.table !== null || token.note !== null || token.boxes.length > 0;
}

/** A note may have several references, so it is known by its story. */
function holderOf(token: Token): Token | Story {
  return token.note ?? token;
}

function kindOf(holder: Token | Story): string {
  if ("container" in holder) return holder.owner?.kind === "note" ? (holder.owner.name.split(" ")[0] ?? "") : "";
  return holder.table ? "table" : `boxes ${String(holder.boxes.length)}`;
}

/** Returns what holds a token, from the outermost. */
function ownersOf(token: Token): { holder: Token | Story; row: Row | null }[] {
  const { owner } = token.story;
  if (!owner) return [];
  if (owner.kind === "note") return [{ holder: token.story, row: null }];
  return [...ownersOf(owner.token), { holder: owner.token, row: owner.kind === "cell" ? owner.row : null }];
}

function vote<T extends object>(votes: Map<T, Map<T, number>>, base: T, revised: T, count: number): void {
  const counts = votes.get(base) ?? new Map<T, number>();
  counts.set(revised, (counts.get(revised) ?? 0) + count);
  votes.set(base, counts);
}

/** Maximum number of pairs whose likeness is computed. Of more, only equal texts correspond. */
const mostLikenesses = 40_000;

/** Whether so many texts are few enough to compute the likeness of each pair. */
export function comparesTexts(first: number, second: number): boolean {
  return first * second <= mostLikenesses;
}

/** Returns the share of words that two texts have in common, from 0 to 1. */
export function likeness(first: string, second: string): number {
  if (first === second) return 1;
  const [words, others] = [wordsOf(first), wordsOf(second)];
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of others) {
    const count = counts.get(word) ?? 0;
    if (count > 0) common += 1;
    counts.set(word, count - 1);
  }
  return words.length + others.length === 0 ? 0.9 : (2 * common) / (words.length + others.length);
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
