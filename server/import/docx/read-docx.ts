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
import { chosen } from "./drawing.ts";
import { Fields } from "./fields.ts";
import { levelOfStyle, type NoteKind, NoteLabels } from "./numbering.ts";
import { readParagraphText, type Surroundings } from "./paragraph-text.ts";
import { override, type ParagraphProperties, readParagraphProperties, type Style } from "./styles.ts";
import { cellsInRow, commentEdges, placeCells } from "./table-grid.ts";
import { TrackedMarkup } from "./tracked-markup.ts";
import { insertedWords, joinedLines, lineWithNotes, misplacedWords, wordsEver } from "./words.ts";

/**
 * Reads a Word file: paragraphs with the numbers that the page shows, styles, notes and tables. Headers, footers and
 * tables of contents are left out. Tracked changes are accepted (`accept`), rejected (`reject`), or rejected and
 * returned as markup together with the comments (`keep`).
 *
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

/** Tracked changes of table cells, which are not supported. */
const cellChanges = ["w:cellIns", "w:cellDel", "w:cellMerge"];

/** Source of the content, which determines the targets of its links. */
type Story = "body" | NoteKind;

/** A paragraph's own properties and style, which determine its appearance. */
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
  /** Tracked changes of formatting only: their count, and the number of blocks before the first one. */
  readonly #formatting = { count: 0, at: 0 };
  readonly #languages = new Tally();
  readonly #blocks: Block[] = [];
  #into = this.#blocks;
  #story: Story = "body";
  #fields = new Fields();
  #tableCount = 0;
  /** The cell being read. The end of its last paragraph is the cell's own end and cannot be inserted or deleted. */
  #cell: { end: XmlElement | undefined } | null = null;
  /** Content of paragraphs whose end was removed. It is added to the start of the next paragraph. */
  #joined: Piece[] = [];
  /** Form of the first joined paragraph that has text. The merged paragraph uses it, as in LibreOffice. */
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

  /** Reads whole paragraphs wrapped in an insertion, as some programs write them. */
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

  /** Reads the text of an insertion, with its notes, and records the comments inside. */
  #lineOf(element: XmlElement): PutWords & { notes: PutNote[] } {
    for (const edge of commentsBelow(element)) this.#markup?.comment(edge);
    return lineWithNotes(element, (reference) => this.#noteText(reference));
  }

  /**
   * A comment range may start or end between paragraphs. A start belongs to the next paragraph, and an end to the
   * previous one.
   */
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
    // Markers from a paragraph without text move to the start of the next one.
    if (isEmpty && !this.#cell) this.#markup?.emptyParagraph(joined);
    if (isEmpty) this.#joined.push(...joined.filter(({ kind }) => kind === "marker"));
    // Word counts an empty numbered paragraph and prints its number, but nobody intends this.
    if (!isEmpty) {
      const rest = { heading: this.#headingOf(properties, style), language, direction: directionOf(properties) };
      this.#into.push(blockOf(first, { ...rest, anchors, ...shown }));
      for (const pieces of others) this.#into.push(blockOf(pieces, rest));
    }
    this.#textBoxes(boxes);
  }

  /**
   * Returns the kind of generated content in a paragraph of our own export, or null if the paragraph belongs to the
   * draft.
   */
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

  /**
   * Returns whether the paragraph continues in the next one: its end was deleted and the change is accepted, or
   * inserted and the change is rejected.
   */
  #endIsGone(properties: XmlElement | undefined): boolean {
    const end = child(properties, "w:rPr");
    const inserted = child(end, "w:ins") ?? child(end, "w:moveTo");
    const deleted = child(end, "w:del") ?? child(end, "w:moveFrom");
    if (inserted) this.#tracked.add("w:ins");
    if (deleted) this.#tracked.add("w:del");
    return this.#changes === "accept" ? deleted !== undefined : inserted !== undefined;
  }

  /** Returns the marker of an inserted or deleted paragraph end. */
  #endOf(properties: XmlElement | undefined): Piece[] {
    const end = child(properties, "w:rPr");
    const inserted = child(end, "w:ins") ?? child(end, "w:moveTo");
    const deleted = child(end, "w:del") ?? child(end, "w:moveFrom");
    if (!this.#markup) return [];
    // A cell is one clause, and its paragraphs are lines of that clause.
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
    // Word and LibreOffice keep the end of a paragraph before a table, whatever its tracked changes.
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
      // An empty cell is a clause of its own. Text inserted into it belongs there.
      if (paragraphs.length === 0 && this.#joined.length > 0) paragraphs.push(blockOf(this.#joined.splice(0)));
      this.#endStory();
      this.#into = outer;
      if (paragraphs.some((block) => block.cell)) this.#notice("nested-table", {});
      this.#into.push(cellBlock(paragraphs, { id, ...place }));
    }
    this.#joined.push(...putRows(Infinity, "new"), ...met(rest));
  }

  /** Returns the marker of an inserted row, which is not part of the text. */
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
    // Rows of a table inside a cell are lines of that cell.
    if (!this.#cell) return [markup.insertedRow(inserted, place, read)];
    return [
      markup.insertion(inserted, () => ({
        text: ` ${read()
          .map(({ text }) => text)
          .join(" ")}`,
      })),
    ];
  }

  /** Returns the text of a note that is not part of the text. */
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

  /** Appends leftover content, which was waiting for a further paragraph, at the end of the text. */
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

  /** Adds a notice about the next block. The same notice at the same position is added only once. */
  #notice(code: ReadingNotice, params: PendingNotice["params"]): void {
    const at = this.#blocks.length;
    const key = JSON.stringify([code, params, saidOnce.has(code) ? 0 : at]);
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#notices.push({ code, params, at });
  }
}

/** Returns the comment range edges and comment references below an element. */
function commentsBelow(element: XmlElement): XmlElement[] {
  return childElements(element).flatMap((part) => (part.name.startsWith("w:comment") ? [part] : commentsBelow(part)));
}

function directionOf({ rightToLeft }: ParagraphProperties): "ltr" | "rtl" | null {
  return rightToLeft === undefined ? null : rightToLeft ? "rtl" : "ltr";
}
