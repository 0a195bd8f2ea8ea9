import type { Piece } from "#core/text/segments/block.ts";
import { RecordedSources } from "../shared/recorded-sources.ts";
import { childElements, type XmlElement } from "../shared/xml.ts";

/** Records the element and offset of each character while an OpenDocument text is read. */
export class OdtSources {
  readonly #ordinals = new Map<XmlElement, number>();
  /** The offset of a child in its element's text, for the child that asked last. */
  readonly #reached = new Map<XmlElement, { at: number; next: number }>();
  readonly #recorded = new RecordedSources();
  readonly placed = this.#recorded.placed;

  constructor(body: XmlElement) {
    const visit = (element: XmlElement): void => {
      for (const inner of childElements(element)) {
        this.#ordinals.set(inner, this.#ordinals.size);
        visit(inner);
      }
    };
    visit(body);
  }

  /** Returns the length of the text before a child. Texts of an element ask in order. */
  #offsetOf(parent: XmlElement, index: number): number {
    const known = this.#reached.get(parent);
    let { at, next } = known && known.next <= index ? known : { at: 0, next: 0 };
    for (; next < index; next += 1) {
      const before = parent.children[next];
      if (typeof before === "string") at += before.length;
    }
    this.#reached.set(parent, { at, next });
    return at;
  }

  /** Returns the markers around a text, which is the child of an element with this index. */
  record(parent: XmlElement, index: number): { start: Piece; end: Piece } | undefined {
    const run = this.#ordinals.get(parent);
    const text = parent.children[index];
    if (run === undefined || typeof text !== "string") return undefined;
    const at = this.#offsetOf(parent, index);
    return this.#recorded.add({ part: "content.xml", run, at, text });
  }
}
