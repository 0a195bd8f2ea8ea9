import type { Piece } from "#core/text/block.ts";
import type { SourceMap, TextSource } from "#core/text/source-map.ts";
import { childElements, textBelow, type XmlElement } from "../shared/xml.ts";

/** Source map whose positions are still marker names in the text. */
export type PendingSources = (placeOf: (marker: string) => number | undefined, text: string) => SourceMap;

/** Characters of a run between two markers. */
interface Recorded extends Omit<TextSource, "start" | "length"> {
  readonly text: string;
}

/** Elements of a run that are one character each. Other elements of a run, besides text, have no character. */
const single = new Set("w:tab w:ptab w:br w:cr w:noBreakHyphen w:softHyphen w:sym".split(" "));

/**
 * Records the run and offset of each character while a file is read. The text is normalised and split into clauses
 * later. Positions are therefore kept as markers among the pieces and resolved at the end.
 */
export class SourceRecorder {
  readonly #runs = new Map<XmlElement, { part: string; run: number }>();
  readonly #recorded: Recorded[] = [];

  /** `parts` are the parts that contain the text. Their runs are counted. */
  constructor(parts: readonly { readonly name: string; readonly root: XmlElement }[]) {
    for (const { name: part, root } of parts) {
      let run = 0;
      const visit = (element: XmlElement): void => {
        if (element.name === "w:r") {
          this.#runs.set(element, { part, run });
          run += 1;
        }
        for (const inner of childElements(element)) visit(inner);
      };
      visit(root);
    }
  }

  /** Adds markers around the pieces that a part of a run was read as. */
  record(run: XmlElement, part: XmlElement, pieces: readonly Piece[]): Piece[] {
    const place = this.#runs.get(run);
    if (!place || pieces.length === 0) return [...pieces];
    const marker = `source ${String(this.#recorded.length)}`;
    this.#recorded.push({ ...place, at: offsetOf(run, part), text: charactersOf(part) });
    return [{ kind: "marker", marker }, ...pieces, { kind: "marker", marker: `${marker} end` }];
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

function offsetOf(run: XmlElement, part: XmlElement): number {
  let at = 0;
  for (const before of childElements(run)) {
    if (before === part) break;
    at += charactersOf(before).length;
  }
  return at;
}

function charactersOf(part: XmlElement): string {
  if (part.name === "w:t" || part.name === "w:delText") return textBelow(part);
  return single.has(part.name) ? " " : "";
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
