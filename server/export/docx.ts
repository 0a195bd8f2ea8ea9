import { Document, Paragraph, TextRun, type FileChild } from "docx";
import { fragmentOf } from "#core/annotate/inline-content.ts";
import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import { anchorComments, type Anchor } from "./docx-anchors.ts";
import { bySourceLayout } from "./docx-by-source.ts";
import { clauseContent } from "./docx-clause-content.ts";
import { commentForm } from "./docx-comment-form.ts";
import { CommentBook, commentEnds, commentStarts } from "./docx-comments.ts";
import { ContentsBook } from "./docx-contents.ts";
import { coverSection, line, textSection } from "./docx-cover.ts";
import { paragraphOf, type ParagraphPart } from "./docx-element.ts";
import { forumLayout } from "./docx-forum-layout.ts";
import { noteParagraph, noteReference, planNotes, type NotePlan } from "./docx-notes.ts";
import { eachAStep, packDocx, packingSteps, textPlace } from "./docx-package.ts";
import { bookmarked, clauseParagraph, clauseSettings, type ClauseSetting } from "./docx-paragraphs.ts";
import { bookmarkName, type RunSetting } from "./docx-runs.ts";
import { planTrackedChanges } from "./docx-proposals.ts";
import {
  contentEdits,
  editedParagraph,
  insertedParagraph,
  insertedSetting,
  movedHere,
} from "./docx-proposed-clauses.ts";
import { docxStyles } from "./docx-styles.ts";
import { tableOf, tableRowsOf } from "./docx-tables.ts";
import { threeColumns } from "./docx-three-columns.ts";
import type { ChangeTracker } from "./docx-tracking.ts";
import { inlineRunsOf, type InlineRun } from "./inline-runs.ts";
import { noProposals, type ProposalPlan } from "./proposal-plan.ts";
import { Steps, threadCount, type Piece } from "./steps.ts";
import { originPlace, wordingOf } from "./thread-words.ts";
import { readsRightToLeft, word } from "./words.ts";

/**
 * A commented text as a Word file, after a title page.
 *
 * Laid out on the words, it is the draft, and every comment and proposal is a real Word comment on its words, with its
 * thread; what has no place on the draft stands at the end, each on the words it spoke of. As tracked changes, proposals
 * stand in the text too, as far as they leave each other room. The other layouts print what was said as text. The same
 * compilation gives the same bytes.
 */
export async function* docx(
  compilation: Compilation,
  layout: CompilationLayout = "on-the-words",
): AsyncGenerator<Piece, void> {
  const { version, forum, document, address } = compilation;
  const facts = {
    title: document.title,
    subject: version.label,
    description: address,
    creator: forum.name,
    lastModifiedBy: forum.name,
    styles: docxStyles(version.language),
  };
  const cover = coverSection(compilation);
  const contents = new ContentsBook();
  const front = () => ({ ...cover, children: [...cover.children, ...contents.table(version.language)] });
  if (layout !== "on-the-words" && layout !== "tracked-changes") {
    const { draw, wide } = layouts[layout];
    // LibreOffice gives a table that opens a section the page of the section before.
    const children = [...(wide ? [new Paragraph({ style: "TableText" })] : []), ...draw(compilation, contents)];
    const text = { ...textSection(compilation, { wide }), children: [textPlace] };
    const steps = new Steps(children.length + packingSteps);
    const document = new Document({ ...facts, sections: [front(), text] });
    yield* packDocx(document, compilation.generatedAt, { body: eachAStep(children, steps), comments: [], steps });
    return;
  }
  const proposals =
    layout === "tracked-changes" ? planTrackedChanges(compilation, wordingOf(compilation)) : noProposals;
  const plan = planText(compilation, new CommentBook(wordingOf(compilation), proposals.drawn));
  const steps = new Steps(threadCount(compilation) + compilation.clauses.length + packingSteps);
  const anchors = yield* anchorComments(compilation, plan.runs, plan.notes, plan.book, steps);
  const writer = new TextWriter(compilation, proposals, contents, { ...plan, anchors });
  const commented = new Document({
    ...facts,
    comments: { children: plan.book.comments },
    footnotes: writer.footnotes,
    sections: [front(), { ...textSection(compilation), children: [textPlace] }],
  });
  yield* packDocx(commented, compilation.generatedAt, { body: writer.body(steps), comments: plan.book.words, steps });
}

const layouts: Readonly<
  Record<
    Exclude<CompilationLayout, "on-the-words" | "tracked-changes">,
    { draw: (compilation: Compilation, contents: ContentsBook) => FileChild[]; wide: boolean }
  >
> = {
  forum: { draw: forumLayout, wide: false },
  "three-columns": { draw: threeColumns, wide: true },
  "comment-form": { draw: commentForm, wide: true },
  "by-source": { draw: bySourceLayout, wide: false },
};

/** What is known of a text before it is written. */
interface TextPlan {
  book: CommentBook;
  runs: ReadonlyMap<string, InlineRun[]>;
  notes: NotePlan;
  anchors: ReadonlyMap<string, Anchor[]>;
}

