import { writeOrdinal } from "#core/text/ordinal.ts";
import { numberFormats } from "../shared/number-counter.ts";
import { child, childElements, integerOf, textBelow, type XmlElement } from "../shared/xml.ts";
import { formatOf } from "./odt-lists.ts";

/**
 * The labels of notes as the page shows them. A file has the number of each as it was printed, with all changes made; where
 * they are shown unmade (`counts`) the notes are others, and are counted as the file's settings have it. A note with a sign
 * of its own keeps that, and so do notes that begin anew with every page or chapter.
 */
export class OdtNoteLabels {
  readonly #settings: ReadonlyMap<string, XmlElement>;
  readonly #counts: boolean;
  readonly #met = new Map<string, number>();

  constructor(holders: readonly XmlElement[], counts: boolean) {
    const settings = holders.flatMap((holder) => childElements(holder, "text:notes-configuration"));
    this.#settings = new Map(settings.map((one) => [one.attributes["text:note-class"] ?? "", one]));
    this.#counts = counts;
  }

  next(note: XmlElement): string {
    const citation = child(note, "text:note-citation");
    const own = citation?.attributes["text:label"];
    if (own !== undefined) return own;
    const printed = citation ? textBelow(citation).trim() : "";
    const kind = note.attributes["text:note-class"] ?? "footnote";
    const { attributes = {} } = this.#settings.get(kind) ?? {};
    const count = this.#met.get(kind) ?? integerOf(attributes["text:start-value"]) ?? 0;
    this.#met.set(kind, count + 1);
    const format = numberFormats[formatOf(attributes["style:num-format"] ?? (kind === "footnote" ? "1" : "i"))];
    const runs = (attributes["text:start-numbering-at"] ?? "document") === "document";
    return this.#counts && runs && format ? writeOrdinal(format, count + 1) : printed;
  }
}
