import type { Piece } from "#core/text/segments/block.ts";
import { RecordedSources } from "../shared/recorded-sources.ts";
import { childElements, textBelow, type XmlElement } from "../shared/xml.ts";

/** Elements of a run that are one character each. Other elements of a run, besides text, have no character. */
const single = new Set("w:tab w:ptab w:br w:cr w:noBreakHyphen w:softHyphen w:sym".split(" "));

/** Records the run and offset of each character while a Word file is read. */
export class SourceRecorder {
  readonly #runs = new Map<XmlElement, { part: string; run: number }>();
  readonly #recorded = new RecordedSources();
  readonly placed = this.#recorded.placed;

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
    const { start, end } = this.#recorded.add({ ...place, at: offsetOf(run, part), text: charactersOf(part) });
    return [start, ...pieces, end];
  }
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
