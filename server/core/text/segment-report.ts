import type { ClausePlan } from "#core/text/assemble.ts";
import { Nesting } from "#core/text/nesting.ts";
import { wholly } from "#core/text/normal-pieces.ts";
import { follows, type Label } from "#core/text/numbering.ts";
import type { Entry } from "#core/text/segment-entry.ts";

/**
 * Plans the clauses of a report: 1 and 1.1 headings, 1.1.1 numbered paragraphs, items, cells.
 *
 * A numbered block is a heading if the file marks it so, or if it reads as a phrase (short, no sentence ending).
 * Otherwise it is a paragraph. A single number is an item if it continues a list still open, or does not continue the
 * numbers of the outermost headings.
 *
 * Depth is the number of parts minus one ("1.1.2" has depth 2). An item is one deeper than its paragraph. A clause
 * without a number is one deeper than its heading.
 */
export function planReport(entries: readonly Entry[], atStart: boolean): ClausePlan[] {
  const headingLevels = entries.flatMap(({ block }) => ((block.heading ?? 0) > 0 ? [block.heading ?? 0] : []));
  const titled = atStart && startsWithTitle(entries);
  const rest = titled && entries[0]?.block.heading === 1 ? headingLevels.slice(1) : headingLevels;
  const topLevel = Math.min(...rest, 9);
  const hasHeadings = headingLevels.length > 0;
  const marksNumbered = entries.some(({ block, label }) => (block.heading ?? 0) > 0 && (label?.path.length ?? 0) > 0);
  const nesting = new Nesting();
  const letteredHeadings: Label[] = [];
  let lastTop: Label | undefined;
  let headingDepth = -1;
  let paragraphDepth = 0;

  return entries.map((entry, at): ClausePlan => {
    const { block, label } = entry;
    if (block.cell) return { entry, kind: "cell", depth: 0 };
    if (block.heading === 0 || (titled && at === 0)) return { entry, kind: "title", depth: 0 };
    if (block.heading !== null)
      return heading(label && label.path.length > 0 ? label.path.length - 1 : block.heading - topLevel);
    if (label && label.path.length > 0 && isOutline(entry)) return numbered(label.path.length - 1);
    if (label && isLetteredHeading(entry)) return letteredHeading(label);
    if (label ?? entry.bullet) return { entry, kind: "item", depth: paragraphDepth + 1 + nesting.place(entry) };
    nesting.clear();
    if (isAnnexHeading(entry)) return heading(0);
    if (isHeadingText(entry) && isFakeHeading(entry, entries[at + 1])) return heading(Math.max(headingDepth, 0));
    paragraphDepth = headingDepth + 1;
    return { entry, kind: "paragraph", depth: paragraphDepth };

    function heading(depth: number): ClausePlan {
      if (label?.path.length === 1) lastTop = label;
      nesting.clear();
      headingDepth = depth;
      paragraphDepth = depth;
      return { entry, kind: "heading", depth };
    }

    function numbered(depth: number): ClausePlan {
      // If the file marks numbered headings, a number it does not mark is a paragraph, however short, unless it is all
      // bold.
      const looksTheSame = !marksNumbered || wholly(entry.pieces, "strong");
      if (isHeadingText(entry) && looksTheSame && !(hasHeadings && block.list)) return heading(depth);
      if (label?.path.length === 1) lastTop = label;
      nesting.clear();
      paragraphDepth = depth;
      return { entry, kind: "paragraph", depth };
    }

    function letteredHeading(headingLabel: Label): ClausePlan {
      const sameSeries = letteredHeadings.findIndex((earlier) => follows(earlier, headingLabel));
      const depth = sameSeries >= 0 ? sameSeries : letteredHeadings.length;
      letteredHeadings.length = depth;
      letteredHeadings.push(headingLabel);
      return heading(depth);
    }
  });

  /** Whether a number belongs to the report's own outline and not to a list inside a paragraph. */
  function isOutline(entry: Entry): boolean {
    const { label } = entry;
    if (!label || label.close === ")") return false;
    if (label.path.length > 1) return true;
    if ((entry.block.list?.level ?? 0) > 0 || nesting.continues(label)) return false;
    return lastTop ? follows(lastTop, label) : label.path[0] === 1 || !nesting.continues(label);
  }

  function isLetteredHeading(entry: Entry): boolean {
    const capital = entry.label?.readings.some(
      ({ format }) => format.startsWith("upper") || format === "russianUpper" || format === "chinese",
    );
    return capital === true && entry.label?.close === "" && isHeadingText(entry);
  }
}

/** Whether an entry is a heading by its formatting alone: all bold, and followed by text that is not. */
function isFakeHeading(entry: Entry, next: Entry | undefined): boolean {
  return wholly(entry.pieces, "strong") && next !== undefined && !next.block.cell && !wholly(next.pieces, "strong");
}

/**
 * Whether the first line is a title: it is the only heading of the top level, or a phrase before other text in a file
 * without marked titles.
 */
function startsWithTitle(entries: readonly Entry[]): boolean {
  const [first, second] = entries;
  if (!first || first.label || first.bullet || first.block.cell) return false;
  if (first.block.heading !== null) {
    return first.block.heading === 1 && entries.filter(({ block }) => block.heading === 1).length === 1;
  }
  return (
    isHeadingText(first) &&
    second !== undefined &&
    !second.block.cell &&
    entries.every(({ block }) => block.heading !== 0)
  );
}

/** A heading is a phrase: a longer text is a paragraph, whatever mark it ends with. */
const longestHeading = 160;

/** The names of annexes in the six languages. They are on a line of their own, with or without a number. */
const annex =
  /^(?:annex|appendix|annexe|appendice|anexo|apéndice|приложение|дополнение|附件|附录)(?![\p{L}])|^(?:الملحق|ملحق|المرفق|التذييل)(?![\p{L}])|^(?:附件|附录)/iu;

/** Whether a text is short and not a sentence. Headings in all six languages end without a punctuation mark. */
function isHeadingText({ text }: Entry): boolean {
  return text.length <= longestHeading && !/[.;:,?!。；：，、؛،؟][\])}»”’"']*$/u.test(text) && /\p{L}/u.test(text);
}

/** Whether an entry is the first line of an annex: a heading without a number, whatever the file declares. */
export function isAnnexHeading(entry: Entry): boolean {
  return entry.label === null && !entry.bullet && annex.test(entry.text) && isHeadingText(entry);
}
