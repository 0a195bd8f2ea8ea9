import { Document, type ISectionOptions, PageBreak, Paragraph, type FileChild } from "docx";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { NewNote } from "#core/discuss/proposal-operation.ts";
import {
  type CompilationLayout,
  compilationLayouts,
  isOnText,
  type LayoutOnText,
} from "#core/compile/compilation-layout.ts";
import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import { readsRightToLeft } from "#core/text/direction.ts";
import { ledBySymbol } from "#core/text/version.ts";
import { anchorComments, type Anchor } from "../tracked/comment-anchors.ts";
import { bySourceLayout, commentForm, forumLayout, threeColumns } from "./layouts.ts";
import { clauseContent, type ContentEdit } from "./clause-content.ts";
import { CommentBook, commentEnds, commentStarts } from "./comments.ts";
import { ContentsBook } from "./contents.ts";
import { closingLines, line, masthead, page, textSection } from "./cover.ts";
import { paragraphOf, type ParagraphPart } from "./element.ts";
import { eachAStep, type HostFile, packDocx, packingSteps, stepCount, type TableInRows, textPlace } from "./package.ts";
import { noteParagraph, noteReference, withNewNotes } from "./notes.ts";
import { planNotes, type NotePlan } from "../tracked/note-plan.ts";
import { rewordedContent } from "../tracked/write-plan.ts";
import { bookmarked, clauseParagraph, clauseSettings, type ClauseSetting, lineRange } from "./paragraphs.ts";
import { bookmarkName, runParts, type RunSetting, sentenceRuns } from "./runs.ts";
import {
  contentEdits,
  editedParagraph,
  insertedParagraph,
  insertedRow,
  insertedSetting,
  movedHere,
  notesInOrder,
  planTrackedChanges,
  type TrackedNote,
} from "./proposals.ts";
import { printedMark } from "./thread.ts";
import { docxStyles } from "./styles.ts";
import { tableLines, tableOf, tableRowsOf, type TableRowContent } from "./tables.ts";
import type { ChangeTracker } from "./tracking.ts";
import { inlineRunsOf, type InlineRun } from "../shared/inline-runs.ts";
import { newRows, noProposals, withoutRows, type ProposalPlan } from "../shared/proposal-plan.ts";
import { Steps, threadCount, type Piece } from "../shared/steps.ts";
import { threadViewer, type ThreadViewer } from "../shared/thread-view.ts";
import { word } from "../shared/export-phrases.ts";

/**
 * Writes a commented text as a Word file, below a masthead. If there is a table of contents, it follows the masthead and
 * the text begins on a new page. In a host, the text takes the host's place for it, with the masthead's lines that the
 * host lacks.
 *
 * In the layout "on-the-words" the file is the draft. Every comment and proposal is a Word comment on its words, with
 * its thread; unplaced ones come at the end, each on the text it was about. In "tracked-changes" the text also shows
 * every proposal that does not conflict with an earlier one. The other layouts print comments as text. The same
 * compilation gives the same bytes.
 */
