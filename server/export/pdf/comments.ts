import { PDFDict, type PDFDocument, PDFHexString, PDFName, type PDFRef, PDFString } from "@cantoo/pdf-lib";
import { pdfColour } from "#core/compile/colours.ts";
import type { AnnotationKind } from "#core/discuss/annotation.ts";
import { sentenceCase, word } from "../shared/export-phrases.ts";
import type { ReplyView, ThreadView } from "../shared/thread-view.ts";
import { extractMarks, type MarkedLink, type PdfRectangle, replaceInStructure } from "./links.ts";

/** Proposals have a slightly stronger highlight than comments. Each also says in words which it is. */
const highlights: Readonly<Record<AnnotationKind, readonly number[]>> = {
  comment: pdfColour("note-wash"),
  proposal: pdfColour("note-wash-strong"),
};

/**
 * Annotation flags (ISO 32000-1, table 165): printed, and not zoomed or rotated with the page. A reply has no position of
 * its own on the page and is shown with the comment it answers; its look is empty, because a file for archives may hide
 * nothing.
 */
const printed = 4;
const answered = 4 + 8 + 16;

/**
 * Position of a sticky note in the margin, in points from the edge of the page. Some readers always draw it 24 points
 * large.
 */
const marginNote = { edge: 32, size: 18, apart: 8 };

/**
 * Converts the marks in a printed file to real comments: a highlight on the text a thread is about, or a note beside
 * it, with its source, date, text and replies. A highlight cannot span pages, so a thread's highlights on further pages
 * refer to the first.
 */
export function writeComments(
  document: PDFDocument,
  threads: readonly ThreadView[],
  { language, direction }: { language: string; direction: string },
): void {
  const marks = extractMarks(document);
  const byNumber = new Map<number, { words: MarkedLink[]; notes: MarkedLink[] }>();
  for (const link of marks) {
    for (const kind of ["words", "notes"] as const) {
      for (const number of link.mark[kind]) {
        const links = byNumber.get(number) ?? { words: [], notes: [] };
        links[kind].push(link);
        byNumber.set(number, links);
      }
    }
  }
  const replaced = new Map<PDFRef, PDFRef | null>(
    marks.filter(({ mark }) => mark.to === null).map(({ reference }) => [reference, null]),
  );
  const writer = new CommentWriter(document, { language, direction, replaced });
  for (const thread of threads) {
    const { words = [], notes = [] } = byNumber.get(thread.number) ?? {};
    const links = [...words, ...notes];
    [...new Set(links.map(({ page }) => page))].forEach((page, index) => {
      const linksOnPage = links.filter((link) => link.page === page);
      writer.write(thread, linksOnPage, index === 0);
    });
  }
  replaceInStructure(document, replaced);
}

class CommentWriter {
  readonly #document: PDFDocument;
  readonly #language: string;
  readonly #direction: string;
  /** Number of notes at each height of a page. */
  readonly #notes = new Map<string, number>();
  /** The links that were marks, with the annotations that replace them in the structure. */
  readonly #replaced: Map<PDFRef, PDFRef | null>;

  constructor(
    document: PDFDocument,
    setting: { language: string; direction: string; replaced: Map<PDFRef, PDFRef | null> },
  ) {
    this.#document = document;
    this.#language = setting.language;
    this.#direction = setting.direction;
    this.#replaced = setting.replaced;
  }

  /** Writes a thread's comment on one page. The full text is on the thread's first page only. */
  write(thread: ThreadView, links: readonly MarkedLink[], isFirst: boolean): void {
    const [first] = links;
    if (!first) return;
    const { name } = thread;
    const marked = links.filter(({ mark }) => mark.words.includes(thread.number)).map(({ rectangle }) => rectangle);
    const look =
      marked.length > 0
        ? { Subtype: "Highlight", Rect: hull(marked), QuadPoints: marked.flatMap(quad) }
        : { Subtype: "Text", Name: "Comment", Rect: this.#inMargin(first) };
    const drawn = { rectangle: look.Rect, colour: highlights[thread.kind] };
    const AP = marked.length > 0 ? highlightLook(this.#document, drawn, marked) : noteLook(this.#document, drawn);
    const contents = isFirst ? threadContents(thread) : word("export-also", this.#language, { thread: name });
    const comment = this.#add(first.page, thread, contents, {
      ...look,
      AP,
      C: [...highlights[thread.kind]],
      F: printed,
      Subj: PDFHexString.fromText(name),
      NM: PDFString.of(`thread-${String(thread.number)}-${String(first.page + 1)}`),
    });
    this.#inStructure(links, comment);
    this.#popUp(first.page, comment, look.Rect);
    if (!isFirst) return;
    thread.replies.forEach((reply, index) => {
      this.#add(first.page, reply, replyContents(reply), {
        Subtype: "Text",
        Rect: look.Rect,
        F: answered,
        AP: noLook(this.#document, look.Rect),
        IRT: comment,
        RT: "R",
        NM: PDFString.of(`thread-${String(thread.number)}-reply-${String(index + 1)}`),
      });
    });
  }

