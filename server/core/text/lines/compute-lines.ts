import type { VersionText } from "#core/text/clause.ts";
import type { LineNumbers } from "#core/text/lines/line-numbers.ts";

/**
 * Width of a computed line in columns. An ideograph has two columns, a combining mark none. People cite these lines, so
 * this width and the rule of `computeLines` must stay.
 */
const lineColumns = 72;

/**
 * Divides a text into lines of at most 72 columns, numbered from 1. Each clause begins a line, and an empty clause is
 * one. A line breaks after white space or a hyphen, and around an ideograph except before closing punctuation. A word
 * longer than a line is divided.
 */
export function computeLines({ text, clauses }: Pick<VersionText, "text" | "clauses">): LineNumbers {
  const starts: number[] = [];
  for (const { start, end } of clauses) {
    starts.push(start);
    let opportunity = start;
    let columns = 0;
    let columnsAtOpportunity = 0;
    let previous = "";
    for (let at = start; at < end;) {
      const code = text.codePointAt(at) ?? 0;
      const character = String.fromCodePoint(code);
      const width = widthOf(code, character);
      if (mayBreak(previous, character)) [opportunity, columnsAtOpportunity] = [at, columns];
      if (columns + width > lineColumns && !isSpace(character)) {
        const from = opportunity > (starts.at(-1) ?? 0) ? opportunity : at;
        columns -= from === at ? columns : columnsAtOpportunity;
        starts.push(from);
      }
      columns += width;
      previous = character;
      at += character.length;
    }
  }
  return { starts };
}

function isSpace(character: string): boolean {
  return character === " " || (character > "~" && /^(?!\u00A0)\s$/u.test(character));
}

/** Returns whether a line may break between two characters. */
function mayBreak(previous: string, next: string): boolean {
  if (previous === "" || isSpace(next)) return false;
  if (isSpace(previous) || previous === "-" || previous === "–" || previous === "—") return true;
  if (previous < "\u2E80" && next < "\u2E80") return false;
  return (
    (isWide(previous) || isWide(next)) && !/^[\p{Pe}\p{Pf}\p{Po}]$/u.test(next) && !/^[\p{Ps}\p{Pi}]$/u.test(previous)
  );
}

function isWide(character: string): boolean {
  return (
    character >= "\u2E80" &&
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF01-\uFF60]$/u.test(
      character,
    )
  );
}

function widthOf(code: number, character: string): number {
  if (code < 0x300) return 1;
  if (/^[\p{M}\p{Cf}]$/u.test(character)) return 0;
  return isWide(character) ? 2 : 1;
}
