import type { Fragment } from "prosemirror-model";
import { isolatedParts } from "#core/text/direction.ts";
import { inlineRunsOf, type InlineRun, type RunMarks } from "../shared/inline-runs.ts";

/**
 * Escapes text as inline Markdown, so that it reads literally. Escapes every character that can start markup, a link,
 * an entity or HTML (CommonMark 2.4 allows a backslash before any ASCII punctuation). Also escapes a "!" before a
 * bracket, or at the end where a link may follow, because it would make an image. Collapses whitespace and line breaks
 * to one space. Wraps isolated text in HTML's element for that.
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
 * Makes a line a paragraph whatever it starts with: "1." and "-" would start lists, "===" would make a heading of the
 * previous line, and four spaces would start code.
 */
export function paragraphLine(line: string): string {
  return line
    .trimStart()
    .replace(/^(\d+)([.)])/u, "$1\\$2")
    .replace(/^[-+=:]/u, "\\$&");
}

/** Formats a paragraph of plain text. Its line breaks become hard breaks. */
export function markdownParagraph(text: string): string {
  const lines = text.split(/\r\n|\r|\n/u).map((line) => paragraphLine(markdownText(line)));
  return lines.filter((line) => line.trim() !== "").join("\\\n");
}

/** Formats content with its marks. Marks without Markdown syntax become HTML elements, which Markdown allows. */
export function markdownContent(content: Fragment, note: (clause: string, label: string) => string): string {
  return inlineRunsOf(content)
    .map((run) => markdownRun(run, note))
    .join("");
}

function markdownRun(run: InlineRun, note: (clause: string, label: string) => string): string {
  if (run.kind === "break") return "\\\n";
  if (run.kind === "note") return note(run.clause, run.label);
  // Markdown ignores emphasis markers next to spaces, so spaces at the edges stay outside.
  const text = run.text.trim();
  if (text === "") return run.text;
  const start = run.text.length - run.text.trimStart().length;
  const [before, after] = [run.text.slice(0, start), run.text.slice(start + text.length)];
  return before + marked(markdownText(text), run.marks) + after;
}

function marked(markdown: string, marks: RunMarks): string {
  const signs = [
    [marks.superscript, "<sup>", "</sup>"],
    [marks.subscript, "<sub>", "</sub>"],
    [marks.underline, "<u>", "</u>"],
    [marks.strike, "~~", "~~"],
    [marks.emphasis, "*", "*"],
    [marks.strong, "**", "**"],
  ] as const;
  const signed = signs.reduce((text, [set, open, close]) => (set ? open + text + close : text), markdown);
  // An address inside <…> ends only at ">" or a line break. Both are percent-encoded, as is anything that could open a
  // tag.
  const href = marks.href?.replace(/[<>\s\\]/gu, (character) => encodeURIComponent(character));
  return href === undefined ? signed : `[${signed}](<${href}>)`;
}