  /** Returns a position beside the text, on the side where lines start. Several notes are placed one below another. */
  #inMargin({ page, rectangle: [, , , top] }: MarkedLink): PdfRectangle {
    const { edge, size, apart } = marginNote;
    const key = `${String(page)} ${String(Math.round(top))}`;
    const before = this.#notes.get(key) ?? 0;
    this.#notes.set(key, before + 1);
    const left = this.#direction === "rtl" ? this.#document.getPage(page).getWidth() - edge - size : edge;
    const upper = top - before * apart;
    return [left, upper - size, left + size, upper];
  }

  #add(page: number, statement: ThreadView | ReplyView, contents: string, further: object): PDFRef {
    const { context } = this.#document;
    const { node, ref } = this.#document.getPage(page);
    const annotation = context.obj({
      Type: "Annot",
      P: ref,
      T: PDFHexString.fromText(statement.source.name),
      Contents: PDFHexString.fromText(contents),
      CreationDate: PDFString.fromDate(new Date(statement.createdAt)),
      M: PDFString.fromDate(new Date(statement.editedAt ?? statement.createdAt)),
      ...further,
    });
    const reference = context.register(annotation);
    node.addAnnot(reference);
    return reference;
  }

  /** Adds a pop-up window for PDF readers that do not list comments beside the page. */
  #popUp(page: number, comment: PDFRef, [, bottom, right, top]: PdfRectangle): void {
    const { context } = this.#document;
    const height = Math.max(100, top - bottom);
    const popUp = context.register(
      context.obj({
        Type: "Annot",
        Subtype: "Popup",
        Parent: comment,
        Open: false,
        Rect: [right + 10, top - height, right + 210, top],
      }),
    );
    context.lookup(comment, PDFDict).set(PDFName.of("Popup"), popUp);
    this.#document.getPage(page).node.addAnnot(popUp);
  }

  /** Puts the comment into the structure, at the position of its first link that no other comment has taken. */
  #inStructure(links: readonly MarkedLink[], comment: PDFRef): void {
    const { context } = this.#document;
    const free = links.find(({ reference }) => this.#replaced.get(reference) === null);
    if (!free) return;
    this.#replaced.set(free.reference, comment);
    const key = PDFName.of("StructParent");
    const parent = context.lookup(free.reference, PDFDict).get(key);
    if (parent) context.lookup(comment, PDFDict).set(key, parent);
  }
}

/** Returns the smallest rectangle around all of them. */
function hull(rectangles: readonly PdfRectangle[]): PdfRectangle {
  const along = (index: 0 | 1 | 2 | 3): number[] => rectangles.map((rectangle) => rectangle[index]);
  return [Math.min(...along(0)), Math.min(...along(1)), Math.max(...along(2)), Math.max(...along(3))];
}

/** Returns the corners in the order PDF readers expect: upper left, upper right, lower left, lower right. */
function quad([left, bottom, right, top]: PdfRectangle): number[] {
  return [left, top, right, top, left, bottom, right, bottom];
}

/** Returns the content of a PDF comment as plain lines, because PDF comments have no formatting. */
function threadContents(thread: ThreadView): string {
  return [
    ...thread.paragraphs,
    thread.proposedChange.join("\n"),
    thread.remarks.join(" · "),
    thread.placementReason,
    thread.positions.map(sentenceCase).join("\n"),
    thread.decision.join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** Returns the content of a reply. */
function replyContents({ position, paragraphs }: ReplyView): string {
  return [...(position === null ? [] : [sentenceCase(position)]), ...paragraphs].join("\n\n");
}

/**
 * The look of a comment, which a file for the archive must bring along (ISO 19005-2, 6.3.3). Without it each reader draws
 * its own.
 */
export interface CommentLook {
  rectangle: PdfRectangle;
  /** Red, green and blue, from 0 to 1. */
  colour: readonly number[];
}

/** A highlight: its rectangles, through which the text is seen. */
function highlightLook(
  document: PDFDocument,
  { rectangle, colour }: CommentLook,
  marked: readonly PdfRectangle[],
): PDFRef {
  const areas = marked.map(([left, bottom, right, top]) => [left, bottom, right - left, top - bottom]);
  const drawn = areas.map((area) => `${area.map(round).join(" ")} re f`);
  return look(document, rectangle, `/Through gs ${colour.map(round).join(" ")} rg ${drawn.join(" ")}`);
}

/** A note: a sheet with three lines. */
function noteLook(document: PDFDocument, { rectangle, colour }: CommentLook): PDFRef {
  const [left, bottom, right, top] = rectangle;
  const [width, height] = [right - left, top - bottom];
  const sheet = `${[left + 1, bottom + 1, width - 2, height - 2].map(round).join(" ")} re B`;
  const lines = [0.3, 0.5, 0.7].map(
    (share) =>
      `${round(left + width / 4)} ${round(bottom + height * share)} m ${round(right - width / 4)} ${round(bottom + height * share)} l S`,
  );
  return look(document, rectangle, `${colour.map(round).join(" ")} rg 0.35 G 0.75 w ${sheet} ${lines.join(" ")}`);
}

/** Nothing: a reply is shown with the comment that it answers. */
function noLook(document: PDFDocument, rectangle: PdfRectangle): PDFRef {
  return look(document, rectangle, "");
}

function look({ context }: PDFDocument, rectangle: PdfRectangle, content: string): PDFRef {
  const through = context.obj({ Type: "ExtGState", BM: "Multiply" });
  const form = context.flateStream(content, {
    Type: "XObject",
    Subtype: "Form",
    BBox: [...rectangle],
    Resources: { ExtGState: { Through: through } },
  });
  const appearance = context.obj({});
  appearance.set(PDFName.of("N"), context.register(form));
  return context.register(appearance);
}

function round(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
