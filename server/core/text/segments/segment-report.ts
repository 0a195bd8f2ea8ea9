import type { ClausePlan } from "#core/text/segments/assemble.ts";
import { type DivisionLevel, isHeadingText, isPreamble, unnumberedLevel } from "#core/text/labels/division.ts";
import { wholly, whollyDrawn } from "#core/text/segments/normal-pieces.ts";
import { follows, isLater, type Label, labelsAtStart } from "#core/text/labels/numbering.ts";
import { OpenDivisions } from "#core/text/segments/nesting.ts";
import { OpenNumbers, OpenOptions } from "#core/text/segments/open-options.ts";
import type { Entry } from "#core/text/segments/segment-entry.ts";

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
 * A division ("Chapter II", "Article 4") is a heading, or a paragraph if its text follows on the same line. It restarts
 * the numbers below it, and these are deeper than it: "1", or "4.1" if that is the first number. Bold lines in it are
 * headings below it. A number in an article is a paragraph, however short.
 *
 * A heading with a letter or a Roman number ("C. Finance") contains the articles after it. In an article, one that
 * continues the letters around the articles ends it; any other is below it.
 *
 * A line of a contents list that somebody typed is a paragraph without a label.
 *
 * An option ("Option 1") is a paragraph, or a heading if the file marks it so. It is one deeper than the numbered clause
 * that it interrupts, or than a text that ends with a colon. If its first number continues those before it, it is an
 * alternative of the next clause and as deep as that. It restarts the numbers in it.
 */
export function planReport(entries: readonly Entry[], { atStart }: { atStart: boolean }): ClausePlan[] {
  const lines = entries.filter(({ pieces }) => !whollyDrawn(pieces));
  const hasTitle = atStart && startsWithTitle(lines);
  const report = new OpenReport(outlineOf(lines, hasTitle));
  let line = 0;
  return entries.map((entry) => {
    if (entry !== lines[line]) return report.addDrawn(entry);
    line += 1;
    return report.add(entry, { isTitle: hasTitle && line === 1, next: lines[line] });
  });
}

/** Facts about all entries of a file that decide how deep each one is. */
interface Outline {
  /** The highest level of its headings, from 1, without that of a title. */
  topLevel: number;
  hasHeadings: boolean;
  /** Whether the file marks numbered lines as headings. */
  marksNumbered: boolean;
  hasDivisions: boolean;
  hasArticles: boolean;
}

function outlineOf(entries: readonly Entry[], hasTitle: boolean): Outline {
  const marked = entries.filter(({ block }) => (block.heading ?? 0) > 0);
  const levels = marked.map(({ block }) => block.heading ?? 0);
  const rest = hasTitle && entries[0]?.block.heading === 1 ? levels.slice(1) : levels;
  return {
    topLevel: Math.min(...rest, deepestHeading),
    hasHeadings: marked.length > 0,
    marksNumbered: marked.some(({ label }) => (label?.path.length ?? 0) > 0),
    hasDivisions: entries.some(({ label }) => label?.division),
    hasArticles: entries.some(({ label }) => label?.division === "article"),
  };
}

/** The divisions, options, numbers and lettered headings that the next entry of a report may continue. */
class OpenReport {
  readonly #outline: Outline;
  readonly #divisions = new OpenDivisions();
  readonly #options = new OpenOptions();
  #numbers = new OpenNumbers(-1);
  #letteredHeadings: Label[] = [];
  /** The lettered headings around the articles. */
  #lettersOutside: Label[] = [];
  #last: ClausePlan | undefined;

  constructor(outline: Outline) {
    this.#outline = outline;
  }

  /** Plans the clause of the next entry. `next` is the entry after it. */
  add(entry: Entry, around: { isTitle: boolean; next: Entry | undefined }): ClausePlan {
    this.#last = this.#plan(entry, around);
    return this.#last;
  }

  /** Plans the clause of a picture or another object. It neither begins nor ends anything, unless it has a number. */
  addDrawn(entry: Entry): ClausePlan {
    if (entry.label ?? entry.block.cell ?? entry.bullet) return this.add(entry, { isTitle: false, next: undefined });
    return this.#unnumbered(entry);
  }