export async function* docx(
  compilation: Compilation,
  layout: CompilationLayout = "on-the-words",
  host: HostFile | null = null,
): AsyncGenerator<Piece, void> {
  const { version, forum, document, address } = compilation;
  const facts = {
    title: ledBySymbol(document, version, document.title).join(", "),
    subject: version.label,
    description: address,
    creator: forum.name,
    lastModifiedBy: forum.name,
    styles: docxStyles(version.language, compilationLayouts[layout]),
  };
  const contents = new ContentsBook();
  const { wide } = compilationLayouts[layout];
  const setting = host && { file: host, language: version.language, wide };
  // By source, the table lists sources, and the text is not in the file.
  const listed = compilationLayouts[layout].namesSources ? [] : compilation.clauses;
  const sections = (): ISectionOptions[] => {
    const table = contents.table(version.language, listed);
    const [first] = compilation.clauses;
    const beginsWithTitle = first?.kind === "title" && first.text === document.title;
    const titleFollows = beginsWithTitle && isOnText(layout) && table.length === 0;
    const head = masthead(compilation, { shown: host?.shown ?? null, titleFollows });
    const body = [textPlace, ...closingLines(compilation)];
    const text = textSection(compilation, { wide, withMasthead: wide || table.length === 0 });
    if (host) return [{ children: [...head, ...table, ...(table.length > 0 ? [pageBreak()] : []), ...body] }];
    if (wide || table.length === 0) return [{ ...text, children: [...head, ...table, ...body] }];
    return [
      { properties: { page: page ?? {} }, children: [...head, ...table] },
      { ...text, children: body },
    ];
  };
  if (!isOnText(layout)) {
    const children = [new Paragraph({ style: "BodyText" }), ...layouts[layout](compilation, contents)];
    const steps = new Steps(stepCount(children) + packingSteps);
    const document = new Document({ ...facts, sections: sections() });
    const body = eachAStep(children, steps);
    yield* packDocx(document, compilation.generatedAt, { body, comments: [], steps, host: setting });
    return;
  }
  const tracked = layout === "tracked-changes" ? planTrackedChanges(compilation) : null;
  const proposals = tracked ?? noProposals;
  const view = threadViewer(compilation, tracked && { ...tracked, nests: true });
  const plan = planText(compilation, new CommentBook(view, version.language), proposals);
  const steps = new Steps(threadCount(compilation) + compilation.clauses.length + packingSteps);
  const anchors = yield* anchorComments(compilation, { ...plan, steps });
  const writer = new TextWriter(compilation, proposals, contents, { ...plan, anchors, view });
  const commented = new Document({
    ...facts,
    comments: { children: plan.book.comments },
    footnotes: writer.footnotes,
    sections: sections(),
  });
  const { texts: comments } = plan.book;
  yield* packDocx(commented, compilation.generatedAt, { body: writer.body(steps), comments, steps, host: setting });
}

function pageBreak(): Paragraph {
  return new Paragraph({ style: "BodyText", children: [new PageBreak()] });
}

const layouts: Readonly<
  Record<
    Exclude<CompilationLayout, LayoutOnText>,
    (compilation: Compilation, contents: ContentsBook) => (FileChild | TableInRows)[]
  >
> = {
  forum: forumLayout,
  "three-columns": threeColumns,
  "comment-form": commentForm,
  "by-source": bySourceLayout,
  letter: bySourceLayout,
  record: forumLayout,
};

/** Data about a text, collected before it is written. */
interface TextPlan {
  book: CommentBook;
  runs: ReadonlyMap<string, InlineRun[]>;
  notes: NotePlan;
  newNotes: ReadonlyMap<NewNote, number>;
  /** All notes in the order of their references. */
  order: readonly TrackedNote[];
  anchors: ReadonlyMap<string, Anchor[]>;
  view: ThreadViewer;
}

function planText(
  { clauses }: Compilation,
  book: CommentBook,
  proposals: ProposalPlan<ChangeTracker>,
): Omit<TextPlan, "anchors" | "view"> {
  const runs = new Map(clauses.map(({ id, content }) => [id, inlineRunsOf(fragmentOf(content))]));
  const footnotes = new Set(clauses.filter(({ kind }) => kind === "footnote").map(({ id }) => id));
  const inText = clauses.filter(({ id }) => !footnotes.has(id));
  const references = inText.flatMap(({ id }) => runs.get(id) ?? []).filter((run) => run.kind === "note");
  const order = notesInOrder(inText, runs, proposals);
  return { book, runs, order, ...withNewNotes(planNotes(references, footnotes), order) };
}

class TextWriter {
  readonly #book: CommentBook;
  readonly footnotes: Record<string, { children: Paragraph[] }> = {};
  readonly #compilation: Compilation;
  readonly #runs: ReadonlyMap<string, InlineRun[]>;
  readonly #notes: NotePlan;
  readonly #anchors: ReadonlyMap<string, Anchor[]>;
  readonly #settings: ReadonlyMap<string, ClauseSetting>;
  readonly #proposals: ProposalPlan<ChangeTracker>;
  readonly #linked: ReadonlySet<string>;
  readonly #headings: ReadonlyMap<string, ReturnType<ContentsBook["list"]>>;
  readonly #annex: FileChild[];
  readonly #printedNotes = new Set<string>();
  readonly #newNotes: ReadonlyMap<NewNote, number>;
  #bookmarks = 0;

