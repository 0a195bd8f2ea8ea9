import {
  AlignmentType,
  BorderStyle,
  LeaderType,
  TabStopType,
  type IParagraphOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
} from "docx";
import { ooxmlColour } from "#core/compile/colours.ts";
import { generatedStyles } from "#core/compile/generated-styles.ts";
import type { ClauseKind } from "#core/text/clause.ts";

/**
 * Start of the text of a labelled clause, in twips (1/20 point) from the margin: room for "1.1.2", "62bis" and
 * "4.3.2bis".
 */
export const labelWidth = 964;

/** Width of the text on the page, in twips: A4 minus an inch on either side. */
export const textWidth = 11906 - 2 * 1440;

/** Margin beside a table in columns, in twips. */
export const wideMargin = 720;
/** Width of the text on a landscape page, in twips. */
export const wideText = 16838 - 2 * wideMargin;

/** Width of the labels of the facts about a file, in twips. */
const factWidth = 2000;

const hairline = { style: BorderStyle.SINGLE, size: 4, space: 4, color: "auto" } as const;

/** Styles of items, by their depth below their paragraph. Deeper items use the last. */
const itemStyles = ["Item", "Item2", "Item3"] as const;

const headingStyles = ["Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6"] as const;

/**
 * Returns the style id of a clause. `depth` counts from 0 for headings. For items it counts from 1, below the clause
 * they belong to.
 */
export function clauseStyle(kind: ClauseKind, depth: number): string {
  switch (kind) {
    case "title":
      return "Title";
    case "opening":
      return "Opening";
    case "verb":
      return "Verb";
    case "recital":
      return "Recital";
    case "operative":
      return "Operative";
    case "heading":
      return headingStyles[Math.min(depth, headingStyles.length - 1)] ?? "Heading1";
    case "paragraph":
      return "NumberedParagraph";
    case "item":
      return itemStyles[Math.min(Math.max(depth, 1), itemStyles.length) - 1] ?? "Item";
    case "footnote":
      return "FootnoteText";
    case "cell":
      return "TableText";
  }
}

/**
 * Returns the style sheet. Every clause is formatted by a named style, never by direct formatting, so that a
 * secretariat can restyle a file by changing a style. Sizes are half points, lengths twips.
 *
 * Cambria, Times New Roman and SimSun are in every version of Word. Each script uses its own font.
 */
export function docxStyles(language: string, { wide = false } = {}): IStylesOptions {
  return wide ? condensed(usualStyles(language, wideText)) : usualStyles(language, textWidth);
}

/** By how much the styles of a layout in columns are smaller: letters, spaces between paragraphs, and indents. */
const condensation: Readonly<Record<string, number>> = {
  ...{ size: 0.78, sizeComplexScript: 0.78 },
  ...{ before: 0.25, after: 0.25, line: 0.87 },
  ...{ start: 0.5, hanging: 0.5 },
};

/** Makes all sizes of a style sheet smaller, for tables that would otherwise take many pages. */
function condensed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(condensed) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]: [string, unknown]) => {
    const factor = condensation[key];
    return [key, typeof part === "number" && factor !== undefined ? Math.round(part * factor) : condensed(part)];
  });
  return Object.fromEntries(entries) as Value;
}

