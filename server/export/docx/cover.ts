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
  type ISectionOptions,
  type ISectionPropertiesOptions,
} from "docx";
import type { Compilation } from "#core/compile/compilation.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { sentenceRuns } from "./runs.ts";
import { titleFacts, withdrawnNotice } from "../shared/title-facts.ts";
import { draftName } from "../shared/export-phrases.ts";

/** A4 with an inch of margin, in twips. */
export const page: ISectionPropertiesOptions["page"] = {
  size: { width: 11906, height: 16838 },
  margin: { top: 1440, right: 1440, bottom: 1440, left: 1440, header: 708, footer: 708 },
};

/**
 * The title page, a section of its own. All of it begins at one side of the page, that of the words it is written in; a
 * title in another script runs its own way from there.
 */
export function coverSection(compilation: Compilation): ISectionOptions {
  const { version } = compilation;
  const notice = withdrawnNotice(compilation);
  const facts = titleFacts(compilation);
  const rightToLeft = readsRightToLeft(facts[0]?.label ?? "");
  const alignment = rightToLeft ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return {
    properties: { page: page ?? {} },
    children: [
      line("CoverForum", compilation.forum.name, alignment),
      line("CoverTitle", compilation.document.title, alignment),
      line("CoverSubtitle", draftName(version, version.language), alignment),
      ...(notice === null ? [] : [line("CoverNotice", notice, alignment)]),
      ...facts.map(
        ({ label, value, code }) =>
          new Paragraph({
            style: "CoverFact",
            bidirectional: rightToLeft,
            children: [
              new TextRun({ style: "CoverLabel", children: [label, new Tab()], rightToLeft }),
              new TextRun({
                text: value,
                rightToLeft: readsRightToLeft(value),
                ...(code ? { style: "CoverCode" } : {}),
              }),
            ],
          }),
      ),
    ],
  };
}

/** The page of a layout in columns: on its side, with narrower margins. docx turns width and height itself. */
const widePage: ISectionPropertiesOptions["page"] = {
  size: { width: 11906, height: 16838, orientation: PageOrientation.LANDSCAPE },
  margin: { top: 1134, right: 1134, bottom: 1134, left: 1134, header: 600, footer: 600 },
};

/** The header that names document, draft and date on every page of the text, and the page's number at its foot. */
export function textSection(compilation: Compilation, { wide = false } = {}): Omit<ISectionOptions, "children"> {
  const { document, version } = compilation;
  const running = [document.shortTitle, draftName(version, version.language)].join(" · ");
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: { ...(wide ? widePage : page), pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL } },
    },
    headers: { default: new Header({ children: [line("Header", running)] }) },
    footers: { default: pageNumberFooter() },
  };
}

/** A footer with the page's number. */
export function pageNumberFooter(): Footer {
  return new Footer({
    children: [new Paragraph({ style: "Footer", children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
  });
}

/** A line of one style, in the direction of its words, from the side where they begin unless another is given. */
export function line(style: string, text: string, alignment?: (typeof AlignmentType)["LEFT" | "RIGHT"]): Paragraph {
  const rightToLeft = readsRightToLeft(text);
  return new Paragraph({
    style,
    bidirectional: rightToLeft,
    ...(alignment ? { alignment } : {}),
    children: sentenceRuns(text),
  });
}
