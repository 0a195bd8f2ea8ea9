import { blockOf, type Blocks } from "#core/text/segments/block.ts";
import { cutAtLabelledLines } from "../shared/blocks.ts";

/**
 * Maximum length of a wrapped line, in characters. Editors wrap at 60 to 100; a file with longer lines has one
 * paragraph per line.
 */
const widestWrapped = 120;

/** Scripts written without spaces. A line end inside such text is not a space. */
const unspaced = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\u3000-\u303F\uFF00-\uFFEF]/u;

/**
 * Reads plain text. The layout is decided once per file. In a file with blank lines whose lines are short enough to be
 * wrapped, blank lines separate paragraphs. A line that begins with a label still starts a clause of its own. In any
 * other file, every line is a paragraph. Labels, bullets and verbs are then read as typed.
 */
export function readText(text: string): Blocks {
  const lines = text.split(/\r\n|[\n\r\f\u2028\u2029]/u);
  const wrapped = lines.every((line) => line.length <= widestWrapped) && hasInnerBlankLine(lines);
  const blocks = wrapped ? paragraphsOf(lines) : lines.map((line) => [line]);
  return {
    blocks: blocks
      .flatMap((paragraph) => cutAtLabelledLines([{ kind: "text", text: joinLines(paragraph), marks: [] }]))
      .map((pieces) => blockOf(pieces)),
    notes: new Map(),
    language: null,
    notices: [],
  };
}

function hasInnerBlankLine(lines: readonly string[]): boolean {
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(first, last).some((line) => line.trim() === "");
}

function paragraphsOf(lines: readonly string[]): string[][] {
  const paragraphs: string[][] = [];
  let open: string[] | undefined;
  for (const line of lines) {
    if (line.trim() === "") open = undefined;
    else if (open) open.push(line);
    else paragraphs.push((open = [line]));
  }
  return paragraphs;
}

/** Joins the lines of one paragraph with "\n", or without it between characters of a script without spaces. */
function joinLines(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .reduce((joined, line) => {
      const touches = unspaced.test(joined.slice(-1)) && unspaced.test(line.trimStart().slice(0, 1));
      return touches ? joined + line.trimStart() : `${joined}\n${line}`;
    });
}
