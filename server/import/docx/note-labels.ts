import { writeOrdinal } from "#core/text/ordinal.ts";
import { numberFormats } from "../shared/number-counter.ts";
import { child, integerOf, valueOf, type XmlElement } from "../shared/xml.ts";

export type NoteKind = "footnote" | "endnote";

const signs = ["*", "†", "‡", "§"];

/**
 * The labels of notes as the page shows them: counted through the text from the settings' start and in their format
 * (endnotes in small Roman numbers unless told otherwise). A restart with every page cannot be known from the file and
 * is not followed.
 */
export class NoteLabels {
  readonly #settings: XmlElement | undefined;
  readonly #counts: Record<NoteKind, number> = { footnote: 0, endnote: 0 };

  constructor(settings: XmlElement | undefined) {
    this.#settings = settings;
  }

  next(kind: NoteKind): string {
    const settings = child(this.#settings, kind === "footnote" ? "w:footnotePr" : "w:endnotePr");
    const start = integerOf(valueOf(settings, "w:numStart")) ?? 1;
    const format = valueOf(settings, "w:numFmt") ?? (kind === "footnote" ? "decimal" : "lowerRoman");
    const count = start + this.#counts[kind];
    this.#counts[kind] += 1;
    if (format === "chicago") {
      const at = (count - 1) % signs.length;
      return (signs[at] ?? "*").repeat(Math.floor((count - 1) / signs.length) + 1);
    }
    return writeOrdinal(numberFormats[format] ?? "decimal", count);
  }
}