  constructor(
    compilation: Compilation,
    proposals: ProposalPlan<ChangeTracker>,
    contents: ContentsBook,
    plan: TextPlan,
  ) {
    const { clauses } = compilation;
    this.#compilation = compilation;
    this.#proposals = proposals;
    this.#book = plan.book;
    this.#runs = plan.runs;
    this.#notes = plan.notes;
    this.#newNotes = plan.newNotes;
    this.#anchors = plan.anchors;
    this.#settings = clauseSettings(compilation);
    const hrefs = [...this.#runs.values()].flat().flatMap((run) => (run.kind === "text" ? (run.marks.href ?? []) : []));
    const ids = new Set(clauses.map(({ id }) => id));
    this.#linked = new Set(
      hrefs.filter((href) => href.startsWith("#") && ids.has(href.slice(1))).map((href) => href.slice(1)),
    );
    const headings = clauses.filter(({ kind }) => kind === "heading");
    this.#headings = new Map(
      headings.map((clause) => [
        clause.id,
        contents.list({ ...clause, label: clause.printed, level: this.#setting(clause).level }),
      ]),
    );
    for (const clause of clauses) if (this.#notes.numberOf.has(clause.id)) this.#writeNote(clause);
    for (const reference of plan.order) if ("note" in reference) this.#writeNewNote(reference.note, reference.tracker);
    this.#annex = this.#unplaced(plan.view);
  }

  /**
   * Yields the text one paragraph or table at a time, so that a long text is written piece by piece. Each clause counts
   * as one step.
   */
  *body(steps: Steps): Generator<FileChild, void> {
    yield* this.#followers("");
    const { clauses, direction } = this.#compilation;
    const inText = clauses.filter(({ id }) => !this.#notes.numberOf.has(id));
    const front = inText[0]?.table ? [] : this.#newRows("");
    let afterTable = front.length > 0;
    if (afterTable) yield tableOf(front, direction === "rtl");
    for (let index = 0; index < inText.length; index += 1) {
      const clause = inText[index];
      if (!clause) continue;
      if (!clause.table) {
        afterTable = false;
        const edits = this.#proposals.edits.get(clause.id);
        const content = this.#content(clause);
        yield* editedParagraph(this.#setting(clause), edits, content);
        yield* this.#followers(clause.id);
        steps.advance();
        const rows = this.#newRows(clause.id);
        if (rows.length === 0 || inText[index + 1]?.table) continue;
        yield tableOf(rows, this.#setting(clause).rightToLeft);
        afterTable = true;
        continue;
      }
      const cells = inText.slice(index).filter(({ table }) => table?.id === clause.table?.id);
      // Word joins two adjacent tables, and requires a paragraph after the last one.
      if (afterTable) yield new Paragraph({ style: "BodyText" });
      afterTable = true;
      const rows = [...this.#newRows(inText[index - 1]?.id ?? ""), ...this.#rowsOf(cells)];
      yield tableOf(rows, this.#setting(clause).rightToLeft);
      steps.advance(cells.length);
      index += cells.length - 1;
    }
    if (afterTable) yield new Paragraph({ style: "BodyText" });
    yield* this.#annex;
  }

  /** Returns the rows of a table, each followed by the new rows below it. */
  #rowsOf(cells: readonly CompiledClause[]): TableRowContent[] {
    return tableLines(cells).flatMap((line) => {
      const rows = tableRowsOf(line, (cell) => clauseParagraph(this.#setting(cell), this.#content(cell)));
      const [deletedBy] = line.map(({ id }) => this.#proposals.edits.get(id)?.deleted ?? null);
      const change = deletedBy && { deletion: deletedBy.nextFacts() };
      return [
        ...rows.map((row) => ({ ...row, ...(change && { change }) })),
        ...line.flatMap(({ id }) => this.#newRows(id)),
      ];
    });
  }

  #newRows(after: string): TableRowContent[] {
    const rows = newRows(this.#proposals.followers.get(after));
    const rightToLeft = this.#compilation.direction === "rtl";
    return rows.map((cells) => insertedRow(cells, rightToLeft, ({ notes }) => this.#newNote(notes)));
  }

  /** Renders the clauses proposed to follow a clause: new ones, and ones moved from elsewhere. */
  #followers(after: string): FileChild[] {
    const { clauses, direction } = this.#compilation;
    return withoutRows(this.#proposals.followers.get(after)).flatMap((follower) => {
      if ("inserted" in follower) {
        const before = clauses.slice(0, clauses.findIndex(({ id }) => id === after) + 1);
        const setting = insertedSetting(follower.inserted, before, direction);
        return insertedParagraph(follower, setting, this.#newNote(follower.notes));
      }
      const clause = clauses.find(({ id }) => id === follower.moved);
      if (!clause) return [];
      const edits = this.#proposals.edits.get(clause.id);
      const content = rewordedContent(clause, edits);
      const setting = this.#setting(clause);
      const label = edits?.relabelled ? edits.relabelled.step.label : setting.label;
      return movedHere(follower, content, { ...setting, label }, this.#noteAmong(follower.notes));
    });
  }

  #writeNote(clause: CompiledClause): void {
    const { rightToLeft, label } = this.#setting(clause);
    const paragraph = noteParagraph(this.#notes, label, rightToLeft, this.#content(clause));
    this.footnotes[String(this.#notes.numberOf.get(clause.id))] = { children: [paragraph] };
  }

  /** Writes a note that belongs to a tracked change, with its text as inserted. */
  #writeNewNote(note: NewNote, tracker: ChangeTracker): void {
    const rightToLeft = this.#compilation.direction === "rtl";
    const setting = { rightToLeft, language: null, bookmarks: new Set<string>(), note: printedMark };
    const track = (parts: ParagraphPart[]): ParagraphPart[] => tracker.track("inserted", parts);
    const content = inlineRunsOf(fragmentOf(note.content)).flatMap((run) => runParts(run, setting, { track }));
    this.footnotes[String(this.#newNotes.get(note))] = {
      children: [noteParagraph(this.#notes, note.label, rightToLeft, content)],
    };
  }

  /** Returns a renderer of references, both to new notes and to those of the text. */
  #newNote(notes: readonly NewNote[]): RunSetting["note"] {
    return this.#noteAmong(new Map(notes.map((note, at) => [`new-${String(at + 1)}`, note])));
  }

  /** The same, for new notes given by the ids that their references use. */
  #noteAmong(notes: ReadonlyMap<string, NewNote>): RunSetting["note"] {
    const noteNumbers = new Map([...notes].map(([id, note]) => [id, this.#newNotes.get(note) ?? 0]));
    return (reference) =>
      noteNumbers.has(reference.clause)
        ? noteReference({ ...this.#notes, numberOf: noteNumbers }, reference, new Set())
        : noteReference(this.#notes, reference, this.#printedNotes);
  }

  #content(clause: CompiledClause): ParagraphPart[] {
    const inNote = this.#notes.numberOf.has(clause.id);
    const setting: RunSetting = {
      rightToLeft: this.#setting(clause).rightToLeft,
      language: clause.language,
      bookmarks: this.#linked,
      // Word has no footnotes inside footnotes, so there a reference prints its label.
      note: (reference) =>
        noteReference(inNote ? { ...this.#notes, numberOf: new Map() } : this.#notes, reference, this.#printedNotes),
    };
    const runs = this.#runs.get(clause.id) ?? [];
    const edits = contentEdits(this.#proposals.edits.get(clause.id), clause.text.length);
    const newNote = inNote ? () => setting.note : ({ notes }: ContentEdit) => this.#newNote(notes);
    const noteDeletedBy = (note: string): ChangeTracker | null => this.#proposals.edits.get(note)?.deleted ?? null;
    const anchors = this.#anchors.get(clause.id) ?? [];
    const parts = clauseContent(runs, setting, { anchors, edits, newNote, noteDeletedBy });
    const listed = this.#headings.get(clause.id)?.(parts) ?? parts;
    const content = [...listed, ...lineRange(clause, this.#compilation.version.language)];
    if (!this.#linked.has(clause.id)) return content;
    this.#bookmarks += 1;
    return bookmarked(bookmarkName(clause.id), this.#bookmarks, content);
  }

  /** Renders unplaced comments. If the draft has no clauses, also renders remarks on the whole document. */
  #unplaced(view: ThreadViewer): FileChild[] {
    const { general, orphans, clauses, version } = this.#compilation;
    const homeless = clauses.length > 0 ? orphans : [...general, ...orphans];
    if (homeless.length === 0) return [];
    return [
      line("UnplacedHeading", word("export-orphans", version.language)),
      ...homeless.map((thread) => {
        const numbers = this.#book.add(thread, null);
        const text = view(thread).about || word("export-general", version.language);
        return paragraphOf({ style: "UnplacedText", bidirectional: readsRightToLeft(text) }, [
          ...commentStarts(numbers),
          ...sentenceRuns(text),
          ...commentEnds(numbers),
        ]);
      }),
    ];
  }

  #setting(clause: CompiledClause): ClauseSetting {
    const setting = this.#settings.get(clause.id);
    if (!setting) throw new RangeError(`Not a clause of the compilation: ${clause.id}`);
    return setting;
  }
}