  #plan(entry: Entry, { isTitle, next }: { isTitle: boolean; next: Entry | undefined }): ClausePlan {
    const { block, label } = entry;
    if (block.cell) return { entry, kind: "cell", depth: 0 };
    if (entry.contents) return this.#unnumbered(entry);
    if (block.heading === 0 || isTitle) return { entry, kind: "title", depth: 0 };
    if (label?.division) return this.#division(entry, label.division);
    if (label?.option) return this.#option(entry, label, next);
    const isFake = isHeadingText(entry.text) && isFakeHeading(entry, next);
    const isUnnumbered = label === null && (isAnnexHeading(entry) || (isFake && !entry.bullet));
    this.#numbers = this.#options.leave(entry, block.heading !== null || isUnnumbered, this.#numbers);
    if (block.heading !== null) return this.#heading(entry, this.#markedDepth(entry, block.heading));
    if (label?.resolution) return this.#unnumbered(entry);
    if (label && label.path.length > 0 && this.#isOfOutline(entry)) return this.#numbered(entry, label);
    if (label && isLetteredHeading(entry)) return this.#letteredHeading(entry, label);
    const { nesting, paragraphDepth } = this.#numbers;
    if (label ?? entry.bullet) return { entry, kind: "item", depth: paragraphDepth + 1 + nesting.place(entry) };
    nesting.clear();
    if (isAnnexHeading(entry)) return this.#heading(entry, this.#annexDepth(entry));
    if (this.#outline.hasDivisions && isPreamble(entry.text))
      return this.#heading(entry, this.#divisions.openHeading(deepestHeading));
    if (isFake) return this.#heading(entry, this.#options.depthInside ?? this.#fakeDepth());
    return this.#unnumbered(entry);
  }

  #heading(entry: Entry, depth: number): ClausePlan {
    const numbers = this.#numbers;
    if (entry.label) numbers.add(entry.label);
    numbers.nesting.clear();
    numbers.headingDepth = depth;
    numbers.paragraphDepth = depth;
    return { entry, kind: "heading", depth };
  }

  #unnumbered(entry: Entry): ClausePlan {
    const numbers = this.#numbers;
    numbers.nesting.clear();
    numbers.paragraphDepth = numbers.headingDepth + 1;
    return { entry, kind: "paragraph", depth: numbers.paragraphDepth };
  }

  #numbered(entry: Entry, label: Label): ClausePlan {
    const { marksNumbered, hasHeadings } = this.#outline;
    const depth = this.#depthOfNumber(label.path.length);
    // If the file marks numbered headings, a number it does not mark is a paragraph, however short, unless it is all
    // bold. In an article it always is.
    const looksTheSame = !this.#divisions.isInArticle && (!marksNumbered || wholly(entry.pieces, "strong"));
    if (isHeadingText(entry.text) && looksTheSame && !(hasHeadings && entry.block.list))
      return this.#heading(entry, depth);
    this.#numbers.add(label);
    this.#numbers.nesting.clear();
    this.#numbers.paragraphDepth = depth;
    return { entry, kind: "paragraph", depth };
  }

  #division(entry: Entry, level: DivisionLevel): ClausePlan {
    const { block, text } = entry;
    this.#numbers = this.#options.clear(this.#numbers);
    if (level === "article" && !this.#divisions.isInArticle) this.#lettersOutside = this.#letteredHeadings;
    const plan = this.#heading(entry, this.#divisions.openDivision(level, block.heading));
    this.#numbers.restart();
    this.#letteredHeadings = [];
    const isText = text !== "" && block.heading === null && !isHeadingText(text);
    return isText ? { ...plan, kind: "paragraph" } : plan;
  }

  #option(entry: Entry, label: Label, next: Entry | undefined): ClausePlan {
    const [depth, inside] = this.#options.open(entry, label, this.#depthOfOption(entry, next), this.#numbers);
    this.#numbers = inside;
    return { entry, kind: entry.block.heading === null ? "paragraph" : "heading", depth };
  }

  #letteredHeading(entry: Entry, label: Label): ClausePlan {
    if (this.#divisions.isInArticle && this.#endsArticle(label)) {
      this.#numbers = this.#options.clear(this.#numbers);
      this.#numbers.restart();
      this.#divisions.leaveArticle();
      this.#letteredHeadings = this.#lettersOutside;
    }
    const sameSeries = this.#letteredHeadings.findIndex((earlier) => follows(earlier, label));
    const depth = sameSeries >= 0 ? sameSeries : this.#letteredHeadings.length;
    this.#letteredHeadings.length = depth;
    this.#letteredHeadings.push(label);
    if (this.#outline.hasArticles && !this.#divisions.isInArticle)
      return this.#heading(entry, this.#divisions.openLettered({ isNested: depth > 0 }));
    return this.#heading(entry, (this.#options.depthInside ?? this.#divisions.depthOfNumbers) + depth);
  }

  /** Whether a heading with a letter continues those around the articles, and none in its article. */
  #endsArticle(label: Label): boolean {
    if (this.#letteredHeadings.some((earlier) => follows(earlier, label))) return false;
    return this.#lettersOutside.some((earlier) => isLater(earlier, label));
  }

  #depthOfOption({ block, label, text }: Entry, next: Entry | undefined): number {
    if (this.#last && isOpener(this.#last)) return this.#last.depth + 1;
    if (block.heading !== null && !this.#divisions.hasDivision) return this.#markedDepth({ label }, block.heading);
    const first = text === "" ? (next?.label ?? null) : (labelsAtStart(text)[0]?.label ?? null);
    const isNext = first !== null && this.#numbers.continuedBy(first);
    if (block.heading !== null || !this.#last || !isNumbered(this.#last)) return this.#numbers.headingDepth + 1;
    if (!isNext) return this.#last.depth + 1;
    return first.path.length > 0 && first.close !== ")" ? this.#numbers.headingDepth + 1 : this.#last.depth;
  }

  #depthOfNumber(parts: number): number {
    const divisions = this.#divisions;
    this.#numbers.parts ??= divisions.hasDivision ? parts : 1;
    const below = Math.max(0, parts - this.#numbers.parts);
    return this.#options.depthOfNumber(parts) ?? divisions.depthOfNumbers + below;
  }

  #markedDepth({ label }: Pick<Entry, "label">, level: number): number {
    const parts = label?.path.length ?? 0;
    if (parts > 0) {
      this.#divisions.closeHeadings(level);
      return this.#depthOfNumber(parts);
    }
    if (this.#options.depthInside !== undefined) return this.#options.depthInside;
    const depth = this.#divisions.openHeading(level);
    return this.#outline.hasDivisions ? depth : level - this.#outline.topLevel;
  }

  #annexDepth({ text }: Entry): number {
    if (!this.#outline.hasDivisions) return 0;
    this.#numbers.restart();
    return this.#divisions.openDivision(unnumberedLevel(text) ?? "annex", null);
  }

  /** A division contains the headings in bold type after it. Numbers may begin again below them. */
  #fakeDepth(): number {
    if (!this.#divisions.hasDivision) return Math.max(this.#numbers.headingDepth, 0);
    this.#numbers.lastTop = this.#numbers.lastNumber = undefined;
    return this.#divisions.openHeading(deepestHeading);
  }

  /** Whether a number belongs to the report's own outline and not to a list inside a paragraph. */
  #isOfOutline({ label, block: { list } }: Entry): boolean {
    if (!label || label.close === ")") return false;
    if (label.path.length > 1) return true;
    const { nesting, lastTop } = this.#numbers;
    // The list that numbers the articles also numbers their paragraphs: "Article 1", "1.", "(a)" are its levels.
    const isArticleList = list !== null && this.#divisions.isInArticle && !nesting.isBelow(list);
    const isNested = (list?.level ?? 0) > 0 && !isArticleList;
    const closesNested = isArticleList && nesting.isAbove(list);
    if (isNested || (!closesNested && nesting.continues(label))) return false;
    if (!lastTop) return label.path[0] === 1 || !nesting.continues(label);
    // A gap or a repetition in the sequence is a deleted or doubled neighbour; a first number starts a list.
    return follows(lastTop, label) || (isLater(lastTop, label) && !nesting.hasSeries(label));
  }
}