function planText({ clauses }: Compilation, book: CommentBook): Omit<TextPlan, "anchors"> {
  const runs = new Map(clauses.map(({ id, content }) => [id, inlineRunsOf(fragmentOf(content))]));
  const footnotes = new Set(clauses.filter(({ kind }) => kind === "footnote").map(({ id }) => id));
  const inText = clauses.filter(({ id }) => !footnotes.has(id)).flatMap(({ id }) => runs.get(id) ?? []);
  const references = inText.filter((run) => run.kind === "note");
  return { book, runs, notes: planNotes(references, footnotes) };
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
    this.#anchors = plan.anchors;
    this.#settings = clauseSettings(compilation);
    const hrefs = [...this.#runs.values()].flat().flatMap((run) => (run.kind === "text" ? (run.marks.href ?? []) : []));
    const ids = new Set(clauses.map(({ id }) => id));
    this.#linked = new Set(
      hrefs.filter((href) => href.startsWith("#") && ids.has(href.slice(1))).map((href) => href.slice(1)),
    );
    const headings = clauses.filter(({ kind }) => kind === "heading");
    this.#headings = new Map(
      headings.map((clause) => [clause.id, contents.list(this.#setting(clause).level, clause.label, clause.text)]),
    );
    for (const clause of clauses) if (this.#notes.numberOf.has(clause.id)) this.#writeNote(clause);
    this.#annex = this.#unplaced();
  }

  /** The text, a paragraph or a table at a time: a long one is written before the next is made. A clause is a step. */
  *body(steps: Steps): Generator<FileChild, void> {
    yield* this.#followers("");
    let afterTable = false;
    const { clauses } = this.#compilation;
    const inText = clauses.filter(({ id }) => !this.#notes.numberOf.has(id));
    for (let index = 0; index < inText.length; index += 1) {
      const clause = inText[index];
      if (!clause) continue;
      if (!clause.table) {
        afterTable = false;
        const edits = this.#proposals.edits.get(clause.id);
        const content = this.#content(clause);
        yield* editedParagraph(this.#setting(clause), edits, content);
        yield* this.#followers(clause.id);
        steps.take();
        continue;
      }
      const cells = inText.slice(index).filter(({ table }) => table?.id === clause.table?.id);
      // Word makes one table of two that touch, and wants a paragraph after the last.
      if (afterTable) yield new Paragraph({ style: "BodyText" });
      afterTable = true;
      const rows = tableRowsOf(cells, (cell) => clauseParagraph(this.#setting(cell), this.#content(cell)));
      yield tableOf(rows, this.#setting(clause).rightToLeft);
      steps.take(cells.length);
      index += cells.length - 1;
    }
    if (afterTable) yield new Paragraph({ style: "BodyText" });
    yield* this.#annex;
  }

  /** What is proposed to stand after a clause: new clauses, and ones from elsewhere. */
  #followers(after: string): FileChild[] {
    const { clauses, direction } = this.#compilation;
    return (this.#proposals.followers.get(after) ?? []).flatMap((follower) => {
      if ("inserted" in follower) {
        const before = clauses.slice(0, clauses.findIndex(({ id }) => id === after) + 1);
        return insertedParagraph(follower, insertedSetting(follower.inserted, before, direction));
      }
      const clause = clauses.find(({ id }) => id === follower.moved);
      return clause ? movedHere(follower, clause, this.#setting(clause), this.#proposals.edits.get(clause.id)) : [];
    });
  }

  #writeNote(clause: CompiledClause): void {
    const { rightToLeft, label } = this.#setting(clause);
    const paragraph = noteParagraph(this.#notes, label, rightToLeft, this.#content(clause));
    this.footnotes[String(this.#notes.numberOf.get(clause.id))] = { children: [paragraph] };
  }

  #content(clause: CompiledClause): ParagraphPart[] {
    const inNote = this.#notes.numberOf.has(clause.id);
    const setting: RunSetting = {
      rightToLeft: this.#setting(clause).rightToLeft,
      language: clause.language,
      bookmarks: this.#linked,
      // Word has no footnotes to footnotes: there a reference prints its label.
      note: (reference) =>
        noteReference(inNote ? { ...this.#notes, numberOf: new Map() } : this.#notes, reference, this.#printedNotes),
    };
    const runs = this.#runs.get(clause.id) ?? [];
    const edits = contentEdits(this.#proposals.edits.get(clause.id), clause.text.length);
    const words = clauseContent(runs, this.#anchors.get(clause.id) ?? [], setting, edits);
    const content = this.#headings.get(clause.id)?.(words) ?? words;
    if (!this.#linked.has(clause.id)) return content;
    this.#bookmarks += 1;
    return bookmarked(bookmarkName(clause.id), this.#bookmarks, content);
  }

  /** What has no place on the draft, and remarks on a draft without a clause to hang them on. */
  #unplaced(): FileChild[] {
    const { general, orphans, clauses, version } = this.#compilation;
    const homeless = clauses.length > 0 ? orphans : [...general, ...orphans];
    if (homeless.length === 0) return [];
    return [
      line("UnplacedHeading", word("export-orphans", version.language)),
      ...homeless.map((thread) => {
        const numbers = this.#book.add(thread, null);
        const text = originPlace(thread) || word("export-general", version.language);
        const rightToLeft = readsRightToLeft(text);
        return paragraphOf({ style: "UnplacedText", bidirectional: rightToLeft }, [
          ...commentStarts(numbers),
          new TextRun({ text, rightToLeft }),
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
