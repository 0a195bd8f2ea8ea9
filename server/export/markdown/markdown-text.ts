import type { Fragment } from "prosemirror-model";
import { isolatedParts } from "#core/text/direction.ts";
import { inlineRunsOf, type InlineRun, type RunMarks } from "../shared/inline-runs.ts";

/**
 * Text as inline Markdown that reads as itself: every character that can open mark-up, a link, an entity or HTML is
 * escaped (CommonMark 2.4 allows a backslash before any ASCII punctuation). So is a "!" a bracket follows, or at the end,
 * where a link may follow: it would make an image of it. Blanks and line ends become one blank. What is isolated in a
 * sentence is HTML's own element for that.
 */
export function markdownText(text: string): string {
  return isolatedParts(text)
    .map((part) => (part.isolated ? `<bdi>${escaped(part.text)}</bdi>` : escaped(part.text)))
    .join("");
}

function escaped(text: string): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, (blanks) => (/^[\u00A0\u2007\u202F]+$/u.test(blanks) ? blanks : " "))
    .replace(/[\\`*_[\]<>#|~&$^]|!(?=\[|$)/gu, "\\$&");
}

/**
 * A line that begins a block, made a paragraph whatever it begins with: "1." and "-" would begin lists, "===" make a
 * heading of the line before, four blanks code.
 */
export function paragraphLine(line: string): string {
  return line
    .trimStart()
    .replace(/^(\d+)([.)])/u, "$1\\$2")
    .replace(/^[-+=:]/u, "\\$&");
}

/** A paragraph of plain text; its own line ends stay, as hard breaks. */
export function markdownParagraph(text: string): string {
  const lines = text.split(/\r\n|\r|\n/u).map((line) => paragraphLine(markdownText(line)));
  return lines.filter((line) => line.trim() !== "").join("\\\n");
}

/** Content with its marks. Marks Markdown has no sign for are HTML's own elements, which it allows. */
export function markdownContent(content: Fragment, note: (clause: string, label: string) => string): string {
  return inlineRunsOf(content)
    .map((run) => markdownRun(run, note))
    .join("");
}

function markdownRun(run: InlineRun, note: (clause: string, label: string) => string): string {
  if (run.kind === "break") return "\\\n";
  if (run.kind === "note") return note(run.clause, run.label);
  // A sign of emphasis beside a blank is none, so blanks at the edges stay outside.
  const words = run.text.trim();
  if (words === "") return run.text;
  const start = run.text.length - run.text.trimStart().length;
  const [before, after] = [run.text.slice(0, start), run.text.slice(start + words.length)];
  return before + marked(markdownText(words), run.marks) + after;
}

function marked(words: string, marks: RunMarks): string {
  const signs = [
    [marks.superscript, "<sup>", "</sup>"],
    [marks.subscript, "<sub>", "</sub>"],
    [marks.underline, "<u>", "</u>"],
    [marks.strike, "~~", "~~"],
    [marks.emphasis, "*", "*"],
    [marks.strong, "**", "**"],
  ] as const;
  const signed = signs.reduce((text, [set, open, close]) => (set ? open + text + close : text), words);
  // An address inside <…> ends only at ">" or a line end; both are percent-encoded, with what could open a tag.
  const href = marks.href?.replace(/[<>\s\\]/gu, (character) => encodeURIComponent(character));
  return href === undefined ? signed : `[${signed}](<${href}>)`;
}
