import MarkdownIt from "markdown-it";
import footnotes from "markdown-it-footnote";
import type { Mark } from "prosemirror-model";
import { blockOf, type Block, type Blocks, type PendingNotice, type Piece } from "#core/text/segments/block.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import { optionAtStart } from "#core/text/labels/option.ts";
import { draftSchema, isSafeHref } from "#core/text/schema.ts";
import { cellBlock, cutAtLabelledLines } from "../shared/blocks.ts";
import {
  isContentsMark,
  isEditorsNote,
  isKramdownLine,
  noteLeftOut,
  withoutFrontMatter,
} from "../shared/source-marks.ts";

type Token = ReturnType<MarkdownIt["parse"]>[number];

/**
 * State of the footnote plugin while parsing. `refs` maps ":name" to the note's number from 0, or to -1 if it is never
 * used.
 */
interface FootnoteEnvironment {
  footnotes?: { refs?: Record<string, number>; list?: { tokens?: Token[]; label?: string }[] };
}

const markByToken: Readonly<Record<string, string>> = { em: "emphasis", strong: "strong", s: "strike" };

/**
 * Reads Markdown (CommonMark, tables, strike-through, footnotes). Raw HTML stays text and never runs, because a draft
 * is quoted as typed. Renderers renumber lists; here an entry keeps its typed number, because people cite it. Metadata
 * before the text, marks for contents and notes of the editor are left out, with notices.
 */
export function readMarkdown(source: string): Blocks {
  const { text, notices } = withoutFrontMatter(source);
  const md = new MarkdownIt("default", { html: false, linkify: false, typographer: false });
  md.use(footnotes);
  // The tail rule moves notes to the end and drops unused ones. Without it, every note is kept with its label.
  md.core.ruler.disable("footnote_tail");
  const environment: FootnoteEnvironment = {};
  const blocks = new MarkdownReader(md.parse(withSpacedOptions(text), environment), environment).read();
  return { ...blocks, notices: [...notices, ...blocks.notices] };
}

/** Puts a space after an option in bold type that touches its text, because CommonMark then reads no bold type. */
function withSpacedOptions(text: string): string {
  return text.replaceAll(/^( {0,3})\*\*([^*\n]{1,40})\*\*(?=[^\s*])/gmu, (whole, before: string, label: string) =>
    optionAtStart(label)?.length === label.length ? `${before}**${label}** ` : whole,
  );
}

interface OpenList {
  readonly id: string;
  readonly ordered: boolean;
}

class MarkdownReader {
  readonly #tokens: readonly Token[];
  readonly #environment: FootnoteEnvironment;
  readonly #blocks: Block[] = [];
  readonly #notes = new Map<string, { label: string; blocks: Block[] }>();
  readonly #notices: PendingNotice[] = [];
  readonly #lists: OpenList[] = [];
  #listCount = 0;
  #tableCount = 0;
  /** Target for finished blocks: the text, or the note being read. */
  #into = this.#blocks;

  constructor(tokens: readonly Token[], environment: FootnoteEnvironment) {
    this.#tokens = tokens;
    this.#environment = environment;
  }

