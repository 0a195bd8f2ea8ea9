import type { ClausePlan } from "#core/text/assemble.ts";
import { type DivisionLevel, isPreamble, unnumberedLevel } from "#core/text/division.ts";
import { isHeadingText } from "#core/text/heading-text.ts";
import { wholly } from "#core/text/normal-pieces.ts";
import { follows, isLater, type Label } from "#core/text/numbering.ts";
import { OpenDivisions } from "#core/text/open-divisions.ts";
import { OpenNumbers, OpenOptions } from "#core/text/open-options.ts";
import type { Entry } from "#core/text/segment-entry.ts";

/**
 * Plans the clauses of a report or a treaty: divisions, 1 and 1.1 headings, 1.1.1 numbered paragraphs, items, cells.
 *
 * A numbered block is a heading if the file marks it so, or if it reads as a phrase (short, no sentence ending).
 * Otherwise it is a paragraph. A single number is an item if it continues a list still open, or does not continue the
 * numbers of the outermost headings.
 *
 * Depth is the number of parts minus one ("1.1.2" has depth 2). An item is one deeper than its paragraph. A clause
 * without a number is one deeper than its heading.
 *
 * A division ("Chapter II", "Article 4") restarts the numbers below it, and these are deeper than it: "1", or "4.1" if
 * that is the first number. Bold lines in it are headings below it. A number in an article is a paragraph, however short. It is a heading,
 * or a paragraph if its text follows on the same line.
 *
 * A heading with a letter or a Roman number ("C. Finance") contains the articles after it. In an article, one that
 * continues the letters around the articles ends it; any other is below it.
 *
 * An option ("Option 1") is a paragraph, or a heading if the file marks it so. It is one deeper than the clause whose
 * alternatives it begins: a number without text or with a phrase, or a text that ends with a colon. Otherwise it is as deep as the
 * paragraphs beside it. It restarts the numbers in it.
 */
