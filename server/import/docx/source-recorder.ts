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

  /** Counts the runs of a part. */
  count(part: string, root: XmlElement | undefined): void {
    let run = 0;
    const visit = (element: XmlElement): void => {
      if (element.name === "w:r") {
        this.#runs.set(element, { part, run });
        run += 1;
      }
      for (const inner of childElements(element)) visit(inner);
    };
    if (root) visit(root);
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
  const found: TextSource[] = [];
  // A removed label stands before the text, so the text may begin later in the run.
  let from = isSame(raw[0], text[0]) ? 0 : Math.max(raw.indexOf(text.slice(0, 8)), 0);
  for (let to = 0; to < text.length && from < raw.length;) {
    let length = 0;
    while (to + length < text.length && isSame(raw[from + length], text[to + length])) length += 1;
    if (length > 0) found.push({ start: start + to, length, part, run, at: at + from });
    from += length;
    to += length;
    // The next characters differ: skip white space that was collapsed, or one character of each.
    if (to >= text.length) break;
    from += 1;
    if (!/\s/u.test(raw[from - 1] ?? "")) to += 1;
  }
  return found;
}

function isSame(raw: string | undefined, character: string | undefined): boolean {
  return raw !== undefined && (raw === character || (character === " " && /\s/u.test(raw)));
}
