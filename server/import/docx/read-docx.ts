import { furnitureOf, furnitureStyles } from "#core/compile/furniture-styles.ts";
import type { PutCell, PutNote, RowChange } from "#core/receive/file-markup.ts";
import { type Block, blockOf, type Blocks, type PendingNotice, type Piece, textOf } from "#core/text/block.ts";
import { type ReadingNotice, saidOnce } from "#core/text/notice.ts";
import { cellBlock, cutAtLabelledLines, noteTakenOut } from "../shared/blocks.ts";
import { languageOfParagraph } from "../shared/choose-language.ts";
import type { PutWords } from "../shared/joined-changes.ts";
import type { ChangesShown, ChangesWanted, PendingMarkup } from "../shared/markup-recorder.ts";
import { misplacedNotice, Tally } from "../shared/notices.ts";
import { NumberCounter } from "../shared/number-counter.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";
import { child, childElements, valueOf, type XmlElement } from "../shared/xml.ts";
import { type DocxParts, openPackage, readParts } from "./docx-parts.ts";
import { Fields } from "./fields.ts";
import { levelOfStyle, type NoteKind, NoteLabels } from "./numbering.ts";
import { chosen, readParagraphText, type Surroundings } from "./paragraph-text.ts";
import { override, type ParagraphProperties, readParagraphProperties, type Style } from "./styles.ts";
import { cellsInRow, commentEdges, placeCells } from "./table-grid.ts";
import { TrackedMarkup } from "./tracked-markup.ts";
import { insertedWords, joinedLines, lineWithNotes, misplacedWords, wordsEver } from "./words.ts";

/**
 * Reads a Word file: its paragraphs with the numbers the page shows, styles, notes, tables. Headers, footers and tables
 * of contents are the page's furniture and left out. Tracked changes are shown made (`accept`), unmade (`reject`), or
 * unmade and handed over as markup together with the comments (`keep`).
 * @throws UnreadableFile
 */
export function readDocx(
  bytes: Uint8Array,
  changes: ChangesWanted = "accept",
): Blocks & { markup: PendingMarkup | null } {
  const { file, main } = openPackage(bytes);
  const parts = readParts(file, main);
  if (!parts) throw new UnreadableFile("damaged", `${main} has no body`);
  return new DocxReader(parts, changes).read();
}

/** Tracked changes of the cells of a table, which are not read. */
const cellChanges = ["w:cellIns", "w:cellDel", "w:cellMerge"];

/** Where content is read from, which decides what its links mean. */
type Story = "body" | NoteKind;

/** What decides how a paragraph looks: its own properties and its style. */
interface Form {
  readonly own: ParagraphProperties;
  readonly style: Style | undefined;
}

class DocxReader {
  readonly #parts: DocxParts;
  readonly #changes: ChangesShown;
  readonly #markup: TrackedMarkup | null;
  readonly #counter: NumberCounter;
  readonly #noteLabels: NoteLabels;
  readonly #notes = new Map<string, { label: string; blocks: Block[] }>();
  readonly #notices: PendingNotice[] = [];
  readonly #said = new Set<string>();
  readonly #tracked = new Tally();
  /** Tracked changes of formatting alone: how many, and what stood before the first of them. */
  readonly #formatting = { count: 0, at: 0 };
  readonly #languages = new Tally();
  readonly #blocks: Block[] = [];
  #into = this.#blocks;
  #story: Story = "body";
  #fields = new Fields();
  #tableCount = 0;
  /** The cell that is read; the end of its last paragraph is the cell's own, and neither comes nor goes. */
  #cell: { end: XmlElement | undefined } | null = null;
  /** Content of paragraphs whose end is tracked as deleted: it stands at the start of the next. */
  #joined: Piece[] = [];
  /** The form of the first of them that has words, which the whole takes, as LibreOffice shows it. */
  #joinedForm: Form | null = null;

  constructor(parts: DocxParts, changes: ChangesWanted) {
    this.#parts = parts;
    this.#changes = changes === "accept" ? "accept" : "reject";
    this.#markup = changes === "keep" ? new TrackedMarkup() : null;
    this.#counter = new NumberCounter(parts.numbering);
    this.#noteLabels = new NoteLabels(parts.settings);
  }