export function planReport(entries: readonly Entry[], atStart: boolean): ClausePlan[] {
  const headingLevels = entries.flatMap(({ block }) => ((block.heading ?? 0) > 0 ? [block.heading ?? 0] : []));
  const titled = atStart && startsWithTitle(entries);
  const rest = titled && entries[0]?.block.heading === 1 ? headingLevels.slice(1) : headingLevels;
  const topLevel = Math.min(...rest, 9);
  const hasHeadings = headingLevels.length > 0;
  const marksNumbered = entries.some(({ block, label }) => (block.heading ?? 0) > 0 && (label?.path.length ?? 0) > 0);
  const divisions = new OpenDivisions();
  const options = new OpenOptions();
  const hasDivisions = entries.some(({ label }) => label?.division);
  const hasArticles = entries.some(({ label }) => label?.division === "article");
  let letteredHeadings: Label[] = [];
  let lettersOutside: Label[] = [];
  let numbers = new OpenNumbers(-1);
  let before: ClausePlan | undefined;

  return entries.map((entry, at) => (before = planOf(entry, at)));

  function planOf(entry: Entry, at: number): ClausePlan {
    const { block, label } = entry;
    if (block.cell) return { entry, kind: "cell", depth: 0 };
    if (block.heading === 0 || (titled && at === 0)) return { entry, kind: "title", depth: 0 };
    if (label?.division) return division(label.division);
    if (label?.option) return option(label);
    const isFake = isHeadingText(entry.text) && isFakeHeading(entry, entries[at + 1]);
    const isUnnumbered = label === null && (isAnnexHeading(entry) || (isFake && !entry.bullet));
    numbers = options.leave(entry, block.heading !== null || isUnnumbered, numbers);
    if (block.heading !== null) return heading(markedDepth(block.heading));
    if (label?.resolution) return resolutionParagraph();
    if (label && label.path.length > 0 && isOutline(entry)) return numbered(depthOfNumber(label.path.length));
    if (label && isLetteredHeading(entry)) return letteredHeading(label);
    if (label ?? entry.bullet)
      return { entry, kind: "item", depth: numbers.paragraphDepth + 1 + numbers.nesting.place(entry) };
    numbers.nesting.clear();
    if (isAnnexHeading(entry)) return heading(annexDepth());
    if (hasDivisions && isPreamble(entry.text)) return heading(divisions.openHeading(deepestHeading));
    if (isFake) return heading(options.depthInside ?? fakeDepth());
    return unnumbered();

    function unnumbered(): ClausePlan {
      numbers.paragraphDepth = numbers.headingDepth + 1;
      return { entry, kind: "paragraph", depth: numbers.paragraphDepth };
    }

    function resolutionParagraph(): ClausePlan {
      numbers.nesting.clear();
      return unnumbered();
    }

    function option(own: Label): ClausePlan {
      const [depth, inside] = options.open(entry, own, depthOfOption(), numbers);
      numbers = inside;
      return { entry, kind: block.heading === null ? "paragraph" : "heading", depth };
    }

    function depthOfOption(): number {
      if (before && isOpener(before)) return before.depth + 1;
      const isMarked = block.heading !== null && !divisions.hasDivision;
      return isMarked ? markedDepth(block.heading) : numbers.headingDepth + 1;
    }

    function depthOfNumber(parts: number): number {
      numbers.parts ??= divisions.hasDivision ? parts : 1;
      return options.depthOfNumber(parts) ?? divisions.depthOfNumbers + Math.max(0, parts - numbers.parts);
    }

    function division(level: DivisionLevel): ClausePlan {
      numbers = options.clear(numbers);
      if (level === "article" && !divisions.isInArticle) lettersOutside = letteredHeadings;
      const plan = heading(divisions.openDivision(level, block.heading));
      numbers.restart();
      letteredHeadings = [];
      const isText = entry.text !== "" && block.heading === null && !isHeadingText(entry.text);
      return isText ? { ...plan, kind: "paragraph" } : plan;
    }

    function markedDepth(level: number): number {
      const parts = label?.path.length ?? 0;
      if (parts > 0) {
        divisions.closeHeadings(level);
        return depthOfNumber(parts);
      }
      if (options.depthInside !== undefined) return options.depthInside;
      const depth = divisions.openHeading(level);
      return hasDivisions ? depth : level - topLevel;
    }

    function annexDepth(): number {
      if (!hasDivisions) return 0;
      numbers.restart();
      return divisions.openDivision(unnumberedLevel(entry.text) ?? "annex", null);
    }

    /** A division contains the headings in bold type after it. Numbers may begin again below them. */
    function fakeDepth(): number {
      if (!divisions.hasDivision) return Math.max(numbers.headingDepth, 0);
      numbers.lastTop = numbers.lastNumber = undefined;
      return divisions.openHeading(deepestHeading);
    }

    function heading(depth: number): ClausePlan {
      if (label) numbers.add(label);
      numbers.nesting.clear();
      numbers.headingDepth = depth;
      numbers.paragraphDepth = depth;
      return { entry, kind: "heading", depth };
    }

    function numbered(depth: number): ClausePlan {
      // If the file marks numbered headings, a number it does not mark is a paragraph, however short, unless it is all
      // bold. In an article it always is.
      const looksTheSame = !divisions.isInArticle && (!marksNumbered || wholly(entry.pieces, "strong"));
      if (isHeadingText(entry.text) && looksTheSame && !(hasHeadings && block.list)) return heading(depth);
      if (label) numbers.add(label);
      numbers.nesting.clear();
      numbers.paragraphDepth = depth;
      return { entry, kind: "paragraph", depth };
    }

    function letteredHeading(headingLabel: Label): ClausePlan {
      if (divisions.isInArticle && endsArticle(headingLabel)) {
        numbers = options.clear(numbers);
        numbers.restart();
        divisions.leaveArticle();
        letteredHeadings = lettersOutside;
      }
      const sameSeries = letteredHeadings.findIndex((earlier) => follows(earlier, headingLabel));
      const depth = sameSeries >= 0 ? sameSeries : letteredHeadings.length;
      letteredHeadings.length = depth;
      letteredHeadings.push(headingLabel);
      if (hasArticles && !divisions.isInArticle) return heading(divisions.openLettered(depth > 0));
      return heading((options.depthInside ?? divisions.depthOfNumbers) + depth);
    }
  }

  /** Whether a heading with a letter continues those around the articles, and none in its article. */
  function endsArticle(label: Label): boolean {
    if (letteredHeadings.some((earlier) => follows(earlier, label))) return false;
    return lettersOutside.some((earlier) => isLater(earlier, label));
  }

  /** Whether a number belongs to the report's own outline and not to a list inside a paragraph. */
  function isOutline(entry: Entry): boolean {
    const { label } = entry;
    if (!label || label.close === ")") return false;
    if (label.path.length > 1) return true;
    const { list } = entry.block;
    // The list that numbers the articles also numbers their paragraphs: "Article 1", "1.", "(a)" are its levels.
    const isArticleList = list !== null && divisions.isInArticle && !numbers.nesting.isBelow(list);
    const isNested = (list?.level ?? 0) > 0 && !isArticleList;
    const closesNested = isArticleList && numbers.nesting.isAbove(list);
    if (isNested || (!closesNested && numbers.nesting.continues(label))) return false;
    if (!numbers.lastTop) return label.path[0] === 1 || !numbers.nesting.continues(label);
    // A gap or a repetition in the sequence is a deleted or doubled neighbour; a first number starts a list.
    return follows(numbers.lastTop, label) || (isLater(numbers.lastTop, label) && !numbers.nesting.hasSeries(label));
  }

  function isLetteredHeading(entry: Entry): boolean {
    const capital = entry.label?.readings.some(
      ({ format }) => format.startsWith("upper") || format === "russianUpper" || format === "chinese",
    );
    return capital === true && entry.label?.close === "" && isHeadingText(entry.text);
  }
}

