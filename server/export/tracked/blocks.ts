import { likeness } from "./partners.ts";
import type { Story, Token } from "./story.ts";

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
export function blocksIn(
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
export function blockLikeness(
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
export function isReplacement(base: Block | undefined, revised: Block | undefined): boolean {
  const [end, otherEnd] = [base?.tokens.at(-1), revised?.tokens.at(-1)];
  if (!base || !revised || end?.kind !== "end" || otherEnd?.kind !== "end") return false;
  if (base.tokens.length === 1 || revised.tokens.length === 1) return false;
  if ([...base.tokens, ...revised.tokens].some(({ move }) => move !== null)) return false;
  return end.style === otherEnd.style;
}
