import { skippedContentNotice, generatedStyles } from "#core/compile/generated-styles.ts";
import { type Block, blockOf, type Blocks, type PendingNotice, type Piece, textOf } from "#core/text/segments/block.ts";
import type { ReadingNotice } from "#core/text/notice.ts";
import { cellBlock, cutAtLabelledLines, markedDeleted } from "../shared/blocks.ts";
import { languageOfParagraph } from "../shared/choose-language.ts";
import type { ChangeFacts } from "../shared/joined-changes.ts";
import { type ChangesWanted, MarkupRecorder, type PendingMarkup } from "../shared/markup-recorder.ts";
import { markupNotices, misplacedNotice, NoticeCollector, Tally } from "../shared/notices.ts";
import type { PendingSources, ReadExtras } from "../shared/recorded-sources.ts";
import { child, childElements, integerOf, type XmlElement } from "../shared/xml.ts";
import { changeNotices, countChanges, lastParagraphOf, type OdtChange, readOdtChanges } from "./changes.ts";
import { OdtComments } from "./comments.ts";
import { isHiddenByField, isHiddenSection, withoutTemplate } from "./hidden-content.ts";
import { type ListEntry, OdtLists, OdtNoteLabels, type OpenList } from "./lists.ts";
import { type OdtParts, openOdt } from "./open-odt.ts";
import { OdtRuns } from "./runs.ts";
import { OdtSources } from "./source-recorder.ts";
import { type OdtStyle, type OdtStyles, readOdtStyles } from "./styles.ts";
import { placeOdtCells, TrackedRows } from "./table.ts";
import { misplacedText, insertedTextIn } from "./odt-text.ts";
import { OdtObjects } from "./objects.ts";

/**
 * Reads an OpenDocument text in the same way as `readDocx` reads a Word file: paragraphs with the numbers that the page
 * shows, notes and tables. Tracked changes are accepted, rejected, or rejected and returned together with the comments.
 *
 * @throws UnreadableFile
 */
export function readOdt(
  bytes: Uint8Array,
  changes: ChangesWanted = "accept",
  options: Partial<ReadExtras> = {},
): Blocks & { markup: PendingMarkup | null; sources: PendingSources | null } {
  return new OdtReader(openOdt(bytes), changes, options).read();
}

/** Properties that determine a paragraph's appearance and numbering. */
interface Form {
  readonly style: OdtStyle;
  readonly entry: ListEntry | null;
  readonly heading: number | null;
}

/** A paragraph being read. A tracked change may join it with the previous one or split it. */
interface OpenParagraph {
  pieces: Piece[];
  anchors: string[];
  boxes: XmlElement[];
  languages: Tally;
  /** Form of the first part with text. Null until one is found. */
  form: Form | null;
}

class OdtReader {
  readonly #body: XmlElement;
  readonly #styles: OdtStyles;
  readonly #lists: OdtLists;
  readonly #changes: ReadonlyMap<string, OdtChange>;
  readonly #wanted: "accept" | "reject";
  readonly #markup: MarkupRecorder | null;
  readonly #rows: TrackedRows;
  readonly #comments: OdtComments;
  readonly #sources: OdtSources | null;
  readonly #noteLabels: OdtNoteLabels;
  readonly #notes = new Map<string, { label: string; blocks: Block[] }>();
  readonly #notices = new NoticeCollector();
  readonly #languages = new Tally();
  readonly #blocks: Block[] = [];
  readonly #runs: OdtRuns;
  #into = this.#blocks;
  #paragraph = newParagraph();
  /** Whether the open paragraph continues in the next one. */
  #isCarried = false;
  /** Last paragraph of a deletion, which continues in the text after it. */
  #runsOn: XmlElement | null = null;
  #openList: OpenList | null = null;
  #isBetween = false;
  #isInCell = false;
  #tableCount = 0;

