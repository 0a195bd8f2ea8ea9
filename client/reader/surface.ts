import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";

/** A marked run of a clause's text. Offsets are UTF-16 code units. */
export interface DrawnRun {
  clause: string;
  start: number;
  end: number;
  className: string;
  /** Id of the annotation; null for the text being commented on. */
  annotation: string | null;
}

/** The number of a printed comment, after its text. */
export interface DrawnNumber {
  clause: string;
  offset: number;
  number: number;
}

/** Everything drawn in the text that can change. */
export interface Drawing {
  runs: readonly DrawnRun[];
  numbers: readonly DrawnNumber[];
  /** The operations of the proposal being written, drawn as a redline. Only the editor draws them. */
  proposed: readonly ProposalOperation[];
}

/** The elements of a text, and the way in which it is drawn on. */
export interface Surface {
  draw: (drawing: Drawing) => void;
  destroy: () => void;
}

/** Returns the element of a number. */
export function numberElement(number: number): HTMLElement {
  const element = document.createElement("sup");
  element.className = "note-number";
  element.textContent = `[${number}]`;
  return element;
}