  read(): ReturnType<typeof readDocx> {
    this.#content(this.#parts.body);
    this.#notices.push(...misplacedNotice(misplacedWords(this.#parts.body)));
    this.#endStory();
    for (const format of this.#counter.unknownFormats) this.#notice("number-format-unknown", { format });
    return {
      blocks: this.#blocks,
      notes: this.#notes,
      language: this.#languages.most ?? this.#parts.styles.defaults.language ?? null,
      notices: [...this.#notices, ...this.#aboutFormatting(), ...(this.#markup ? [] : this.#aboutMarkup())],
      markup: this.#markup?.finish(this.#parts.comments) ?? null,
    };
  }

  #content(parent: XmlElement): void {
    for (const element of childElements(parent)) {
      const { name } = element;
      if (name === "w:p") this.#paragraph(element);
      else if (name === "w:tbl") this.#table(element);
      else if (name === "w:sdt") this.#contentControl(element);
      else if (name === "mc:AlternateContent") this.#content(chosen(element));
      else if (name === "w:customXml" || name === "w:smartTag") this.#content(element);
      else if (name.startsWith("w:comment")) this.#comment(element);
      else if (name.endsWith("RangeStart") || name.endsWith("RangeEnd")) this.#markup?.range(element);
      else if (name === "w:ins" || name === "w:moveTo") this.#blocksPut(element);
      else if (name === "w:del" || name === "w:moveFrom") this.#blocksTaken(element);
      else if (name === "w:altChunk") this.#notice("part-left-out", { what: "altChunk" });
    }
  }

  /** Whole paragraphs that a change is put around, as some programs write it. */
  #blocksPut(element: XmlElement): void {
    this.#tracked.add("w:ins");
    if (this.#changes === "accept") {
      this.#content(element);
      return;
    }
    const markup = this.#markup;
    if (!markup) return;
    const read = (): PutWords => {
      const lines = childElements(element, "w:p").map((one) => this.#lineOf(one));
      return joinedLines(lines);
    };
    this.#joined.push(markup.insertion(element, read));
  }

  #blocksTaken(element: XmlElement): void {
    this.#tracked.add("w:del");
    if (this.#changes === "accept") return;
    const ends = this.#markup?.deletionEnds(element);
    if (ends) this.#joined.push(ends.start);
    this.#content(element);
    if (ends) this.#joined.push(ends.end);
  }

  /** The words of something that is put in, with its notes; comments are met. */
  #lineOf(element: XmlElement): PutWords & { notes: PutNote[] } {
    for (const edge of commentsBelow(element)) this.#markup?.comment(edge);
    return lineWithNotes(element, (reference) => this.#noteText(reference));
  }

  /** A range may begin and end between paragraphs: it begins with the next and ends with the one before. */
  #comment(element: XmlElement): void {
    this.#joined.push(...(this.#markup?.comment(element) ?? []));
    const isAfterText = !this.#joined.some(({ kind }) => kind === "text");
    if (element.name === "w:commentRangeEnd" && isAfterText) this.#endStory();
  }