/** `pageWidth` is the width of the text on the page, in twips. */
function usualStyles(language: string, pageWidth: number): IStylesOptions {
  const hanging = (left: number) => ({
    indent: { start: left, hanging: labelWidth },
    spacing: { after: 140 },
  });
  const heading = (size: number, before: number) => ({
    run: { bold: true, boldComplexScript: true, size, sizeComplexScript: size + 2 },
    paragraph: {
      keepNext: true,
      keepLines: true,
      spacing: { before, after: 120 },
      indent: { start: labelWidth, hanging: labelWidth },
    },
  });
  return {
    default: {
      document: {
        run: {
          font: { ascii: "Cambria", hAnsi: "Cambria", cs: "Times New Roman", eastAsia: "SimSun" },
          size: 22,
          sizeComplexScript: 26,
          language: { value: language, eastAsia: language, bidirectional: language },
        },
        paragraph: { spacing: { line: 276, after: 140 } },
      },
      title: {
        run: { bold: true, boldComplexScript: true, size: 30, sizeComplexScript: 34 },
        paragraph: { alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 240, after: 320 } },
      },
      heading1: heading(26, 400),
      heading2: heading(24, 320),
      heading3: heading(22, 240),
      heading4: heading(22, 200),
      heading5: heading(22, 200),
      heading6: heading(22, 200),
      footnoteText: {
        run: { size: 18, sizeComplexScript: 22 },
        paragraph: { spacing: { line: 240, after: 60 } },
      },
      hyperlink: { run: { color: ooxmlColour("accent"), underline: {} } },
    },
    paragraphStyles: [
      { id: "Normal", name: "Normal", quickFormat: true },
      style("BodyText", "Body Text", { paragraph: { spacing: { after: 140 } } }),
      style("Opening", "Opening", { paragraph: { spacing: { after: 240 } } }),
      style("Verb", "Verb", {
        run: { italics: true, italicsComplexScript: true },
        paragraph: { keepNext: true, spacing: { before: 240, after: 120 }, indent: { start: labelWidth } },
        next: "Recital",
      }),
      style("Recital", "Recital", { paragraph: hanging(labelWidth) }),
      style("Operative", "Operative", { paragraph: hanging(labelWidth) }),
      style("NumberedParagraph", "Numbered Paragraph", { paragraph: hanging(labelWidth) }),
      style("Item", "Item", { paragraph: hanging(labelWidth * 2) }),
      style("Item2", "Item 2", { paragraph: hanging(labelWidth * 3) }),
      style("Item3", "Item 3", { paragraph: hanging(labelWidth * 4) }),
      style("TableText", "Table Text", {
        run: { size: 20, sizeComplexScript: 24 },
        paragraph: { spacing: { before: 40, after: 40, line: 252 } },
      }),
      style("TableHead", "Table Head", {
        basedOn: "TableText",
        run: { bold: true, boldComplexScript: true },
        paragraph: { keepNext: true },
      }),
      style("CoverForum", "Cover Forum", {
        run: { size: 26, sizeComplexScript: 30 },
        paragraph: alsoSet({
          tabStops: [{ type: TabStopType.RIGHT, position: pageWidth }],
          border: { bottom: { style: BorderStyle.SINGLE, size: 18, space: 4, color: "auto" } },
          spacing: { after: 120 },
        }),
      }),
      style("CoverSymbol", "Cover Symbol", { paragraph: { alignment: AlignmentType.END, spacing: { after: 0 } } }),
      style("CoverTitle", "Cover Title", {
        run: { bold: true, boldComplexScript: true, size: 34, sizeComplexScript: 40 },
        paragraph: { keepNext: true, spacing: { before: 360, after: 0, line: 264 } },
      }),
      style("CoverSubtitle", "Cover Subtitle", {
        run: { size: 24, sizeComplexScript: 28 },
        paragraph: { keepNext: true, spacing: { before: 160, after: 200 } },
      }),
      style("CoverNotice", "Cover Notice", {
        run: { bold: true, boldComplexScript: true, color: ooxmlColour("deleted-ink") },
        paragraph: { spacing: { after: 240 } },
      }),
      // Word draws one frame around adjacent paragraphs with the same borders.
      style("CoverFact", "Cover Fact", {
        run: { size: 18, sizeComplexScript: 22 },
        paragraph: alsoSet({
          border: { top: hairline, bottom: hairline },
          indent: { start: factWidth, hanging: factWidth },
          spacing: { line: 252, after: 0 },
        }),
      }),
      style("ClosingFact", "Closing Fact", {
        run: { size: 18, sizeComplexScript: 22 },
        paragraph: { indent: { start: factWidth, hanging: factWidth }, spacing: { after: 80 } },
      }),
      style("TOCHeading", "TOC Heading", {
        run: { bold: true, boldComplexScript: true, size: 26, sizeComplexScript: 30 },
        paragraph: { keepNext: true, spacing: { before: 480, after: 160 } },
      }),
      ...[0, 1, 2].map(contentsStyle),
      style("AnnexHeading", "Annex Heading", {
        run: { bold: true, boldComplexScript: true, size: 26, sizeComplexScript: 30 },
        paragraph: { keepNext: true, spacing: { before: 480, after: 160 } },
      }),
      style("UnplacedHeading", "Unplaced Heading", { basedOn: "AnnexHeading" }),
      style("UnplacedText", "Unplaced Text", { paragraph: { spacing: { after: 120 } } }),
      style("Source", "Source", {
        run: { bold: true, boldComplexScript: true, size: 20, sizeComplexScript: 24, color: ooxmlColour("accent") },
        paragraph: { keepNext: true, spacing: { before: 160, after: 40 }, indent: { start: labelWidth } },
      }),
      style("SourceText", "Source Text", {
        run: { size: 20, sizeComplexScript: 24 },
        paragraph: { spacing: { line: 252, after: 80 }, indent: { start: labelWidth } },
      }),
      style("ReplySource", "Reply Source", {
        basedOn: "Source",
        paragraph: { spacing: { before: 80, after: 40 }, indent: { start: labelWidth + 480 } },
      }),
      style("ReplyText", "Reply Text", {
        basedOn: "SourceText",
        paragraph: { indent: { start: labelWidth + 480 } },
      }),
      style("CommentText", "annotation text", {
        run: { size: 20, sizeComplexScript: 24 },
        paragraph: { spacing: { line: 240, after: 60 } },
      }),
      style("Header", "header", {
        run: { size: 17, sizeComplexScript: 20, color: ooxmlColour("ink-soft") },
        paragraph: { spacing: { line: 240, after: 0 } },
      }),
      style("Footer", "footer", {
        run: { size: 17, sizeComplexScript: 20, color: ooxmlColour("ink-soft") },
        paragraph: { alignment: AlignmentType.CENTER, spacing: { line: 240, after: 0 } },
      }),
    ],
    characterStyles: [
      { id: "ClauseLabel", name: "Clause Label", quickFormat: true },
      { id: "FootnoteMark", name: "Footnote Mark", run: { superScript: true } },
      { id: generatedStyles.printedNote, name: "Printed Note", run: { superScript: true } },
      {
        id: generatedStyles.lineRange,
        name: "Line Range",
        run: { size: 15, sizeComplexScript: 15, color: ooxmlColour("ink-soft") },
      },
      { id: "CommentReference", name: "annotation reference", run: { size: 16 } },
      { id: "CommentMeta", name: "Comment Meta", run: { color: ooxmlColour("ink-soft") } },
      { id: "SourceName", name: "Source Name", run: { bold: true, boldComplexScript: true } },
      { id: "CoverCode", name: "Cover Code", run: { font: "Courier New", size: 15 } },
      { id: "CoverCorner", name: "Cover Corner", run: { bold: true, boldComplexScript: true } },
      { id: "CoverLabel", name: "Cover Label", run: { color: ooxmlColour("ink-soft") } },
    ],
  };
}

