import {
  AlignmentType,
  Footer,
  Header,
  NumberFormat,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Tab,
  TextRun,
  type IParagraphOptions,
  type ISectionOptions,
  type ISectionPropertiesOptions,
} from "docx";
import type { Compilation } from "#core/compile/compilation.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { symbolOf } from "#core/text/version.ts";
import { sentenceRuns } from "./runs.ts";
import { closingFacts, type TitleFact, titleFacts, withdrawnNotice } from "../shared/title-facts.ts";
import { runningText } from "../shared/draft-head.ts";
import { draftName } from "../shared/export-phrases.ts";

/** A4 with margins of one inch, in twips. */
export const page: ISectionPropertiesOptions["page"] = {
  size: { width: 11906, height: 16838 },
  margin: { top: 1440, right: 1440, bottom: 1440, left: 1440, header: 708, footer: 708 },
};

/**
 * Returns the title page, a section of its own. All lines are aligned to one side, that of the file's language. A title
 * in another script keeps its own direction.
 */
export function coverSection(compilation: Compilation): ISectionOptions {
  const { document, version } = compilation;
  const symbol = symbolOf(document, version);
  const notice = withdrawnNotice(compilation);
  const facts = titleFacts(compilation);
  const rightToLeft = readsRightToLeft(facts[0]?.label ?? "");
  const alignment = rightToLeft ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return {
    properties: { page: page ?? {} },
    children: [
      ...(symbol === undefined ? [] : [line("CoverSymbol", symbol, alignment)]),
      line("CoverForum", compilation.forum.name, alignment),
      line("CoverTitle", document.title, alignment),
      line("CoverSubtitle", draftName(version, version.language), alignment),
      ...(notice === null ? [] : [line("CoverNotice", notice, alignment)]),
      ...facts.map((fact) => factLine("CoverFact", fact, rightToLeft)),
    ],
  };
}

/** Returns the last paragraphs of a file, which identify the text. They stay together at the end of the last page. */
export function closingLines(compilation: Compilation): Paragraph[] {
  const facts = closingFacts(compilation);
  const rightToLeft = readsRightToLeft(facts[0]?.label ?? "");
  return facts.map((fact, index) =>
    factLine("ClosingFact", fact, rightToLeft, index === 0 ? { keepNext: true, spacing: { before: 720 } } : {}),
  );
}

function factLine(
  style: "CoverFact" | "ClosingFact",
  { label, value, code }: TitleFact,
  rightToLeft: boolean,
  more: Pick<IParagraphOptions, "keepNext" | "spacing"> = {},
): Paragraph {
  return new Paragraph({
    style,
    bidirectional: rightToLeft,
    ...more,
    children: [
      new TextRun({ style: "CoverLabel", children: [label, new Tab()], rightToLeft }),
      new TextRun({
        text: value,
        rightToLeft: readsRightToLeft(value),
        ...(code ? { style: "CoverCode" } : {}),
      }),
    ],
  });
}

/** Margin beside a table in columns, in twips. */
const wideMargin = 720;
/** Width of the text on a landscape page, in twips. */
export const wideText = 16838 - 2 * wideMargin;

/** The page of a layout in columns: landscape, with narrower margins. docx swaps width and height itself. */
const widePage: ISectionPropertiesOptions["page"] = {
  size: { width: 11906, height: 16838, orientation: PageOrientation.LANDSCAPE },
  margin: { top: 964, right: wideMargin, bottom: 850, left: wideMargin, header: 454, footer: 397 },
};

/**
 * Returns the section of the text. Its header names symbol, document, draft and date on every page, and its footer has
 * the page number.
 */
export function textSection(compilation: Compilation, { wide = false } = {}): Omit<ISectionOptions, "children"> {
  const { document, version } = compilation;
  const running = runningText({ document, version });
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: { ...(wide ? widePage : page), pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL } },
    },
    headers: { default: new Header({ children: [line("Header", running)] }) },
    footers: { default: pageNumberFooter() },
  };
}

/** Returns a footer with the page number. */
export function pageNumberFooter(): Footer {
  return new Footer({
    children: [new Paragraph({ style: "Footer", children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
  });
}

/**
 * Returns a line of one style in the direction of its text. By default it is aligned to the side where that direction
 * starts.
 */
export function line(style: string, text: string, alignment?: (typeof AlignmentType)["LEFT" | "RIGHT"]): Paragraph {
  const rightToLeft = readsRightToLeft(text);
  return new Paragraph({
    style,
    bidirectional: rightToLeft,
    ...(alignment ? { alignment } : {}),
    children: sentenceRuns(text),
  });
}
