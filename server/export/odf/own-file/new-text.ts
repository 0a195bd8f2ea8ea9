import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { type InlineRun, inlineRunsOf, type RunMarks } from "../../shared/inline-runs.ts";
import { isObject } from "../../shared/object-runs.ts";
import { xmlElement } from "../../shared/xml.ts";
import { odtText } from "../comment-text.ts";
import type { NewStyles } from "../new-styles.ts";

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