  constructor({ body, styles, file }: OdtParts, changes: ChangesWanted, extras: Partial<ReadExtras>) {
    this.#body = body;
    this.#styles = readOdtStyles(styles);
    this.#lists = new OdtLists(styles);
    this.#changes = readOdtChanges(body);
    this.#rows = new TrackedRows(styles, this.#changes);
    this.#comments = new OdtComments(body);
    this.#wanted = changes === "accept" ? "accept" : "reject";
    this.#noteLabels = new OdtNoteLabels(styles, this.#wanted === "reject" && this.#changes.size > 0);
    this.#markup = changes === "keep" ? new MarkupRecorder() : null;
    this.#sources = extras.sources ? new OdtSources(body) : null;
    this.#runs = new OdtRuns({
      sources: this.#sources,
      objects: extras.objects === false ? null : new OdtObjects(file),
      styles: this.#styles,
      changes: this.#changes,
      wanted: this.#wanted,
      markup: this.#markup,
      comments: this.#comments,
      put: (piece) => this.#paragraph.pieces.push(piece),
      tagged: (tag, letters) => {
        this.#paragraph.languages.add(tag, letters);
      },
      anchor: (name) => this.#paragraph.anchors.push(name),
      box: (element) => this.#paragraph.boxes.push(element),
      note: (element) => this.#note(element),
      noteTakenOut: (key, facts) => {
        this.#takeNoteOut(key, facts);
      },
      deleted: (content) => {
        this.#deleted(content);
      },
      notice: (code, params) => {
        this.#notice(code, params);
      },
    });
  }

  read(): ReturnType<typeof readOdt> {
    const body = withoutTemplate(this.#body, {
      has: (style) => this.#styles.has(style),
      namesOf: (paragraph) => this.#formOf(paragraph, null).style.names,
    });
    this.#content(body, null);
    this.#endStory();
    this.#runs.endText();
    for (const format of this.#lists.unknownFormats) this.#notice("number-format-unknown", { format });
    return {
      blocks: this.#blocks,
      notes: this.#notes,
      language: this.#languages.most ?? this.#styles.find("paragraph", undefined).language ?? null,
      notices: [
        ...this.#notices.all,
        ...changeNotices(this.#body, this.#changes, { withAuthors: this.#markup !== null }),
        ...misplacedNotice(misplacedText(this.#body)),
        ...(this.#markup
          ? []
          : markupNotices(this.#wanted, { ...countChanges(this.#changes), comments: this.#comments.count })),
      ],
      markup: this.#markup?.finish(this.#comments.inThreads()) ?? null,
      sources: this.#sources?.placed ?? null,
    };
  }

  #content(parent: XmlElement, entry: ListEntry | null): void {
    let number = entry;
    for (const element of childElements(parent)) {
      const { name } = element;
      if (name === "text:p" || name === "text:h") {
        this.#paragraphOf(element, number);
        // Only an entry's first paragraph has its number.
        number = null;
      } else if (name === "text:list") this.#list(element, this.#openList);
      else if (name === "text:numbered-paragraph") this.#numbered(element);
      else if (name === "table:table") this.#table(element);
      else if (name === "text:section") this.#section(element);
      else if (contentsTables.has(name)) this.#notice("contents-left-out", {});
      else if (name.startsWith("text:change") || name.startsWith("draw:")) this.#between(element);
    }
  }

  /** Content between paragraphs belongs to the start of the next one. */
  #between(element: XmlElement): void {
    if (!this.#isCarried) this.#paragraph = newParagraph();
    this.#isBetween = true;
    this.#runs.element(element);
    this.#isBetween = false;
    this.#isCarried = true;
  }

  #list(element: XmlElement, outer: OpenList | null): void {
    const open = this.#lists.open(element, outer);
    for (const item of childElements(element)) {
      if (item.name !== "text:list-item" && item.name !== "text:list-header") continue;
      const { list, level } = open;
      const start = integerOf(item.attributes["text:start-value"]);
      this.#openList = open;
      this.#content(item, item.name === "text:list-item" ? { list, level, start } : null);
      this.#openList = outer;
    }
  }

  #numbered(element: XmlElement): void {
    const level = (integerOf(element.attributes["text:level"]) ?? 1) - 1;
    const { list } = this.#lists.open(
      {
        ...element,
        attributes: { ...element.attributes, "text:continue-list": element.attributes["text:list-id"] ?? "" },
      },
      null,
    );
    this.#content(element, { list, level, start: integerOf(element.attributes["text:start-value"]) });
  }

  #section(element: XmlElement): void {
    if (isHiddenSection(element)) this.#notice("hidden-text-left-out", {});
    else this.#content(element, null);
  }

  #paragraphOf(element: XmlElement, entry: ListEntry | null): void {
    const form = this.#formOf(element, entry);
    // An edited paragraph has its own style, whose parent is the contents style.
    if (form.style.names.some((name) => /^(?:contents|toc) (?:\d|heading$)/iu.test(name))) {
      this.#notice("contents-left-out", {});
      return;
    }
    const skipped = this.#generatedContentIn(form);
    if (skipped) {
      this.#notice(skipped, {});
      const insertions = [...this.#changes].filter(([, { kind }]) => kind === "insertion").map(([id]) => id);
      const text = skipped === "compiled-comments-left-out" ? insertedTextIn(element, new Set(insertions)) : "";
      if (text !== "") this.#notice("compiled-comments-changed", { words: text });
      return;
    }
    if (!this.#isCarried) {
      this.#paragraph = newParagraph();
      this.#runs.begin();
    }
    this.#isCarried = false;
    this.#runs.paragraph(element, isHiddenByField(element) ? { ...form.style, hidden: true } : form.style);
    const open = this.#paragraph;
    if (textOf(open.pieces).trim() !== "" && element !== this.#runsOn) open.form ??= form;
    // The paragraph continues if its end is in a hidden insertion, or if it is the last one of a deletion.
    if (this.#runs.endParagraph() || element === this.#runsOn) this.#isCarried = true;
    else this.#close(form);
  }

  /** Ends the open paragraph. Uses `form` if none of its earlier parts had text. */
  #close(form: Form): void {
    const { pieces, anchors, boxes, languages, form: first } = this.#paragraph;
    this.#paragraph = newParagraph();
    const { style, entry, heading } = first ?? form;
    const isEmpty = textOf(pieces).trim() === "" && !pieces.some(({ kind }) => kind === "note");
    const isDeleted = isEmpty && this.#runs.emptied(this.#isInCell);
    const shown = isDeleted ? undefined : entry && this.#lists.next(entry);
    if (isEmpty) this.#keepMarkers(pieces);
    else {
      const tag = languages.most;
      if (tag !== undefined) this.#languages.add(tag, languages.of(tag));
      const direction = style.rightToLeft === true ? ("rtl" as const) : null;
      const rest = { heading, language: languageOfParagraph(tag, textOf(pieces)), direction };
      const number = shown && shown !== "bullet" ? shown.number : null;
      const list = shown && entry ? { id: entry.list, level: entry.level } : null;
      const [firstLine = [], ...others] = cutAtLabelledLines(pieces);
      this.#into.push(blockOf(firstLine, { ...rest, anchors, number, list }));
      for (const more of others) this.#into.push(blockOf(more, rest));
    }
    for (const box of boxes)
      this.#inside(() => {
        this.#content(box, null);
      });
  }

  /** Markers from a paragraph without text move to the start of the next one. */
  #keepMarkers(pieces: readonly Piece[]): void {
    const markers = pieces.filter(({ kind }) => kind === "marker");
    if (markers.length === 0) return;
    this.#paragraph.pieces.push(...markers);
    this.#isCarried = true;
  }

  #formOf({ name, attributes }: XmlElement, entry: ListEntry | null): Form {
    const style = this.#styles.find("paragraph", attributes["text:style-name"]);
    const names = style.names.map((styleName) => styleName.toLowerCase());
    if (names.some((styleName) => styleName === "title" || styleName === "subtitle"))
      return { style, entry, heading: 0 };
    const named = names
      .map((styleName) => /^heading ([1-9])$/u.exec(styleName)?.[1])
      .find((level) => level !== undefined);
    const ofStyle = style.outline ?? (named === undefined ? undefined : Number(named));
    const level = name === "text:h" ? (integerOf(attributes["text:outline-level"]) ?? 1) : ofStyle;
    if (level === undefined || level === 0) return { style, entry, heading: null };
    const start =
      attributes["text:restart-numbering"] === "true" ? (integerOf(attributes["text:start-value"]) ?? 1) : undefined;
    const inOutline = name === "text:h" && attributes["text:is-list-header"] !== "true";
    return { style, heading: level, entry: entry ?? (inOutline ? this.#lists.outlineEntry(level - 1, start) : null) };
  }

  /**
   * Returns the kind of generated content in a paragraph of our own export that was saved again as ODT. Null if the
   * paragraph belongs to the draft.
   */
  #generatedContentIn({ style }: Form): ReturnType<typeof skippedContentNotice> {
    const isOurs = this.#styles.has(generatedStyles.titlePage[0]) || this.#styles.has("Cover Forum");
    return isOurs ? skippedContentNotice(style.names.map((name) => name.replaceAll(" ", ""))) : null;
  }

  /**
   * Restores deleted text at its position. Its first paragraph continues the open one, and its last continues in the
   * following text.
   */
  #deleted(content: XmlElement): void {
    const outer = { runsOn: this.#runsOn, list: this.#openList, carried: this.#isCarried };
    // A deletion between paragraphs consists of whole paragraphs.
    this.#runsOn = this.#isBetween ? null : lastParagraphOf(content);
    this.#isBetween = false;
    this.#openList = null;
    this.#isCarried = true;
    this.#lists.joining = true;
    this.#content(content, null);
    this.#lists.joining = false;
    this.#runsOn = outer.runsOn;
    this.#openList = outer.list;
    this.#isCarried = outer.carried;
  }

  #note(element: XmlElement): string {
    const named = element.attributes["text:id"];
    // LibreOffice gives all notes in tracked deletions the same id.
    const isFree = named !== undefined && !this.#notes.has(named);
    const key = isFree ? named : `note ${String(this.#notes.size + 1)}`;
    const entry = { label: this.#noteLabels.next(element), blocks: [] as Block[] };
    this.#notes.set(key, entry);
    const outer = this.#into;
    this.#inside(() => {
      this.#into = entry.blocks;
      const body = child(element, "text:note-body");
      if (body) this.#content(body, null);
      this.#endStory();
    });
    this.#into = outer;
    return key;
  }

  #takeNoteOut(key: string, facts: ChangeFacts): void {
    const [note, markup] = [this.#notes.get(key), this.#markup];
    if (note && markup) note.blocks = markedDeleted(note.blocks, () => markup.deletionEnds(facts));
  }

  #table(element: XmlElement): void {
    if (this.#runs.hideTable(element)) return;
    this.#tableCount += 1;
    const id = `t${String(this.#tableCount)}`;
    const outer = this.#into;
    // Changes that are kept are reported with their cells.
    const isShown = (row: XmlElement): boolean => this.#markup !== null || !this.#rows.isGone(row, this.#wanted);
    for (const { cell, ...place } of placeOdtCells(element, isShown)) {
      const paragraphs: Block[] = [];
      this.#into = paragraphs;
      const [list, isInCell] = [this.#openList, this.#isInCell];
      this.#openList = null;
      this.#isInCell = true;
      this.#content(cell, null);
      this.#isInCell = isInCell;
      // An empty cell is a clause of its own. Text inserted into it belongs there.
      if (paragraphs.length === 0 && this.#isCarried) paragraphs.push(blockOf(this.#paragraph.pieces.splice(0)));
      this.#endStory();
      this.#openList = list;
      this.#into = outer;
      if (paragraphs.some((block) => block.cell)) this.#notice("nested-table", {});
      this.#into.push(cellBlock(paragraphs, { id, ...place }));
    }
  }

  /** Reads content next to the open paragraph, then returns to that paragraph. */
  #inside(read: () => void): void {
    const outer = { paragraph: this.#paragraph, carried: this.#isCarried, list: this.#openList, runsOn: this.#runsOn };
    this.#paragraph = newParagraph();
    this.#isCarried = false;
    this.#openList = null;
    this.#runsOn = null;
    read();
    this.#paragraph = outer.paragraph;
    this.#isCarried = outer.carried;
    this.#openList = outer.list;
    this.#runsOn = outer.runsOn;
  }

  /** Closes a paragraph that was to continue in another one that never came. */
  #endStory(): void {
    if (!this.#isCarried) return;
    this.#isCarried = false;
    const { pieces, form } = this.#paragraph;
    const last = this.#into.at(-1);
    if (form) this.#close(form);
    else if (last) this.#into[this.#into.length - 1] = { ...last, pieces: [...last.pieces, ...pieces] };
    this.#isCarried = false;
    this.#paragraph = newParagraph();
  }

  /** Adds a notice about the next block. */
  #notice(code: ReadingNotice, params: PendingNotice["params"]): void {
    this.#notices.add({ code, params, at: this.#blocks.length });
  }
}

const contentsTables = new Set(
  "table-of-content alphabetical-index illustration-index table-index object-index user-index bibliography"
    .split(" ")
    .map((name) => `text:${name}`),
);

function newParagraph(): OpenParagraph {
  return { pieces: [], anchors: [], boxes: [], languages: new Tally(), form: null };
}
