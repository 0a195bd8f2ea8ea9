import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { type AmendedRun, amendedRuns, type TextAmendment } from "../../shared/amended-runs.ts";
import { type InlineRun, inlineRunsOf, isObject, type RunMarks } from "../../shared/inline-runs.ts";
import { xmlElement } from "../../shared/xml.ts";
import type { OdtAuthor, OdtRegions } from "../odt-content.ts";
import { type NewStyles, odtText } from "../odt-styles.ts";

/** The author of inserted text, and where its changes and styles are collected. */
export interface InsertedSetting {
  readonly regions: OdtRegions;
  readonly styles: NewStyles;
  readonly by: OdtAuthor;
  /** The amendments to the text, if the file shows them. */
  readonly amendments?: readonly TextAmendment<OdtAuthor>[] | undefined;
}

/**
 * Inserted text with the amendments of other people. OpenDocument has no change inside another one: as in LibreOffice,
 * the insertion ends before an amendment and another one begins after it, and amended text is a deletion that also says
 * who inserted it.
 */
export class InsertedText {
  /** The mark before the text. */
  readonly start: string;
  #end: string;
  readonly #setting: InsertedSetting;

  constructor(setting: InsertedSetting) {
    this.#setting = setting;
    const marks = setting.regions.insertion(setting.by);
    this.start = marks.start;
    this.#end = marks.end;
  }

  /** The mark after the text, once it is written. */
  get end(): string {
    return this.#end;
  }

  /** Writes the text among text with the marks `around`. */
  write(runs: readonly InlineRun[], around: RunMarks): string {
    const { amendments, styles } = this.#setting;
    let xml = "";
    let isOpen = true;
    for (const amended of amendedRuns(runs, amendments)) {
      const isOwn = amended.kind === "kept";
      if (isOpen && !isOwn) xml += this.#end;
      else if (!isOpen && isOwn) xml += this.#reopen();
      isOpen = isOwn;
      const text = newText(amended.run, around, styles);
      xml += isOwn ? text : this.#amendment(amended, text);
    }
    return isOpen ? xml : xml + this.#reopen();
  }

  #reopen(): string {
    const marks = this.#setting.regions.insertion(this.#setting.by);
    this.#end = marks.end;
    return marks.start;
  }

  #amendment({ kind, tracker }: Exclude<AmendedRun<OdtAuthor>, { kind: "kept" }>, text: string): string {
    const { regions, by } = this.#setting;
    if (kind === "deleted") {
      // A space at the start of a paragraph would be lost.
      const kept = text.replace(/^((?:<[^<>]*>)*) /u, `$1${xmlElement("text:s")}`);
      return regions.deletion(tracker, xmlElement("text:p", {}, kept), by);
    }
    const { start, end } = regions.insertion(tracker);
    return start + text + end;
  }
}

/** Whether new text can be written: text that is at most bold or italic, and no picture. */
export function isPlain(run: InlineRun): boolean {
  return (
    run.kind === "text" &&
    !isObject(run) &&
    Object.keys(run.marks).every((mark) => mark === "strong" || mark === "emphasis")
  );
}

/** Returns new text among text with the marks `around`. */
export function newText(run: InlineRun, around: RunMarks, styles: NewStyles): string {
  if (run.kind !== "text") return "";
  const text = odtText(run.text);
  if (run.marks.strong === around.strong && run.marks.emphasis === around.emphasis) return text;
  const style = styles.nameOf({
    "fo:font-weight": run.marks.strong ? "bold" : "normal",
    "fo:font-style": run.marks.emphasis ? "italic" : "normal",
  });
  return xmlElement("text:span", { "text:style-name": style }, text);
}

/** Returns the marks of a clause's text at an offset. */
export function marksAt(clause: CompiledClause | undefined, offset: number): RunMarks {
  const texts = inlineRunsOf(fragmentOf(clause?.content ?? [])).filter((run) => run.kind === "text");
  const found = texts.find(({ start, end }) => start <= offset && offset < end) ?? texts.at(-1);
  return found?.marks ?? {};
}
