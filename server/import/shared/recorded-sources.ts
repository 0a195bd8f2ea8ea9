import type { Piece, SourceMap, TextSource } from "#core/text/segments/block.ts";

/** Source map whose positions are still marker names in the text. */
export type PendingSources = (placeOf: (marker: string) => number | undefined, text: string) => SourceMap;

/** Options for a reader of Word files or OpenDocument texts. */
export interface ReadExtras {
  /** Whether to return the source of each character. */
  readonly sources: boolean;
  /** Whether pictures, equations and embedded objects are part of the text. */
  readonly objects: boolean;
}

/** Characters of a file between two markers. */
interface Recorded extends Omit<TextSource, "start" | "length"> {
  readonly text: string;
}

/**
 * Records where the text of a file is, while it is read. The text is normalised and split into clauses later. Positions
 * are therefore kept as markers among the pieces and resolved at the end.
 */
export class RecordedSources {
  readonly #recorded: Recorded[] = [];

  /** Records characters. Returns the markers before and after the pieces that they are read as. */
  add(recorded: Recorded): { start: Piece; end: Piece } {
    const marker = `source ${String(this.#recorded.length)}`;
    this.#recorded.push(recorded);
    return { start: { kind: "marker", marker }, end: { kind: "marker", marker: `${marker} end` } };
  }

  readonly placed: PendingSources = (placeOf, text) =>
    this.#recorded
      .flatMap((recorded, index) => {
        const start = placeOf(`source ${String(index)}`);
        const end = placeOf(`source ${String(index)} end`);
        return start === undefined || end === undefined ? [] : stretches(recorded, text.slice(start, end), start);
      })
      .sort((first, second) => first.start - second.start);
}

/**
 * Returns the stretches of a run whose characters are still in the text. The text has single spaces where the run may
 * have several or a tab, and lacks a label that became a property of its clause.
 */
function stretches({ part, run, at, text: raw }: Recorded, text: string, start: number): TextSource[] {
  const { collapsed, offsets } = withSingleSpaces(raw);
  const found: TextSource[] = [];
  const add = (to: number, from: number): void => {
    const offset = at + (offsets[from] ?? 0);
    const last = found.at(-1);
    const continues = last && last.start + last.length === start + to && last.at + last.length === offset;
    if (continues) found[found.length - 1] = { ...last, length: last.length + 1 };
    else found.push({ start: start + to, length: 1, part, run, at: offset });
  };
  // A removed label stands before the text. What remains of the run is therefore its end.
  const from = collapsed.endsWith(text) ? collapsed.length - text.length : collapsed.indexOf(text);
  if (from >= 0) {
    for (let index = 0; index < text.length; index += 1) add(index, from + index);
    return found;
  }
  // Some characters have another form in the text: what is equal at the beginning and the end has a source.
  let head = 0;
  while (head < Math.min(text.length, collapsed.length) && text[head] === collapsed[head]) head += 1;
  let tail = Math.min(text.length, collapsed.length) - head;
  for (let index = 0; index < tail; index += 1) {
    if (text[text.length - 1 - index] !== collapsed[collapsed.length - 1 - index]) tail = index;
  }
  for (let index = 0; index < head; index += 1) add(index, index);
  for (let index = tail; index > 0; index -= 1) add(text.length - index, collapsed.length - index);
  return found;
}

/** Returns text with single spaces, and the offset in the text of each character. */
function withSingleSpaces(raw: string): { collapsed: string; offsets: number[] } {
  const offsets: number[] = [];
  let collapsed = "";
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw[at] ?? "";
    const isSpace = /[ \t\n\r]/u.test(character);
    if (isSpace && collapsed.endsWith(" ")) continue;
    collapsed += isSpace ? " " : character;
    offsets.push(at);
  }
  return { collapsed, offsets };
}
