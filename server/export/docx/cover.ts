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
import type { FieldValues, HouseField } from "#core/text/word-template.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { paragraphOf } from "./element.ts";
import { sentenceRuns } from "./runs.ts";
import { wideMargin } from "./styles.ts";
import {
  closingFacts,
  mastheadFacts,
  mastheadFields,
  referenceLines,
  runningText,
  type TitleFact,
  withdrawnNotice,
} from "../shared/title-facts.ts";
import { word } from "../shared/export-phrases.ts";

/** A4 with margins of one inch, in twips. */
export const page: ISectionPropertiesOptions["page"] = {
  size: { width: 11906, height: 16838 },
  margin: { top: 1440, right: 1440, bottom: 1440, left: 1440, header: 708, footer: 708 },
};

/** Facts that are shown elsewhere, so that the masthead leaves them out. */
interface Surroundings {
  /** The fields that a template shows itself, instead of the lines of the masthead. Null without a template. */
  shown: ReadonlySet<HouseField> | null;
  /** Whether the text below the masthead begins with the title. */
  titleFollows: boolean;
}

/**
 * Returns the masthead above the text, as on an official document: the forum with the symbol, the date, the language and
 * the agenda item on the right, then the title and the facts about the file. All lines follow the direction of the
 * file's language. A title in another script keeps its own direction. In a template, only the lines that it lacks are
 * returned.
 */
export function masthead(compilation: Compilation, { shown, titleFollows }: Surroundings): Paragraph[] {
  const { document, version } = compilation;
  const notice = withdrawnNotice(compilation);
  const rightToLeft = readsRightToLeft(word("export-made", version.language));
  const start = rightToLeft ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return [
    ...letterhead(mastheadFields(compilation), { forum: compilation.forum, language: version.language, shown }),
    ...(titleFollows || shown?.has("title") ? [] : [line("CoverTitle", document.title, start)]),
    line("CoverSubtitle", version.label, start),
    ...(notice === null ? [] : [line("CoverNotice", notice, start)]),
    ...mastheadFacts(compilation).map((fact) => factLine("CoverFact", fact, rightToLeft)),
  ];
}

/**
 * Returns the first lines of an official document: the forum with the symbol, then the date, the language and the agenda
 * item at the other side. In a template, only the lines of the fields that are not `shown` by it.
 */
export function letterhead(
  values: FieldValues,
  { forum, language, shown }: { forum: { name: string }; language: string; shown: Surroundings["shown"] },
): Paragraph[] {
  const rightToLeft = readsRightToLeft(word("export-made", language));
  const { symbol } = values;
  const lines = [
    ...(shown && !shown.has("symbol") && symbol !== undefined ? [symbol] : []),
    ...referenceLines(values, language, shown ?? new Set()),
  ];
  return [
    ...(shown ? [] : [forumLine(forum.name, symbol, rightToLeft)]),
    ...lines.map((text) => line("CoverSymbol", text, rightToLeft ? AlignmentType.LEFT : AlignmentType.RIGHT)),
  ];
}

/** Returns the forum's name, with the symbol at the other end of the line. */
function forumLine(forum: string, symbol: string | undefined, rightToLeft: boolean): Paragraph {
  const end = symbol === undefined ? [] : [new TextRun({ style: "CoverCorner", children: [new Tab(), symbol] })];
  return paragraphOf({ style: "CoverForum", bidirectional: rightToLeft }, [...sentenceRuns(forum), ...end]);
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

/** The page of a layout in columns: landscape, with narrower margins. docx swaps width and height itself. */
const widePage: ISectionPropertiesOptions["page"] = {
  size: { width: 11906, height: 16838, orientation: PageOrientation.LANDSCAPE },
  margin: { top: 964, right: wideMargin, bottom: 850, left: wideMargin, header: 454, footer: 397 },
};

/**
 * Returns the section of the text. Its header names symbol, document, draft and date, except on a first page with the
 * masthead. Its footer has the page number.
 */
export function textSection(
  compilation: Compilation,
  { wide, withMasthead }: { wide: boolean; withMasthead: boolean },
): Omit<ISectionOptions, "children"> {
  const { document, version } = compilation;
  const running = runningText({ document, version });
  const footer = pageNumberFooter();
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: withMasthead,
      page: { ...(wide ? widePage : page), pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL } },
    },
    headers: { default: new Header({ children: [line("Header", running)] }) },
    footers: withMasthead ? { default: footer, first: footer } : { default: footer },
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
