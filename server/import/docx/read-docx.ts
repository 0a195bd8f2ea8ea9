import { type Block, blockOf, type Blocks, type PendingNotice, type Piece, textOf } from "#core/text/segments/block.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import { cellBlock, cutAtLabelledLines, markedDeleted } from "../shared/blocks.ts";
import { languageOfParagraph } from "../shared/choose-language.ts";
import type { InsertedText } from "../shared/joined-changes.ts";
import type { ChangesShown, ChangesWanted, PendingMarkup } from "../shared/markup-recorder.ts";
import { markupNotices, misplacedNotice, NoticeCollector, Tally } from "../shared/notices.ts";
import { NumberCounter } from "../shared/number-counter.ts";
import { UnreadableFile } from "../shared/unreadable-file.ts";
import { child, childElements, type XmlElement } from "../shared/xml.ts";
import { type DocxParts, openPackage, readParts } from "./docx-parts.ts";
import { chosen, DocxObjects } from "./objects.ts";
import { Fields, generatedContentIn, isContentsControl, isOfContents, withoutTemplate } from "./generated-content.ts";
import { commentsBelow, endChanges, FormattingChanges, paragraphChanges, TrackedMarkup } from "./tracked-markup.ts";
import { levelOfStyle, type NoteKind, NoteLabels } from "./numbering.ts";
import type { PendingSources, ReadExtras } from "../shared/recorded-sources.ts";
import { SourceRecorder } from "./source-recorder.ts";
import { readParagraphText, type Surroundings } from "./paragraph-text.ts";
import {
  directionOf,
  type Form,
  headingLevelOf,
  override,
  type ParagraphProperties,
  readParagraphProperties,
  type Style,
} from "./styles.ts";
import { type CellEdges, type PlacedCell, readTable } from "./read-table.ts";
import { type InsertedLine, insertedTextIn, joinedLines, lineWithNotes, misplacedText } from "./docx-text.ts";

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
  options: Partial<ReadExtras> = {},
): Blocks & { markup: PendingMarkup | null; sources: PendingSources | null } {
  const { file, main } = openPackage(bytes);
  const parts = readParts(file, main);
  if (!parts) throw new UnreadableFile("damaged", `${main} has no body`);
  return new DocxReader(parts, changes, options).read();
}

/** The body or a kind of note. It determines the targets of links. */
type Story = "body" | NoteKind;
class DocxReader {
  readonly #parts: DocxParts;
  readonly #changes: ChangesShown;
  readonly #markup: TrackedMarkup | null;
  readonly #sources: SourceRecorder | null;
  readonly #objects: DocxObjects | null;
  readonly #counter: NumberCounter;
  readonly #noteLabels: NoteLabels;
  readonly #notes = new Map<string, { label: string; blocks: Block[] }>();
  readonly #notices = new NoticeCollector();
  readonly #tracked = new Tally();
  readonly #formatting = new FormattingChanges();
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

  constructor(parts: DocxParts, changes: ChangesWanted, { sources = false, objects = true }: Partial<ReadExtras>) {
    this.#parts = parts;
    this.#changes = changes === "accept" ? "accept" : "reject";
    this.#markup = changes === "keep" ? new TrackedMarkup() : null;
    this.#sources = sources ? new SourceRecorder(parts.texts) : null;
    this.#objects = objects ? new DocxObjects(parts.file) : null;
    this.#counter = new NumberCounter(parts.numbering, parts.styles.defaults.language);
    this.#noteLabels = new NoteLabels(parts.settings);
  }

