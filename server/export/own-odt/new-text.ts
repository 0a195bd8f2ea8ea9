import type { InlineRun, RunMarks } from "../shared/inline-runs.ts";
import { xmlElement } from "../shared/xml.ts";
import { odtText } from "./comment-text.ts";
import type { NewStyles } from "./new-styles.ts";

/** Whether new text can be written: text that is at most bold or italic. */
export function isPlain(run: InlineRun): boolean {
  return run.kind === "text" && Object.keys(run.marks).every((mark) => mark === "strong" || mark === "emphasis");
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