  read(): Blocks {
    let entry: string | null | undefined;
    let heading: number | null = null;
    let row = 0;
    let column = 0;
    let header = false;
    let inCell = false;
    for (const token of this.#tokens) {
      switch (token.type) {
        case "heading_open":
          heading = Number(token.tag.slice(1));
          break;
        case "heading_close":
          heading = null;
          break;
        case "ordered_list_open":
        case "bullet_list_open":
          this.#openList(token.type === "ordered_list_open");
          break;
        case "ordered_list_close":
        case "bullet_list_close":
          this.#lists.pop();
          break;
        case "list_item_open":
          entry = this.#lists.at(-1)?.ordered ? token.info + token.markup : null;
          break;
        case "table_open":
          this.#tableCount += 1;
          row = 0;
          break;
        case "tr_open":
          row += 1;
          column = 0;
          break;
        case "th_open":
        case "td_open":
          column += 1;
          header = token.type === "th_open";
          inCell = true;
          break;
        case "th_close":
        case "td_close":
          inCell = false;
          break;
        case "inline":
          if (inCell) {
            const cell = { id: `t${String(this.#tableCount)}`, row, column, header };
            this.#into.push(cellBlock([blockOf(this.#inline(token.children ?? []))], cell));
            break;
          }
          this.#paragraph(token, heading, entry);
          entry = undefined;
          break;
        case "fence":
        case "code_block":
          this.#into.push(blockOf(linesOf(token.content.replace(/\n$/u, ""))));
          break;
        case "footnote_reference_open":
          this.#into = this.#openNote((token.meta as { label: string }).label);
          break;
        case "footnote_reference_close":
          this.#into = this.#blocks;
          break;
      }
    }
    return { blocks: this.#blocks, notes: this.#notes, language: null, notices: this.#notices };
  }

  #openList(ordered: boolean): void {
    if (this.#lists.length === 0) this.#listCount += 1;
    this.#lists.push({ id: `l${String(this.#listCount)}`, ordered });
  }

  #paragraph(token: Token, heading: number | null, entry: string | null | undefined): void {
    if ((entry === undefined || isContentsMark(token.content)) && this.#isLeftOut(token.content)) return;
    const list = this.#lists.at(-1);
    const place = entry === undefined || !list ? null : { id: list.id, level: this.#lists.length - 1 };
    const [first = [], ...others] = cutAtLabelledLines(this.#inline(token.children ?? []));
    this.#into.push(blockOf(first, { heading, number: entry ?? null, list: place }));
    for (const pieces of others) this.#into.push(blockOf(pieces));
  }

  /** Reports a mark for contents, a comment or a note of the editor. */
  #isLeftOut(paragraph: string): boolean {
    if (isContentsMark(paragraph)) {
      this.#notices.push({ code: "contents-left-out", params: {}, at: this.#blocks.length });
      return true;
    }
    if (isKramdownLine(paragraph)) return true;
    const comment = /^<!--([^]*)-->$/u.exec(paragraph.trim())?.[1];
    if (comment === undefined && !isEditorsNote(paragraph)) return false;
    this.#notices.push(noteLeftOut(comment ?? paragraph, this.#blocks.length));
    return true;
  }

  /** A short name is the note's mark as typed. A long one is only a key, and the page shows a number. */
  #openNote(name: string): Block[] {
    const number = this.#environment.footnotes?.refs?.[`:${name}`] ?? -1;
    const note = { label: name.length <= 4 || number < 0 ? name : String(number + 1), blocks: [] };
    this.#notes.set(name, note);
    return note.blocks;
  }

  #inline(tokens: readonly Token[]): Piece[] {
    const pieces: Piece[] = [];
    let marks: readonly Mark[] = [];
    for (const token of tokens) {
      const name = markByToken[token.type.replace(/_(?:open|close)$/u, "")];
      if (name && token.nesting === 1) marks = [...marks, draftSchema.mark(name)];
      else if (name) marks = marks.filter((mark) => mark.type.name !== name);
      else if (token.type === "link_open") marks = [...marks, ...this.#link(token)];
      else if (token.type === "link_close") marks = marks.filter((mark) => mark.type.name !== "link");
      else if (token.type === "hardbreak") pieces.push({ kind: "break" });
      else if (token.type === "softbreak") pieces.push({ kind: "text", text: "\n", marks });
      else if (token.type === "footnote_ref") pieces.push(this.#reference(token));
      else if (token.type === "image") this.#notice("picture-left-out", { description: token.content });
      else if (token.content) pieces.push({ kind: "text", text: token.content, marks });
    }
    return pieces;
  }

  #link(token: Token): Mark[] {
    const href = token.attrGet("href");
    if (isSafeHref(href)) return [draftSchema.mark("link", { href })];
    this.#notice("link-left-out", { href: String(href) });
    return [];
  }

  /** A named note has its name as key, an inline note (`^[text]`) its number. */
  #reference(token: Token): Piece {
    const { id, label } = token.meta as { id: number; label?: string };
    if (label !== undefined) return { kind: "note", note: label };
    const key = `^${String(id)}`;
    const inline = this.#environment.footnotes?.list?.[id]?.tokens?.flatMap((inner) => inner.children ?? [inner]) ?? [];
    this.#notes.set(key, { label: String(id + 1), blocks: [blockOf(this.#inline(inline))] });
    return { kind: "note", note: key };
  }

  #notice(code: ReadingNotice, params: PendingNotice["params"]): void {
    this.#notices.push({ code, params, at: this.#blocks.length });
  }
}

/** Code keeps its line breaks. Nothing else in it has a meaning for a draft. */
function linesOf(text: string): Piece[] {
  return text
    .split("\n")
    .flatMap((line, at): Piece[] => [
      ...(at > 0 ? [{ kind: "break" } as const] : []),
      { kind: "text", text: line, marks: [] },
    ]);
}