  #contentControl(element: XmlElement): void {
    const gallery = valueOf(child(child(element, "w:sdtPr"), "w:docPartObj"), "w:docPartGallery") ?? "";
    const content = child(element, "w:sdtContent");
    if (/table of contents/iu.test(gallery)) this.#notice("contents-left-out", {});
    else if (content) this.#content(content);
  }

  #paragraph(element: XmlElement): void {
    const raw = child(element, "w:pPr");
    const formatting = child(raw, "w:pPrChange");
    const before = this.#changes === "reject" ? child(formatting, "w:pPr") : undefined;
    if (formatting) this.#reformatted();
    const form = this.#formOf(before ?? raw);
    const furniture = this.#furnitureOf(form);
    if (furniture === "compiled-comments-left-out") {
      this.#notice(furniture, {});
      const words = insertedWords(element);
      if (words !== "") this.#notice("compiled-comments-changed", { words });
      return;
    }
    const { pieces, anchors, languages, boxes } = readParagraphText(element, form.style, this.#surroundings());
    if (/^toc (?:\d|heading$)/iu.test(form.style?.name ?? "")) {
      this.#notice("contents-left-out", {});
      return;
    }
    if (furniture) {
      this.#notice(furniture, {});
      return;
    }
    const joined = [...this.#joined, ...pieces, ...(element === this.#cell?.end ? [] : this.#endOf(raw))];
    this.#joined = [];
    if (this.#endIsGone(raw)) {
      this.#joined.push(...joined);
      if (textOf(joined).trim() !== "") this.#joinedForm ??= form;
      this.#textBoxes(boxes);
      return;
    }
    const { own, style } = this.#joinedForm ?? form;
    this.#joinedForm = null;
    const properties = style ? override(style.paragraph, own) : own;
    const isEmpty = textOf(joined).trim() === "" && !joined.some((piece) => piece.kind === "note");
    const shown = this.#numberOf(properties, own, style);
    const language = this.#languageOf(languages, joined);
    const [first = [], ...others] = cutAtLabelledLines(joined);
    // What was recorded in a paragraph without words stands before the next.
    if (isEmpty && !this.#cell) this.#markup?.emptyParagraph(joined);
    if (isEmpty) this.#joined.push(...joined.filter(({ kind }) => kind === "marker"));
    // Word counts an empty numbered paragraph and prints its number; nobody means it.
    if (!isEmpty) {
      const rest = { heading: this.#headingOf(properties, style), language, direction: directionOf(properties) };
      this.#into.push(blockOf(first, { ...rest, anchors, ...shown }));
      for (const pieces of others) this.#into.push(blockOf(pieces, rest));
    }
    this.#textBoxes(boxes);
  }

  /** What a file written here says of itself in this paragraph; null where it says something of the draft. */
  #furnitureOf({ own }: Form): ReturnType<typeof furnitureOf> {
    const isOurs = this.#parts.styles.find(furnitureStyles.titlePage[0]) !== undefined;
    return isOurs ? furnitureOf([own.style]) : null;
  }

  #formOf(properties: XmlElement | undefined): Form {
    const own = readParagraphProperties(properties);
    return { own, style: this.#parts.styles.find(own.style ?? this.#parts.styles.defaultParagraph) };
  }

  #surroundings(): Surroundings {
    return {
      styles: this.#parts.styles,
      changes: this.#changes,
      links: this.#parts.links[this.#story],
      fields: this.#fields,
      tracked: this.#tracked,
      reformatted: () => this.#reformatted(),
      markup: this.#markup,
      notice: (code, params = {}) => this.#notice(code, params),
      refer: (kind, id, mark) => this.#refer(kind, id, mark),
      noteText: (reference) => this.#noteText(reference),
      noteTakenOut: (note, change) => this.#takeNoteOut(note, change),
    };
  }

  /** Whether the paragraph runs on into the next: its end is tracked, and the change that parts them is not shown. */
  #endIsGone(properties: XmlElement | undefined): boolean {
    const end = child(properties, "w:rPr");
    const inserted = child(end, "w:ins") ?? child(end, "w:moveTo");
    const deleted = child(end, "w:del") ?? child(end, "w:moveFrom");
    if (inserted) this.#tracked.add("w:ins");
    if (deleted) this.#tracked.add("w:del");
    return this.#changes === "accept" ? deleted !== undefined : inserted !== undefined;
  }

  /** The marker of a paragraph's end that was inserted or deleted. */
  #endOf(properties: XmlElement | undefined): Piece[] {
    const end = child(properties, "w:rPr");
    const inserted = child(end, "w:ins") ?? child(end, "w:moveTo");
    const deleted = child(end, "w:del") ?? child(end, "w:moveFrom");
    if (!this.#markup) return [];
    // A cell is one clause, and its paragraphs are lines of that.
    if (inserted) return [this.#markup.insertion(inserted, () => ({ text: this.#cell ? " " : "\n" }))];
    return deleted ? [this.#markup.deletedEnd(deleted)] : [];
  }

  #numberOf(
    properties: ParagraphProperties,
    own: ParagraphProperties,
    style: Style | undefined,
  ): Pick<Block, "number" | "list"> {
    const none = { number: null, list: null };
    const { list } = properties;
    if (list === undefined || list === "0") return none;
    const fromStyle =
      own.list === undefined ? levelOfStyle(this.#parts.numbering, list, style?.chain ?? []) : undefined;
    const level = own.level ?? fromStyle ?? properties.level ?? 0;
    const shown = this.#counter.next(list, level);
    if (!shown) return none;
    return { number: shown === "bullet" ? null : shown.number, list: { id: `n${list}`, level } };
  }

  #headingOf({ outline }: ParagraphProperties, style: Style | undefined): number | null {
    const name = style?.name.toLowerCase() ?? "";
    if (/^(?:title|subtitle)$/u.test(name)) return 0;
    if (outline !== undefined) return outline === 0 ? null : outline;
    const level = /^heading ([1-9])$/u.exec(name)?.[1];
    return level === undefined ? null : Number(level);
  }

  #languageOf(languages: Tally, pieces: readonly Piece[]): string | null {
    const tag = languages.most;
    if (tag !== undefined) this.#languages.add(tag, languages.of(tag));
    return languageOfParagraph(tag, textOf(pieces));
  }

  #textBoxes(boxes: readonly XmlElement[]): void {
    for (const box of boxes) this.#content(box);
  }

  #table(element: XmlElement): void {
    this.#tableCount += 1;
    const id = `t${String(this.#tableCount)}`;
    const outer = this.#into;
    // Word and LibreOffice keep the end of a paragraph before a table, whatever is tracked of it.
    if (textOf(this.#joined).trim() !== "") this.#endStory();
    else if (!this.#cell) this.#markup?.beforeTable(this.#joined);
    const hidden: { before: number; row: XmlElement }[] = [];
    const deleted = new Map<number, XmlElement>();
    let shown = 0;
    const cells = placeCells(element, (row) => {
      const isShown = this.#isRowShown(row);
      const gone = child(child(row, "w:trPr"), "w:del");
      if (isShown) shown += 1;
      else hidden.push({ before: shown, row });
      if (isShown && gone) deleted.set(shown, gone);
      return isShown;
    });
    const { edges, rest } = commentEdges(
      element,
      new Set(cells.map(({ cell }) => cell)),
      new Set(hidden.map(({ row }) => row)),
    );
    const met = (list: readonly XmlElement[] = []): Piece[] =>
      list.flatMap((edge) => this.#markup?.comment(edge) ?? []);
    const putRows = (before: number, place: RowChange): Piece[] => {
      const rows = hidden.splice(0, hidden.filter((one) => one.before < before).length);
      return rows.flatMap(({ row }) => this.#insertedRow(row, place));
    };
    let end: Piece | null = null;
    if (cells[0]) this.#joined.push(...putRows(cells[0].row, "above"));
    for (const [at, { cell, ...place }] of cells.entries()) {
      const gone = cells[at - 1]?.row === place.row ? undefined : deleted.get(place.row);
      if (gone && this.#markup) {
        const ends = this.#markup.deletedRow(gone, this.#cell !== null);
        this.#joined.push(ends.start);
        ({ end } = ends);
      }
      const properties = child(cell, "w:tcPr");
      if (cellChanges.some((name) => child(properties, name))) this.#notice("cell-changes-left-out", {});
      const paragraphs: Block[] = [];
      this.#into = paragraphs;
      const outerCell = this.#cell;
      this.#cell = { end: childElements(cell, "w:p").at(-1) };
      const beside = edges.get(cell);
      this.#joined.push(...met(beside?.opens));
      this.#content(cell);
      this.#joined.push(...met(beside?.closes));
      this.#cell = outerCell;
      const next = cells[at + 1]?.row;
      if (next !== place.row) {
        if (end) this.#joined.push(end);
        end = null;
        this.#joined.push(...putRows(next ?? Infinity, "below"));
      }
      // An empty cell is a clause of its own, and what was put into it stands there.
      if (paragraphs.length === 0 && this.#joined.length > 0) paragraphs.push(blockOf(this.#joined.splice(0)));
      this.#endStory();
      this.#into = outer;
      if (paragraphs.some((block) => block.cell)) this.#notice("nested-table", {});
      this.#into.push(cellBlock(paragraphs, { id, ...place }));
    }
    this.#joined.push(...putRows(Infinity, "new"), ...met(rest));
  }

  /** The place of a row that was put in, which the text has not. */
  #insertedRow(row: XmlElement, place: RowChange): Piece[] {
    const inserted = child(child(row, "w:trPr"), "w:ins");
    const markup = this.#markup;
    if (!inserted || !markup) return [];
    const takenBack = child(child(row, "w:trPr"), "w:del");
    if (takenBack) {
      const author = takenBack.attributes["w:author"] ?? "";
      const words = cellsInRow(row).map(({ cell }) => wordsEver(cell));
      if (author !== inserted.attributes["w:author"]) {
        this.#notice("insertion-taken-back", { author, words: words.filter(Boolean).join(" ") });
      }
      return commentsBelow(row).flatMap((edge) => markup.comment(edge));
    }
    const read = (): PutCell[] => cellsInRow(row).map(({ cell, column }) => ({ column, ...this.#lineOf(cell) }));
    // The rows of a table within a cell are lines of that cell.
    if (!this.#cell) return [markup.insertedRow(inserted, place, read)];
    return [
      markup.insertion(inserted, () => ({
        text: ` ${read()
          .map(({ text }) => text)
          .join(" ")}`,
      })),
    ];
  }

  /** What a note says that the text has not. */
  #noteText(reference: XmlElement): string | undefined {
    const notes = reference.name === "w:footnoteReference" ? this.#parts.footnotes : this.#parts.endnotes;
    const note = notes.get(reference.attributes["w:id"] ?? "");
    if (note) for (const edge of commentsBelow(note)) this.#markup?.comment(edge);
    return note && lineWithNotes(note, () => undefined).text;
  }

  #isRowShown(row: XmlElement): boolean {
    const properties = child(row, "w:trPr");
    const inserted = child(properties, "w:ins");
    const deleted = child(properties, "w:del");
    if (inserted) this.#tracked.add("w:ins");
    if (deleted) this.#tracked.add("w:del");
    return this.#changes === "accept" ? deleted === undefined : inserted === undefined;
  }

  #refer(kind: NoteKind, id: string, mark: string | null): string | undefined {
    const note = (kind === "footnote" ? this.#parts.footnotes : this.#parts.endnotes).get(id);
    const key = `${kind} ${id}`;
    if (this.#notes.has(key)) return key;
    if (!note) {
      this.#notice("note-missing", { id });
      return undefined;
    }
    const label = mark ?? this.#noteLabels.next(kind);
    const entry = { label, blocks: [] as Block[] };
    this.#notes.set(key, entry);
    const outer = {
      into: this.#into,
      story: this.#story,
      fields: this.#fields,
      joined: this.#joined,
      form: this.#joinedForm,
    };
    this.#into = entry.blocks;
    this.#story = kind;
    this.#fields = new Fields();
    this.#joined = [];
    this.#joinedForm = null;
    this.#content(note);
    this.#endStory();
    this.#into = outer.into;
    this.#story = outer.story;
    this.#fields = outer.fields;
    this.#joined = outer.joined;
    this.#joinedForm = outer.form;
    return key;
  }

  #takeNoteOut(key: string, change: XmlElement): void {
    const [note, markup] = [this.#notes.get(key), this.#markup];
    if (note && markup) note.blocks = noteTakenOut(note.blocks, () => markup.deletionEnds(change));
  }

  /** What was to stand at the start of a paragraph that never came. */
  #endStory(): void {
    const last = this.#into.at(-1);
    if (textOf(this.#joined).trim() !== "") {
      const { own, style } = this.#joinedForm ?? this.#formOf(undefined);
      const properties = style ? override(style.paragraph, own) : own;
      const shown = this.#numberOf(properties, own, style);
      this.#into.push(blockOf(this.#joined, { heading: this.#headingOf(properties, style), ...shown }));
    } else if (last) this.#into[this.#into.length - 1] = { ...last, pieces: [...last.pieces, ...this.#joined] };
    this.#joined = [];
    this.#joinedForm = null;
  }

  #reformatted(): void {
    if (this.#formatting.count === 0) this.#formatting.at = this.#blocks.length;
    this.#formatting.count += 1;
  }

  #aboutFormatting(): PendingNotice[] {
    const { count, at } = this.#formatting;
    const code = this.#changes === "accept" ? "formatting-changes-accepted" : "formatting-changes-rejected";
    return count > 0 ? [{ code, params: { count }, at }] : [];
  }

  #aboutMarkup(): PendingNotice[] {
    const tracked = this.#tracked;
    const params = {
      insertions: tracked.of("w:ins"),
      deletions: tracked.of("w:del"),
      moves: Math.max(tracked.of("w:moveFrom"), tracked.of("w:moveTo")),
    };
    const code: ReadingNotice = this.#changes === "accept" ? "tracked-changes-accepted" : "tracked-changes-rejected";
    const comments = this.#parts.comments.length;
    return [
      ...(tracked.total > 0 ? [{ code, params, at: "" }] : []),
      ...(comments > 0 ? [{ code: "comments-left-out" as const, params: { count: comments }, at: "" }] : []),
    ];
  }

  /** A notice about what comes next; the same one at the same place is said once. */
  #notice(code: ReadingNotice, params: PendingNotice["params"]): void {
    const at = this.#blocks.length;
    const key = JSON.stringify([code, params, saidOnce.has(code) ? 0 : at]);
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#notices.push({ code, params, at });
  }
}

/** The ends of comments' ranges below, and the references that stand for them. */
function commentsBelow(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((part) => (part.name.startsWith("w:comment") ? [part] : commentsBelow(part)));
}

function directionOf({ rightToLeft }: ParagraphProperties): "ltr" | "rtl" | null {
  return rightToLeft === undefined ? null : rightToLeft ? "rtl" : "ltr";
}