  read(): ReturnType<typeof readDocx> {
    this.#content(withoutTemplate(this.#parts.body, this.#parts.styles));
    const misplaced = [misplacedText(this.#parts.body), this.#parts.strayComments];
    for (const notice of misplaced.flatMap((text) => misplacedNotice(text))) this.#notices.add(notice);
    this.#endStory();
    for (const format of this.#counter.unknownFormats) this.#notice("number-format-unknown", { format });
    return {
      blocks: this.#blocks,
      notes: this.#notes,
      language: this.#languages.most ?? this.#parts.styles.defaults.language ?? null,
      notices: [
        ...this.#notices.all,
        ...this.#formatting.notices(this.#changes, { withAuthors: this.#markup !== null }),
        ...this.#aboutMarkup(),
      ],
      markup: this.#markup?.finish(this.#parts.comments) ?? null,
      sources: this.#sources?.placed ?? null,
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
    const lines = (): InsertedText => joinedLines(childElements(element, "w:p").map((p) => this.#lineOf(p, element)));
    this.#joined.push(markup.insertion(element, lines));
  }

  #blocksTaken(element: XmlElement): void {
    this.#tracked.add("w:del");
    if (this.#changes === "accept") return;
    const ends = this.#markup?.deletionEnds(element);
    if (ends) this.#joined.push(ends.start);
    this.#content(element);
    if (ends) this.#joined.push(ends.end);
  }

  /** Reads the text of an insertion, with its notes and changes by others, and records the comments inside. */
  #lineOf(element: XmlElement, insertion: XmlElement): InsertedLine {
    for (const edge of commentsBelow(element)) this.#markup?.comment(edge);
    return lineWithNotes(element, (reference) => this.#noteText(reference), insertion.attributes["w:author"] ?? "");
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
    const content = child(element, "w:sdtContent");
    if (isContentsControl(element)) this.#notice("contents-left-out", {});
    else if (content) this.#content(content);
  }

  #paragraph(element: XmlElement): void {
    const raw = child(element, "w:pPr");
    const { changes, properties: shownProperties } = paragraphChanges(raw, this.#changes);
    for (const change of changes) this.#formatting.add(change, this.#blocks.length);
    const form = this.#formOf(shownProperties);
    const skipped = generatedContentIn(form.own, this.#parts.styles);
    if (skipped === "compiled-comments-left-out") {
      this.#notice(skipped, {});
      const text = insertedTextIn(element);
      if (text !== "") this.#notice("compiled-comments-changed", { words: text });
      return;
    }
    const { pieces, anchors, languages, boxes } = readParagraphText(element, form.style, this.#surroundings());
    if (isOfContents(form.style)) {
      this.#notice("contents-left-out", {});
      return;
    }
    if (skipped) {
      this.#notice(skipped, {});
      return;
    }
    const joined = [...this.#joined, ...pieces, ...(element === this.#cell?.end ? [] : this.#endOf(raw))];
    this.#joined = [];
    if (this.#endIsGone(raw)) {
      this.#joined.push(...joined);
      if (textOf(joined).trim() !== "") this.#joinedForm ??= form;
      for (const box of boxes) this.#content(box);
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
      const rest = { heading: headingLevelOf(properties, style), language, direction: directionOf(properties) };
      this.#into.push(blockOf(first, { ...rest, anchors, ...shown }));
      for (const pieces of others) this.#into.push(blockOf(pieces, rest));
    }
    for (const box of boxes) this.#content(box);
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
      reformatted: (change) => this.#formatting.add(change, this.#blocks.length),
      markup: this.#markup,
      sources: this.#sources,
      objects: this.#objects,
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
    const { inserted, deleted } = endChanges(properties);
    if (inserted) this.#tracked.add("w:ins");
    if (deleted) this.#tracked.add("w:del");
    return this.#changes === "accept" ? deleted !== undefined : inserted !== undefined;
  }

  /** Returns the marker of an inserted or deleted paragraph end. */
  #endOf(properties: XmlElement | undefined): Piece[] {
    const { inserted, deleted } = endChanges(properties);
    if (!this.#markup) return [];
    // A cell is one clause, and its paragraphs are lines of that clause.
    if (inserted) {
      const text = this.#cell ? " " : "\n";
      const { "w:author": author = "", "w:date": date = null } = deleted?.attributes ?? {};
      const isInner = deleted !== undefined && author !== inserted.attributes["w:author"];
      const inner = isInner ? [{ kind: "delete", author, date, start: 0, end: text.length, text } as const] : [];
      return [this.#markup.insertion(inserted, () => ({ text, inner }))];
    }
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

  #languageOf(languages: Tally, pieces: readonly Piece[]): string | null {
    const tag = languages.most;
    if (tag !== undefined) this.#languages.add(tag, languages.of(tag));
    return languageOfParagraph(tag, textOf(pieces));
  }

  #table(element: XmlElement): void {
    this.#tableCount += 1;
    const id = `t${String(this.#tableCount)}`;
    // Word and LibreOffice keep the end of a paragraph before a table, whatever its tracked changes.
    if (textOf(this.#joined).trim() !== "") this.#endStory();
    else if (!this.#cell) this.#markup?.beforeTable(this.#joined);
    readTable(element, {
      changes: this.#changes,
      tracked: this.#tracked,
      markup: this.#markup,
      isNested: this.#cell !== null,
      add: (pieces) => void this.#joined.push(...pieces),
      cell: (placed, edges) => this.#tableCell(id, placed, edges),
      lineOf: (cell, insertion) => this.#lineOf(cell, insertion),
      notice: (code, params = {}) => this.#notice(code, params),
    });
  }

  #tableCell(id: string, { cell, ...place }: PlacedCell, edges: CellEdges): void {
    const outer = { into: this.#into, cell: this.#cell };
    const paragraphs: Block[] = [];
    this.#into = paragraphs;
    this.#cell = { end: childElements(cell, "w:p").at(-1) };
    edges.open();
    this.#content(cell);
    edges.close();
    this.#cell = outer.cell;
    // An empty cell is a clause of its own. Text inserted into it belongs there.
    if (paragraphs.length === 0 && this.#joined.length > 0) paragraphs.push(blockOf(this.#joined.splice(0)));
    this.#endStory();
    this.#into = outer.into;
    if (paragraphs.some((block) => block.cell)) this.#notice("nested-table", {});
    this.#into.push(cellBlock(paragraphs, { id, ...place }));
  }

  /** Returns the text of a note that is not part of the text. */
  #noteText(reference: XmlElement): string | undefined {
    const notes = reference.name === "w:footnoteReference" ? this.#parts.footnotes : this.#parts.endnotes;
    const note = notes.get(reference.attributes["w:id"] ?? "");
    if (note) for (const edge of commentsBelow(note)) this.#markup?.comment(edge);
    return note && lineWithNotes(note, () => undefined).text;
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
    if (note && markup) note.blocks = markedDeleted(note.blocks, () => markup.deletionEnds(change));
  }

  /** Appends leftover content, which was waiting for a further paragraph, at the end of the text. */
  #endStory(): void {
    const last = this.#into.at(-1);
    if (textOf(this.#joined).trim() !== "") {
      const { own, style } = this.#joinedForm ?? this.#formOf(undefined);
      const properties = style ? override(style.paragraph, own) : own;
      const shown = this.#numberOf(properties, own, style);
      this.#into.push(blockOf(this.#joined, { heading: headingLevelOf(properties, style), ...shown }));
    } else if (last) this.#into[this.#into.length - 1] = { ...last, pieces: [...last.pieces, ...this.#joined] };
    this.#joined = [];
    this.#joinedForm = null;
  }

  /** Nothing if changes and comments are returned. */
  #aboutMarkup(): PendingNotice[] {
    const tracked = this.#tracked;
    if (this.#markup) return [];
    return markupNotices(this.#changes, {
      insertions: tracked.of("w:ins"),
      deletions: tracked.of("w:del"),
      moves: Math.max(tracked.of("w:moveFrom"), tracked.of("w:moveTo")),
      comments: this.#parts.comments.length,
    });
  }

  /** Adds a notice about the next block. */
  #notice(code: ReadingNotice, params: PendingNotice["params"]): void {
    this.#notices.add({ code, params, at: this.#blocks.length });
  }
}
