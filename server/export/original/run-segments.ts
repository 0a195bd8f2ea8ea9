import { isAtomOfRun } from "./paragraph-atoms.ts";
import type { Move } from "./moves.ts";
import type { Token, TokenPart } from "./story.ts";
import { elementsOf, type SourceElement, textIn } from "./xml-source.ts";

/** An element of a run, or a part of its text. `to` is null for the end. */
export interface SegmentItem {
  readonly element: SourceElement;
  readonly from: number;
  to: number | null;
}

/** State of a token of the revised file: kept (null), inserted, or moved here. */
export type TokenState = "ins" | Move | null;

/** A stretch of a run with the same changes. */
export interface Segment {
  readonly state: TokenState;
  /** The run of the base, if it is formatted differently. */
  readonly baseRun: SourceElement | null;
  /** Tokens of the base that are deleted before the stretch. */
  readonly deleted: readonly Token[];
  readonly items: SegmentItem[];
  /** The last token of the stretch. */
  last: Token;
}

/** The changes of a run's tokens. */
export interface RunChanges {
  stateOf(token: Token): TokenState;
  baseRun(token: Token): SourceElement | null;
  deletedBefore(token: Token): readonly Token[];
}

/** Cuts a run where its changes begin and end. What is neither text nor an object stays with the text before it. */
export function runSegments(
  run: SourceElement,
  partsOf: (element: SourceElement) => readonly { token: Token; part: TokenPart }[],
  changes: RunChanges,
): Segment[] {
  const segments: Segment[] = [];
  let waiting: SegmentItem[] = [];
  for (const element of elementsOf(run)) {
    const parts = isAtomOfRun(element) ? partsOf(element) : [];
    if (parts.length === 0 && element.name !== "w:rPr") {
      (segments.at(-1)?.items ?? waiting).push({ element, from: 0, to: null });
    }
    const length = element.name === "w:t" ? textIn(element).length : 1;
    for (const { token, part } of parts) {
      const own = { state: changes.stateOf(token), baseRun: changes.baseRun(token) };
      const deleted = changes.deletedBefore(token);
      const last = segments.at(-1);
      const to = part.to === length ? null : part.to;
      if (last && deleted.length === 0 && last.state === own.state && last.baseRun === own.baseRun) {
        last.last = token;
        const item = last.items.at(-1);
        if (item?.element === element) item.to = to;
        else last.items.push({ element, from: part.from, to });
        continue;
      }
      segments.push({ ...own, deleted, last: token, items: [...waiting, { element, from: part.from, to }] });
      waiting = [];
    }
  }
  return segments;
}
