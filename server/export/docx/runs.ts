import {
  ExternalHyperlink,
  InternalHyperlink,
  type IRunOptions,
  type ParagraphChild,
  TextRun,
  type XmlComponent,
} from "docx";
import { isolatedParts, readsRightToLeft } from "#core/text/direction.ts";
import { amendedRuns, type TextAmendment } from "../shared/amended-runs.ts";
import type { InlineRun, RunMarks } from "../shared/inline-runs.ts";
import { DocxElement, type ParagraphPart } from "./element.ts";
import { type ChangeTracker, ReformattedRun } from "./tracking.ts";

/** The settings of all runs of one clause. */
export interface RunSetting {
  rightToLeft: boolean;
  /** BCP 47; null if it is the document's. */
  language: string | null;
  /** Clauses with a bookmark, which links within the draft can lead to. Other such links become plain text. */
  bookmarks: ReadonlySet<string>;
  /** Renders a footnote reference. */
  note: (reference: Extract<InlineRun, { kind: "note" }>) => ParagraphPart[];
}

/** The element for text: normal ("w:t"), or deleted by a tracked change ("w:delText"). */
type TextElement = "w:t" | "w:delText";

/**
 * Returns the formatting of a run: direct formatting for each mark, with the complex-script counterpart that Word
 * requires for Arabic.
 */
export function runFormat(marks: RunMarks, setting: Pick<RunSetting, "language">, rightToLeft: boolean): IRunOptions {
  return {
    ...(marks.href ? { style: "Hyperlink" } : {}),
    ...(marks.strong ? { bold: true, boldComplexScript: true } : {}),
    ...(marks.emphasis ? { italics: true, italicsComplexScript: true } : {}),
    ...(marks.underline ? { underline: {} } : {}),
    ...(marks.strike ? { strike: true } : {}),
    ...(marks.superscript ? { superScript: true } : {}),
    ...(marks.subscript ? { subScript: true } : {}),
    ...(rightToLeft ? { rightToLeft: true } : {}),
    ...(setting.language
      ? { language: { value: setting.language, eastAsia: setting.language, bidirectional: setting.language } }
      : {}),
  };
}

/** How a run is written, apart from its own formatting. */
export interface RunWriting {
  element?: TextElement;
  /** Formatting added to each written run. */
  further?: (rightToLeft: boolean) => IRunOptions;
  /** Wraps the written runs in a tracked change. A link must be outside of it, as Word requires. */
  track?: (parts: ParagraphPart[]) => ParagraphPart[];
}

/** Renders an inline run as parts of a paragraph. */
export function runParts(run: InlineRun, setting: RunSetting, writing: RunWriting = {}): ParagraphPart[] {
  const { element = "w:t", further } = writing;
  const track = writing.track ?? ((parts: ParagraphPart[]) => parts);
  if (run.kind === "note") return track(setting.note(run));
  if (run.kind === "break") return track([new TextRun({ break: 1 })]);
  const texts = setting.rightToLeft ? directionRuns(run.text) : [{ text: run.text, rightToLeft: false }];
  const runs = texts.map(({ text, rightToLeft }) => {
    const format = { ...runFormat(run.marks, setting, rightToLeft), ...further?.(rightToLeft) };
    if (element === "w:t") return new (format.revision ? ReformattedRun : TextRun)({ ...format, text });
    const textElement: XmlComponent = new DocxElement(element, { "xml:space": "preserve" }, [text]);
    return new TextRun({ ...format, children: [textElement] });
  });
  const tracked = track(runs) as ParagraphChild[];
  const href = run.marks.href;
  if (!href) return tracked;
  if (!href.startsWith("#")) return [new ExternalHyperlink({ link: href, children: tracked })];
  const target = href.slice(1);
  if (!setting.bookmarks.has(target)) return tracked;
  return [new InternalHyperlink({ anchor: bookmarkName(target), children: tracked })];
}

/**
 * Returns the name of a clause's bookmark. Word allows 40 letters, digits and "_", beginning with a letter. Other
 * characters in clause ids are replaced by their code: "p-1.1" -> "c_p_2d1_2e1".
 */
export function bookmarkName(clause: string): string {
  const safe = clause.replace(/[^A-Za-z0-9]/gu, (character) => `_${(character.codePointAt(0) ?? 0).toString(16)}`);
  return `c_${safe}`.slice(0, 40);
}

/**
 * Splits the text of a right-to-left clause where its script changes. Word sets a whole run in one direction, which
 * also determines its font. Therefore Latin words ("IPv6", "WTPF-13") become left-to-right runs, together with the
 * characters between them.
 */
export function directionRuns(text: string): { text: string; rightToLeft: boolean }[] {
  const latin = /\p{Script=Latin}(?:[\p{Script=Latin}\p{M}\d .,/:@'’-]*[\p{Script=Latin}\p{M}\d])?/gu;
  const runs: { text: string; rightToLeft: boolean }[] = [];
  let from = 0;
  for (const match of text.matchAll(latin)) {
    if (match.index > from) runs.push({ text: text.slice(from, match.index), rightToLeft: true });
    runs.push({ text: match[0], rightToLeft: false });
    from = match.index + match[0].length;
  }
  if (from < text.length) runs.push({ text: text.slice(from), rightToLeft: true });
  return runs;
}

/** Unicode's right-to-left embedding, its terminator, and the left-to-right mark. */
const embeds = "\u202B";
const ends = "\u202C";
const fromLeft = "\u200E";

/**
 * Splits text into runs of one format, each in its own direction.
 *
 * Word and LibreOffice have supported embeddings longer than isolates. Therefore isolated parts of a sentence are
 * embedded, and a mark after each keeps a number that follows in the sentence's direction.
 */
export function sentenceRuns(text: string, format: IRunOptions = {}): TextRun[] {
  const ownDirection = readsRightToLeft(text);
  const runs = isolatedParts(text).flatMap((part) => {
    if (part.isolated) {
      return [...directionRuns(`${embeds}${part.text}${ends}`), { text: fromLeft, rightToLeft: false }];
    }
    return ownDirection ? directionRuns(part.text) : [{ text: part.text, rightToLeft: false }];
  });
  return runs.map(
    (run) => new TextRun({ ...format, text: run.text, ...(run.rightToLeft ? { rightToLeft: true } : {}) }),
  );
}

/**
 * Renders text that a proposal inserts. If people amend the proposal, their changes are inside the insertion as Word has
 * them: a deletion is nested in it, and an insertion splits it in two.
 */
export function insertedParts(
  runs: readonly InlineRun[],
  setting: RunSetting,
  tracker: ChangeTracker,
  amendments: readonly TextAmendment<ChangeTracker>[] = [],
): ParagraphPart[] {
  return amendedRuns(runs, amendments).flatMap((amended) => {
    if (amended.kind === "inserted") {
      return runParts(amended.run, setting, { track: (parts) => amended.tracker.track("inserted", parts) });
    }
    if (amended.kind === "kept") {
      return runParts(amended.run, setting, { track: (parts) => tracker.track("inserted", parts) });
    }
    const track = (parts: ParagraphPart[]): ParagraphPart[] =>
      tracker.track("inserted", amended.tracker.track("deleted", parts));
    return runParts(amended.run, setting, { track, element: "w:delText" });
  });
}