/** Stands for the level of a heading that the file does not mark. */
const deepestHeading = 9;

/** Whether a clause has only alternatives as its text: it is a number alone, a numbered phrase, or ends with a colon. */
function isOpener({ entry, kind }: ClausePlan): boolean {
  if (kind !== "paragraph" && kind !== "item") return false;
  const isNumbered = entry.label !== null && entry.label.option === null && entry.label.division === null;
  const isPhrase = kind === "paragraph" && isHeadingText(entry.text);
  return (isNumbered && (entry.text === "" || isPhrase)) || /[:：]$/u.test(entry.text);
}

/** Whether an entry is a heading by its formatting alone: all bold, and followed by text that is not. */
function isFakeHeading(entry: Entry, next: Entry | undefined): boolean {
  return wholly(entry.pieces, "strong") && next !== undefined && !next.block.cell && !wholly(next.pieces, "strong");
}

/**
 * Whether the first line is a title: it is the only heading of the top level that is no division, or a phrase before other text in a file
 * without marked titles.
 */
function startsWithTitle(entries: readonly Entry[]): boolean {
  const [first, second] = entries;
  if (!first || first.label || first.bullet || first.block.cell) return false;
  if (first.block.heading !== null) {
    return (
      first.block.heading === 1 &&
      entries.slice(1).every((entry) => entry.block.heading !== 1 || entry.label?.division || isAnnexHeading(entry))
    );
  }
  return (
    isHeadingText(first.text) &&
    second !== undefined &&
    !second.block.cell &&
    entries.every(({ block }) => block.heading !== 0)
  );
}

/** The names of annexes in the six languages. They are on a line of their own, with or without a number. */
const annex =
  /^(?:annex|appendix|annexe|appendice|anexo|apéndice|приложение|дополнение|附件|附录)(?![\p{L}])|^(?:الملحق|ملحق|المرفق|التذييل)(?![\p{L}])|^(?:附件|附录)/iu;

/** Whether an entry is the first line of an annex: a heading without a number, whatever the file declares. */
export function isAnnexHeading(entry: Entry): boolean {
  return entry.label === null && !entry.bullet && annex.test(entry.text) && isHeadingText(entry.text);
}
