import { Footer, Header, PageNumber, Paragraph, TextRun, type ISectionOptions } from "docx";
import type { RedlineSource } from "./redline-source.ts";

/** Headers and footers: what is compared on the first page, a running line on the others, page numbers on all. */
export function redlineFurniture(source: RedlineSource): Omit<ISectionOptions, "children"> {
  const running = `${source.base.document.shortTitle}`;
  const footer = new Footer({
    children: [new Paragraph({ style: "Footer", children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
  });
  return {
    properties: { titlePage: true },
    headers: {
      first: new Header({ children: [new Paragraph({ style: "Header", text: running })] }),
      default: new Header({ children: [new Paragraph({ style: "Header", text: running })] }),
    },
    footers: { first: footer, default: footer },
  };
}
