import type { DraftPlaces, Stretch } from "./draft-places.ts";
import type { RunPosition } from "./marked-runs.ts";
import { descendants, type SourceElement, wordAttribute, type XmlSource } from "../../package/xml-source.ts";
import type { WordFile } from "../word-file.ts";
import { ancestorOf } from "./draft-places.ts";

/** The run with a reference to a note, in the main part. */
export interface NoteReference {
  readonly part: string;
  readonly source: XmlSource;
  readonly holder: SourceElement;
}

/** Returns the position before the first characters of a stretch. In a text box, it is before the box. */
export function positionBefore(stretch: Stretch): RunPosition {
  const { part, source, holder, run, at } = stretch;
  return holder === run ? { part, source, holder, at, side: "before" } : { part, source, holder, at: 0, side: "after" };
}

/** Returns the position after the last characters of a stretch. */
export function positionAfter(stretch: Stretch): RunPosition {
  const { part, source, holder, run, at, length } = stretch;
  return holder === run
    ? { part, source, holder, at: at + length, side: "after" }
    : { part, source, holder, at: Infinity, side: "before" };
}

/** Returns the positions around a whole run. */
export function positionsAround({ part, source, holder }: NoteReference): Record<"start" | "end", RunPosition> {
  return {
    start: { part, source, holder, at: 0, side: "after" },
    end: { part, source, holder, at: Infinity, side: "before" },
  };
}

/** Finds the references to notes in the text. */
export class NoteReferences {
  readonly #places: DraftPlaces;
  readonly #found = new Map<string, NoteReference>();

  constructor(file: WordFile, places: DraftPlaces) {
    this.#places = places;
    const part = file.main;
    const source = file.source(part);
    if (!source) return;
    for (const element of descendants(source.root)) {
      const kind = /^w:(footnote|endnote)Reference$/u.exec(element.name)?.[1];
      const { parent } = element;
      if (kind === undefined || parent?.name !== "w:r" || ancestorOf(parent, "w:r")) continue;
      const name = `${kind} ${wordAttribute(element, "id") ?? ""}`;
      if (!this.#found.has(name)) this.#found.set(name, { part, source, holder: parent });
    }
  }

  /** Returns the run that refers to a note, given by its clause. */
  of(clause: string): NoteReference | undefined {
    const [first] = this.#places.stretchesOf(clause);
    const note = first && (ancestorOf(first.run, "w:footnote") ?? ancestorOf(first.run, "w:endnote"));
    return note && this.#found.get(`${note.name.slice("w:".length)} ${wordAttribute(note, "id") ?? ""}`);
  }
}