function isLetteredHeading({ label, text }: Entry): boolean {
  const capital = label?.readings.some(
    ({ format }) => format.startsWith("upper") || format === "russianUpper" || format === "chinese",
  );
  return capital === true && label?.close === "" && isHeadingText(text);
}

/** Stands for the level of a heading that the file does not mark. */
const deepestHeading = 9;

/**
 * Whether a clause has only alternatives as its text: it is a number alone, a numbered phrase, or ends with a colon.
 */
function isOpener(plan: ClausePlan): boolean {
  const { entry, kind } = plan;
  if (kind !== "paragraph" && kind !== "item") return false;
  const isPhrase = kind === "paragraph" && isHeadingText(entry.text);
  return (isNumbered(plan) && (entry.text === "" || isPhrase)) || /[:：]$/u.test(entry.text);
}

/** Whether a clause is a paragraph or an item with a number or letter. */
function isNumbered({ entry: { label }, kind }: ClausePlan): boolean {
  return (
    (kind === "paragraph" || kind === "item") && label !== null && label.option === null && label.division === null
  );
}

/** Whether an entry is a heading by its formatting alone: all bold, and followed by text that is not. */
function isFakeHeading(entry: Entry, next: Entry | undefined): boolean {
  return wholly(entry.pieces, "strong") && next !== undefined && !next.block.cell && !wholly(next.pieces, "strong");
}

/**
 * Whether the first line is a title: it is the only heading of the top level that is no division, or a phrase before
 * other text in a file without marked titles.
 */
function startsWithTitle(entries: readonly Entry[]): boolean {
  const [first, second] = entries;
  if (!first || first.label || first.bullet || first.contents || first.block.cell) return false;
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
  return (
    entry.label === null && !entry.bullet && !entry.contents && annex.test(entry.text) && isHeadingText(entry.text)
  );
}
