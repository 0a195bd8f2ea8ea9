import type { KeptRange, TextRange } from "#core/compare/comparison.ts";

/**
 * For each UTF-16 code unit of a text: the numbers of the versions that added it and restored it, and of the proposal
 * with it; its offset in the version that added it; and, if it was added although another clause of an earlier version
 * had it, the number of that version and the offset there.
 */
export interface Traces {
  brought: Int16Array;
  returned: Int16Array;
  proposed: Int32Array;
  broughtAt: Int32Array;
  copiedFrom: Int16Array;
  copiedAt: Int32Array;
}

/** The number of no version and no proposal. */
export const nowhere = -1;

/** Returns the traces of a text of that length, in which nothing has an origin yet. */
export function emptyTraces(length: number): Traces {
  return {
    brought: new Int16Array(length).fill(nowhere),
    returned: new Int16Array(length).fill(nowhere),
    proposed: new Int32Array(length).fill(nowhere),
    broughtAt: new Int32Array(length),
    copiedFrom: new Int16Array(length).fill(nowhere),
    copiedAt: new Int32Array(length),
  };
}

/** Whether two texts have the same word from the same version at their offsets. */
export function isSameOrigin(own: Traces, at: number, from: Traces, there: number): boolean {
  return own.brought[at] === from.brought[there] && own.broughtAt[at] === from.broughtAt[there];
}

/** Copies the origins of words that no nearer version had. `returned` is the version that restored them. */
export function inherit(own: Traces, from: Traces, kept: readonly KeptRange[], returned: number): void {
  for (const [start, end, revised] of kept) {
    for (let at = 0; at < end - start; at += 1) {
      if (own.brought[revised + at] !== nowhere) continue;
      copyTrace(own, from, [revised + at, revised + at + 1, start + at], returned);
    }
  }
}

/** Copies the origin of the text from `start` on to [from, to) of another text. */
export function copyTrace(
  own: Traces,
  source: Traces,
  [from, to, start]: readonly [number, number, number],
  returned: number,
): void {
  for (let at = from; at < to; at += 1) {
    const there = start + at - from;
    own.brought[at] = source.brought[there] ?? nowhere;
    own.broughtAt[at] = source.broughtAt[there] ?? 0;
    own.proposed[at] = source.proposed[there] ?? nowhere;
    own.copiedFrom[at] = source.copiedFrom[there] ?? nowhere;
    own.copiedAt[at] = source.copiedAt[there] ?? 0;
    own.returned[at] = returned === nowhere ? (source.returned[there] ?? nowhere) : returned;
  }
}

/** Marks text as added by a version. With `isCopied`, its origin until now becomes another place that had it. */
export function markAdded(own: Traces, [start, end]: TextRange, number: number, isCopied: boolean): void {
  for (let at = start; at < end; at += 1) {
    own.copiedFrom[at] = isCopied ? (own.brought[at] ?? nowhere) : nowhere;
    own.copiedAt[at] = own.broughtAt[at] ?? 0;
    own.brought[at] = number;
    own.broughtAt[at] = at;
    own.returned[at] = nowhere;
    own.proposed[at] = nowhere;
  }
}