/** Returns the names of the styles of the text, without those of the masthead. */
export function textStyleNames(): Set<string> {
  const { paragraphStyles = [], characterStyles = [] } = docxStyles("en");
  const named = [...paragraphStyles, ...characterStyles].flatMap(({ name = "" }) =>
    /^Cover /u.test(name) ? [] : name,
  );
  const headings = headingStyles.map((_id, index) => `Heading ${String(index + 1)}`);
  return new Set(["Title", ...headings, ...named, "Hyperlink", "footnote text", "footnote reference"]);
}

function style(id: string, name: string, options: Omit<IParagraphStyleOptions, "id" | "name">): IParagraphStyleOptions {
  return { id, name, basedOn: "Normal", quickFormat: true, ...options };
}

/**
 * Returns the style of an entry of the table of contents: its label, its text, and its page number at the end of the
 * line.
 */
function contentsStyle(level: number): IParagraphStyleOptions {
  const start = labelWidth * (level / 2 + 1);
  const paragraph = alsoSet({
    tabStops: [
      { type: TabStopType.LEFT, position: start },
      { type: TabStopType.RIGHT, position: textWidth, leader: LeaderType.DOT },
    ],
    indent: { start, hanging: labelWidth, end: 720 },
    spacing: { line: 252, after: 60 },
  });
  return style(`TOC${String(level + 1)}`, `toc ${String(level + 1)}`, { paragraph });
}

type StyleParagraph = NonNullable<IParagraphStyleOptions["paragraph"]>;

/** docx also writes these options for a style's paragraphs, although its types omit them. */
function alsoSet(options: StyleParagraph & Pick<IParagraphOptions, "tabStops" | "border">): StyleParagraph {
  return options;
}
