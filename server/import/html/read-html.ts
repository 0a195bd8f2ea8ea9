import { parse, type DefaultTreeAdapterMap } from "parse5";
import type { Mark } from "prosemirror-model";
import { blockOf, textOf, type Block, type Blocks, type PendingNotice, type Piece } from "#core/text/segments/block.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import { draftSchema, isSafeHref } from "#core/text/schema.ts";
import { cellBlock, cutAtLabelledLines } from "../shared/blocks.ts";
import { isContentsMark, isEditorsNote, noteLeftOut, withoutFrontMatter } from "../shared/source-marks.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";
import {
  attribute,
  classesOf,
  elementsBelow,
  entryNumbers,
  type HtmlElement,
  type HtmlNode,
  isElement,
  isUnmarked,
  placeCells,
  styleOf,
  textBelow,
} from "./element.ts";
import { isBackLink, notesOf, type HtmlNotes } from "./notes.ts";

/** Browsers stop nesting at 512 elements. A deeper page was made to break its readers. */
const deepestNesting = 512;

const blockTags = new Set(
  "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);

/** Elements that are not text of the page: code, head, and form fields. */
const silentTags = new Set(
  "script style head template noscript title meta link object embed iframe svg math canvas audio video select textarea button input map".split(
    " ",
  ),
);

/** Those of them with visible content, whose omission needs a notice. */
const noticedTags: Readonly<Record<string, ReadingNotice>> = {
  object: "object-left-out",
  embed: "object-left-out",
  iframe: "object-left-out",
  svg: "picture-left-out",
  canvas: "picture-left-out",
  math: "equation-left-out",
  audio: "object-left-out",
  video: "object-left-out",
};

const markTags: Readonly<Record<string, string>> = {
  em: "emphasis",
  i: "emphasis",
  cite: "emphasis",
  dfn: "emphasis",
  strong: "strong",
  b: "strong",
  u: "underline",
  ins: "underline",
  s: "strike",
  strike: "strike",
  del: "strike",
  sup: "superscript",
  sub: "subscript",
};

/** Properties that a text inherits from the elements around it. */
interface Context {
  readonly marks: readonly Mark[];
  readonly heading: number | null;
  readonly language: string | null;
  readonly direction: "ltr" | "rtl" | null;
  readonly list: Block["list"];
  readonly preformatted: boolean;
  readonly depth: number;
}

/**
 * Reads a page: headings, paragraphs, lists with the numbers that a browser shows, tables, footnotes, inline marks,
 * links, language and direction. Scripts and styles are dropped. Word's "filtered" pages are read by their class names.
 * Metadata before the page, contents and notes of the editor are left out, with notices.
 *
 * @throws UnreadableFile too-large for a page nested deeper than browsers allow
 */
export function readHtml(source: string): Blocks {
  const { text, notices } = withoutFrontMatter(source);
  const page = parse(text);
  const blocks = new HtmlReader(page, notesOf(page)).read();
  return { ...blocks, notices: [...notices, ...blocks.notices] };
}

class HtmlReader {
  readonly #page: DefaultTreeAdapterMap["document"];
  readonly #notes: HtmlNotes;
  readonly #blocks: Block[] = [];
  readonly #noteBlocks = new Map<string, { label: string; blocks: Block[] }>();
  readonly #notices: PendingNotice[] = [];
  #into = this.#blocks;
  #pieces: Piece[] = [];
  #anchors: string[] = [];
  /** Number or bullet of a list entry, until its first paragraph is read. */
  #entry: { number: string | null; list: Block["list"] } | null = null;
  #listCount = 0;
  #tableCount = 0;
  #commentCount = 0;

  constructor(page: DefaultTreeAdapterMap["document"], notes: HtmlNotes) {
    this.#page = page;
    this.#notes = notes;
  }

  read(): Blocks {
    const root = [...elementsBelow(this.#page)].find(({ tagName }) => tagName === "html");
    const context: Context = {
      marks: [],
      heading: null,
      language: null,
      direction: null,
      list: null,
      preformatted: false,
      depth: 0,
    };
    this.#children(this.#page.childNodes, context);
    this.#flush(context);
    const body = [...elementsBelow(this.#page)].find(({ tagName }) => tagName === "body");
    // Word sets a page's language on its body.
    const language =
      [root, body]
        .flatMap((element) => (element ? [attribute(element, "lang"), attribute(element, "xml:lang")] : []))
        .find((tag) => tag !== undefined && tag !== "") ?? null;
    if (this.#commentCount > 0)
      this.#notices.push({ code: "comments-left-out", params: { count: this.#commentCount }, at: "" });
    return {
      blocks: this.#blocks.map((block) => (block.language === language ? { ...block, language: null } : block)),
      notes: this.#noteBlocks,
      language,
      notices: this.#notices,
    };
  }

  #children(nodes: readonly HtmlNode[], context: Context): void {
    if (context.depth > deepestNesting) throw new UnreadableFile("too-large", "elements nested too deep");
    for (const node of nodes) {
      if (node.nodeName === "#text" && "value" in node) this.#text(node.value, context);
      else if (isElement(node)) this.#element(node, { ...context, depth: context.depth + 1 });
    }
  }

  #text(text: string, context: Context): void {
    if (!context.preformatted) {
      this.#pieces.push({ kind: "text", text, marks: context.marks });
      return;
    }
    for (const [at, line] of text.split("\n").entries()) {
      if (at > 0) this.#pieces.push({ kind: "break" });
      this.#pieces.push({ kind: "text", text: line, marks: context.marks });
    }
  }

  #element(element: HtmlElement, outer: Context): void {
    const { tagName } = element;
    const holder = this.#notes.holders.get(element);
    if (holder) {
      this.#note(element, holder, outer);
      return;
    }
    const reference = this.#notes.references.get(element);
    if (reference !== undefined) return void this.#pieces.push({ kind: "note", note: reference });
    const noticed = noticedTags[tagName];
    if (noticed) this.#notice(noticed, {});
    if (silentTags.has(tagName) || this.#isHidden(element) || this.#isWordsOwn(element)) return;
    if (tagName === "br") return void this.#pieces.push({ kind: "break" });
    if (tagName === "img") {
      this.#notice("picture-left-out", { description: attribute(element, "alt") ?? "" });
      return;
    }
    if (tagName === "a" && this.#into !== this.#blocks && isBackLink(element)) return;
    const context = this.#contextOf(element, outer);
    if (!blockTags.has(tagName)) {
      this.#anchors.push(...anchorsOf(element));
      this.#children(element.childNodes, context);
      return;
    }
    this.#flush(outer);
    if (this.#isBesideText(element)) return;
    this.#anchors.push(...anchorsOf(element));
    if (tagName === "table") this.#table(element, context);
    else if (tagName === "ol" || tagName === "ul" || tagName === "menu") this.#list(element, context);
    else if (!this.#isNoteSection(element)) this.#children(element.childNodes, context);
    else this.#noteSection(element, context);
    this.#flush(context);
  }

  #contextOf(element: HtmlElement, outer: Context): Context {
    const { tagName } = element;
    const name = markTags[tagName];
    const marks = [...outer.marks];
    if (name) add(draftSchema.mark(name));
    if (tagName === "a") this.#link(element).forEach(add);
    for (const mark of styledMarks(element)) add(draftSchema.mark(mark));
    const direction = attribute(element, "dir")?.toLowerCase();
    const heading = headingOf(element);
    return {
      ...outer,
      marks,
      heading: heading ?? (blockTags.has(tagName) && !["div", "span"].includes(tagName) ? null : outer.heading),
      language: attribute(element, "lang") ?? attribute(element, "xml:lang") ?? outer.language,
      direction: direction === "rtl" || direction === "ltr" ? direction : outer.direction,
      preformatted: outer.preformatted || tagName === "pre",
    };

    function add(mark: Mark): void {
      const replaced = marks.findIndex((present) => present.type === mark.type || mark.type.excludes(present.type));
      if (replaced >= 0) marks.splice(replaced, 1);
      marks.push(mark);
    }
  }

  #link(element: HtmlElement): Mark[] {
    const href = attribute(element, "href")?.trim();
    if (href === undefined || href === "") return [];
    if (isSafeHref(href)) return [draftSchema.mark("link", { href })];
    this.#notice("link-left-out", { href });
    return [];
  }

  #list(element: HtmlElement, context: Context): void {
    if (!context.list) this.#listCount += 1;
    const list = { id: `l${String(this.#listCount)}`, level: context.list ? context.list.level + 1 : 0 };
    const numbers = entryNumbers(element);
    for (const node of element.childNodes) {
      if (!isElement(node)) continue;
      const inner = { ...context, list, depth: context.depth + 1 };
      const number = numbers.get(node) ?? null;
      if (node.tagName === "li" && !this.#notes.holders.has(node) && !(number === null && isUnmarked(element))) {
        this.#entry = { number, list };
      }
      this.#element(node, inner);
      this.#entry = null;
    }
  }

  #table(element: HtmlElement, context: Context): void {
    this.#tableCount += 1;
    const id = `t${String(this.#tableCount)}`;
    const outer = this.#into;
    for (const { cell, caption, ...place } of placeCells(element)) {
      if (caption) {
        this.#children(caption.childNodes, this.#contextOf(caption, { ...context, depth: context.depth + 1 }));
        this.#flush(context);
        continue;
      }
      if (!cell) continue;
      const paragraphs: Block[] = [];
      this.#into = paragraphs;
      const inner = this.#contextOf(cell, { ...context, list: null, depth: context.depth + 3 });
      this.#children(cell.childNodes, inner);
      this.#flush(inner);
      this.#into = outer;
      if (paragraphs.some((block) => block.cell)) this.#notice("nested-table", {});
      this.#into.push(cellBlock(paragraphs, { id, ...place }));
    }
  }

  #note(element: HtmlElement, { key, label }: { key: string; label: string }, context: Context): void {
    const outer = { into: this.#into, pieces: this.#pieces };
    const blocks: Block[] = [];
    this.#into = blocks;
    this.#pieces = [];
    this.#entry = null;
    const inner = { ...this.#contextOf(element, context), list: null };
    this.#children(element.childNodes, inner);
    this.#flush(inner);
    this.#into = outer.into;
    this.#pieces = outer.pieces;
    this.#noteBlocks.set(key, { label, blocks });
  }

  /** Returns whether a section exists only for the notes. Its other content (a rule, the word "Notes") is left out. */
  #isNoteSection(element: HtmlElement): boolean {
    const named = [attribute(element, "role") ?? "", ...classesOf(element)];
    return named.some((name) => /^(?:footnotes|endnotes|doc-endnotes)$/iu.test(name));
  }

  #noteSection(section: HtmlElement, context: Context): void {
    for (const element of elementsBelow(section)) {
      const holder = this.#notes.holders.get(element);
      if (holder) this.#note(element, holder, context);
    }
  }

  /** Returns whether an element is a table of contents or a note of the editor, and reports it. */
  #isBesideText(element: HtmlElement): boolean {
    const named = [...classesOf(element), attribute(element, "id") ?? "", attribute(element, "role") ?? ""];
    if (element.tagName === "nav" || named.some((name) => /^(?:toc|table-of-contents|doc-toc)$/iu.test(name))) {
      if (!this.#notices.some(({ code }) => code === "contents-left-out")) this.#notice("contents-left-out", {});
      return true;
    }
    if (element.tagName !== "aside" || this.#notes.holders.has(element)) return false;
    if ([...elementsBelow(element)].some((below) => this.#notes.holders.has(below))) return false;
    this.#notices.push(noteLeftOut(textBelow(element), this.#blocks.length));
    return true;
  }

  /**
   * Returns whether an element is Word's own addition: the table of contents, or comments and their reference marks.
   */
  #isWordsOwn(element: HtmlElement): boolean {
    const classes = classesOf(element);
    if (classes.includes("msocomtxt")) this.#commentCount += 1;
    const isContents = classes.some((name) => /^MsoT(?:oc\d|ocHeading|OC\d)$/u.test(name));
    if (isContents && !this.#notices.some(({ code }) => code === "contents-left-out"))
      this.#notice("contents-left-out", {});
    return isContents || classes.some((name) => name === "msocomtxt" || name === "MsoCommentReference");
  }

  #isHidden(element: HtmlElement): boolean {
    const hidden = attribute(element, "hidden") !== undefined || styleOf(element, "display") === "none";
    if (hidden && elementsBelow(element).next().done !== true) this.#notice("hidden-text-left-out", {});
    return hidden;
  }

  /** Ends the current paragraph. */
  #flush(context: Context): void {
    const pieces = this.#pieces;
    const anchors = this.#anchors;
    this.#pieces = [];
    if (textOf(pieces).trim() === "" && !pieces.some((piece) => piece.kind === "note")) return;
    this.#anchors = [];
    const { language, direction, heading } = context;
    // A line end in the source is a space; only <br> breaks a line.
    const plain = pieces.map((piece) =>
      piece.kind === "text" ? { ...piece, text: piece.text.replace(/[\t\r\n]+/gu, keepTab) } : piece,
    );
    if (this.#into === this.#blocks && this.#isLeftOut(textOf(plain))) return;
    const [first = [], ...others] = cutAtLabelledLines(plain);
    this.#into.push(
      blockOf(first, {
        language,
        direction,
        heading,
        anchors,
        number: this.#entry?.number ?? null,
        list: this.#entry?.list ?? null,
      }),
    );
    this.#entry = null;
    for (const rest of others) this.#into.push(blockOf(rest, { language, direction, heading }));
  }

  /** Reports a mark for contents or a note of the editor. */
  #isLeftOut(paragraph: string): boolean {
    if (isContentsMark(paragraph)) this.#notice("contents-left-out", {});
    else if (isEditorsNote(paragraph)) this.#notices.push(noteLeftOut(paragraph, this.#blocks.length));
    else return false;
    return true;
  }

  #notice(code: ReadingNotice, params: PendingNotice["params"]): void {
    this.#notices.push({ code, params, at: this.#blocks.length });
  }
}

function keepTab(blanks: string): string {
  return blanks.includes("\t") && !blanks.includes("\n") ? "\t" : " ";
}

function anchorsOf(element: HtmlElement): string[] {
  const name = element.tagName === "a" ? attribute(element, "name") : undefined;
  return [attribute(element, "id"), name].filter((anchor) => anchor !== undefined);
}

/** Returns the heading level of `h1` to `h6`. Word's filtered pages write a title as a paragraph of class MsoTitle. */
function headingOf(element: HtmlElement): number | null {
  if (/^h[1-6]$/u.test(element.tagName)) return Number(element.tagName.slice(1));
  if (attribute(element, "role") === "heading") return Number(attribute(element, "aria-level") ?? "2") || 2;
  return classesOf(element).includes("MsoTitle") ? 0 : null;
}

/** Returns the marks set by a style attribute, as word processors write them. */
function styledMarks(element: HtmlElement): string[] {
  if (element.tagName !== "span" && element.tagName !== "font") return [];
  const decoration = styleOf(element, "text-decoration") ?? "";
  const raised = styleOf(element, "vertical-align");
  return [
    ...(styleOf(element, "font-style") === "italic" ? ["emphasis"] : []),
    ...(/^(?:bold|bolder|[6-9]00)$/u.test(styleOf(element, "font-weight") ?? "") ? ["strong"] : []),
    ...(decoration.includes("underline") ? ["underline"] : []),
    ...(decoration.includes("line-through") ? ["strike"] : []),
    ...(raised === "super" ? ["superscript"] : raised === "sub" ? ["subscript"] : []),
  ];
}
