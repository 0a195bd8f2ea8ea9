import {
  Footer,
  Header,
  NumberFormat,
  PageNumber,
  Paragraph,
  SectionType,
  Tab,
  TextRun,
  type ISectionOptions,
  type ISectionPropertiesOptions,
} from "docx";
import type { Compilation } from "#core/compile/compilation.ts";
import { sayDate } from "#core/messages/dates.ts";
import { titleFacts, withdrawnNotice } from "./title-facts.ts";
import { readsRightToLeft } from "./words.ts";

/** A4 with an inch of margin, in twips. */
export const page: ISectionPropertiesOptions["page"] = {
  size: { width: 11906, height: 16838 },
  margin: { top: 1440, right: 1440, bottom: 1440, left: 1440, header: 708, footer: 708 },
};

/** The title page, a section of its own. */
export function coverSection(compilation: Compilation): ISectionOptions {
  const { version } = compilation;
  const notice = withdrawnNotice(compilation);
  return {
    properties: { page: page ?? {} },
    children: [
      line("CoverForum", compilation.forum.name),
      line("CoverTitle", compilation.document.title),
      line("CoverSubtitle", `${version.label}, ${sayDate(version.date, version.language)}`),
      ...(notice === null ? [] : [line("CoverNotice", notice)]),
      ...titleFacts(compilation).map(
        ({ label, value, code }) =>
          new Paragraph({
            style: "CoverFact",
            bidirectional: readsRightToLeft(label),
            children: [
              new TextRun({ style: "CoverLabel", children: [label, new Tab()], rightToLeft: readsRightToLeft(label) }),
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

/** The header that names document, draft and date on every page of the text, and the page's number at its foot. */
export function textSection(compilation: Compilation): Omit<ISectionOptions, "children"> {
  const { document, version } = compilation;
  const running = [document.shortTitle, version.label, sayDate(version.date, version.language)].join(" · ");
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: { ...page, pageNumbers: { start: 1, formatType: NumberFormat.DECIMAL } },
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

/** A line of one style, in the direction of its words. */
export function line(style: string, text: string): Paragraph {
  const rightToLeft = readsRightToLeft(text);
  return new Paragraph({ style, bidirectional: rightToLeft, children: [new TextRun({ text, rightToLeft })] });
}
