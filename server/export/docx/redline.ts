import { ledBySymbol } from "#core/text/version.ts";
import { Document, type FileChild, type IParagraphOptions, type Paragraph } from "docx";
import { ContentsBook, type TrackedHeading } from "./contents.ts";
import { paragraphOf, type ParagraphPart } from "./element.ts";
import { noteParagraph, noteReference } from "./notes.ts";
import { planNotes, type NotePlan } from "../tracked/note-plan.ts";
import { eachAStep, packDocx, packingSteps, textPlace } from "./package.ts";
import { paragraphOptions, runsRightToLeft } from "./paragraphs.ts";
import { docxStyles } from "./styles.ts";
import { ChangeTracker, type TrackedKind } from "./tracking.ts";
import type { InlineRun } from "../shared/inline-runs.ts";
import { rowKind, rowMoveRange, rowParts, sideOnly, trackableRows } from "./redline-clause.ts";
import { redlineTable } from "./redline-table.ts";
import { redlineSections } from "./redline-sections.ts";
import {
  type SourceRow,
  sourceRows,
  redlineLanguage,
  type RedlineSource,
  type SideClause,
  sideClauses,
  sideLevels,
} from "../shared/redline-source.ts";
import { Steps, type Piece } from "../shared/steps.ts";

/**
 * Writes a redline as a Word file with real tracked changes. Accepting all gives the revised draft and rejecting all
 * gives the base, including labels, footnotes and formatting. Moves are tracked as moves, with a named range at each
 * end.
 *
 * The body contains only the two drafts, and a table of contents if the revised draft has headings. The compared
 * versions are named in the first header, so that the text left after accepting is only the draft's. The author of the
 * changes is the revised draft, and their date is that of its cover, because no particular person made them.
 */
export async function* redlineDocx(source: RedlineSource): AsyncGenerator<Piece, void> {
  const { version } = source.revised;
  const begin = (): RedlineWriter => new RedlineWriter(source, new ChangeTracker(version.label, version.date));
  // The headings and footnotes come before the text in the file or beside it. Therefore the text is made twice, and of
  // 100 000 paragraphs only one is in memory.
  const writer = begin();
  let paragraphs = 0;
  for (const _paragraph of writer.body()) {
    paragraphs += 1;
    if (paragraphs % someParagraphs === 0) yield { content: "", done: 0, of: 1 };
  }
  const steps = new Steps(paragraphs + packingSteps);
  const contents = writer.contents.table(redlineLanguage(source), linesOf(source));
  const document = new Document({
    title: ledBySymbol(source.revised.document, version, source.revised.document.title).join(", "),
    // The body has room for the two drafts only, so the hashes are among the properties of the file.
    description: [source.base, source.revised]
      .map(({ address, version: { textHash } }) => `${address}: SHA-256 ${textHash}`)
      .join("\n"),
    creator: source.forum.name,
    lastModifiedBy: source.forum.name,
    styles: docxStyles(version.language),
    footnotes: writer.footnotes,
    sections: redlineSections(source, contents, [textPlace]),
  });
  yield* packDocx(document, source.generatedAt, { body: eachAStep(begin().body(), steps), comments: [], steps });
}

/** Returns the clauses of the revised draft with their text. */
function linesOf({ revised }: RedlineSource): Parameters<ContentsBook["table"]>[1] {
  return [...sideClauses(revised.draft).values()].map((clause) => ({ ...clause, text: clause.node.textContent }));
}

/** Number of paragraphs after which others get their turn. */
const someParagraphs = 50;

type Reference = Extract<InlineRun, { kind: "note" }>;

class RedlineWriter {
  readonly footnotes: Record<string, { children: Paragraph[] }> = {};
  /** The headings of both drafts. */
  readonly contents = new ContentsBook();
  readonly #source: RedlineSource;
  readonly #tracker: ChangeTracker;
  readonly #rows: SourceRow[];
  readonly #levels: Record<"base" | "revised", ReadonlyMap<string, number>>;
  readonly #sameNote = new Map<string, string>();
  readonly #noteRows = new Map<string, SourceRow[]>();
  readonly #notes: { base: NotePlan; revised: NotePlan };
  #noteCount = 0;

  constructor(source: RedlineSource, tracker: ChangeTracker) {
    this.#source = source;
    this.#tracker = tracker;
    const base = sideClauses(source.base.draft);
    const revised = sideClauses(source.revised.draft);
    this.#levels = { base: sideLevels(base), revised: sideLevels(revised) };
    this.#notes = { base: notesOf(base), revised: notesOf(revised) };
    this.#rows = trackableRows(sourceRows(source.redline, base, revised), (side, { id, kind }) =>
      this.#notes[side].numberOf.has(id) ? "note" : kind === "cell" ? "cell" : "body",
    );
    for (const row of this.#rows) {
      if (row.base?.kind === "footnote") this.#addNoteRow(`base ${row.base.id}`, row);
      if (row.revised?.kind === "footnote") this.#addNoteRow(`revised ${row.revised.id}`, row);
      if (row.base?.kind === "footnote" && row.revised?.kind === "footnote" && row.row.relation === "1:1") {
        this.#sameNote.set(row.base.id, row.revised.id);
      }
    }
  }

  /** Yields the paragraphs and tables of the text. Meanwhile it collects the headings and footnotes. */
  *body(): Generator<FileChild, void> {
    const rows = this.#rows.filter((row) => !this.#isNote(row));
    let open: ParagraphPart[] = [];
    let closed = false;
    for (let index = 0; index < rows.length; index += 1) {
      const row = rows[index];
      if (!row) continue;
      const cells = runOfCells(rows, index);
      if (cells.length > 0) {
        yield redlineTable(cells, this.#tracker, (cell) => this.#cell(cell), this.#rightToLeft(row));
        index += cells.length - 1;
        closed = false;
        continue;
      }
      const range = rowMoveRange(row.row, this.#trackerOf(row));
      open.push(...(range ? [range.start] : []), ...this.#listed(row, this.#parts(row)));
      const mark = paragraphMark(row);
      // No clause ends here in either draft, so the next row continues the same paragraph.
      if (mark === null) continue;
      yield this.#trackerOf(row).paragraph(mark, this.#options(row), open);
      if (range) yield range.end;
      open = [];
      closed = mark === "kept";
    }
    // Word cannot delete the last paragraph mark of a file, so a tracked one needs a paragraph after it to join. A
    // table needs one too.
    if (!closed) yield paragraphOf({ style: "BodyText" }, open);
  }

  /**
   * Marks the start of a heading of either draft as a link target for the table of contents. The entries are tracked
   * like the headings: accepting leaves those of the revised draft, rejecting those of the base.
   */
  #listed(row: SourceRow, parts: ParagraphPart[]): ParagraphPart[] {
    const { edges } = row;
    const base = edges.beginsBase && row.base?.kind === "heading" ? row.base : null;
    const revised = edges.beginsRevised && row.revised?.kind === "heading" ? row.revised : null;
    const listed = revised ?? base;
    if (!listed) return parts;
    const level = this.#levels[revised ? "revised" : "base"].get(listed.id) ?? 0;
    const text = listed.node.textContent;
    const tracker = this.#trackerOf(row);
    const tracked: TrackedHeading | null =
      base && revised ? null : { kind: revised ? "inserted" : "deleted", tracker: tracker.ofWholeClauses };
    const isReworded = base && revised && (base.node.textContent !== text || base.label !== revised.label);
    const reworded = isReworded ? { label: base.printed, text: base.node.textContent, tracker } : null;
    return this.contents.list({ level, label: listed.printed, text }, { tracked, reworded })(parts);
  }

  #cell(row: SourceRow): { options: IParagraphOptions; parts: ParagraphPart[] } {
    const range = rowMoveRange(row.row, this.#trackerOf(row));
    const parts = this.#parts(row);
    return { options: this.#options(row), parts: range ? [range.start, ...parts, range.end] : parts };
  }

  #parts(row: SourceRow): ParagraphPart[] {
    return rowParts(row, {
      tracker: this.#trackerOf(row),
      rightToLeft: this.#rightToLeft(row),
      sameNote: this.#sameNote,
      note: (kind, base, revised) => this.#reference(kind, base, revised),
    });
  }

  #trackerOf({ row }: SourceRow): ChangeTracker {
    return rowKind(row) === "kept" ? this.#tracker : this.#tracker.ofWholeClauses;
  }

  /**
   * Renders a reference with its own draft's label, and adds its note: as in that draft, or tracked if both drafts have
   * it.
   */
  #reference(kind: TrackedKind, base: Reference | null, revised: Reference | null): ParagraphPart[] {
    const reference = revised ?? base;
    if (!reference) return [];
    const side = revised ? "revised" : "base";
    const rows = this.#noteRows.get(`${side} ${reference.clause}`);
    if (!rows || !this.#notes[side].numberOf.has(reference.clause)) {
      return noteReference({ numberOf: new Map(), automatic: false }, reference, new Set());
    }
    const number = (this.#noteCount += 1);
    const automatic = this.#notes.base.automatic && this.#notes.revised.automatic;
    const plan: NotePlan = { numberOf: new Map([[reference.clause, number]]), automatic };
    const content = rows.flatMap((row) => {
      const only = kind === "kept" ? row : sideOnly(row, side);
      return this.#parts({ ...only, edges: { ...only.edges, beginsBase: false, beginsRevised: false } });
    });
    const first = rows[0];
    const rightToLeft = first ? this.#rightToLeft(first) : false;
    this.footnotes[String(number)] = { children: [noteParagraph(plan, reference.label, rightToLeft, content)] };
    return noteReference(plan, reference, new Set());
  }

  #options(row: SourceRow): IParagraphOptions {
    const { base, revised } = row;
    const side = revised ? "revised" : "base";
    const sideOptions = this.#sideOptions(side, revised ?? base);
    if (!base || !revised) return sideOptions;
    const before = this.#sideOptions("base", base);
    if (before.style === sideOptions.style) return sideOptions;
    return { ...sideOptions, revision: { ...this.#tracker.nextFacts(), ...before } };
  }

  #sideOptions(side: "base" | "revised", clause: SideClause | null): IParagraphOptions {
    if (!clause) return { style: "BodyText" };
    const table = clause.node.attrs["table"] as { header: boolean } | null;
    return paragraphOptions({
      kind: clause.kind,
      label: clause.label,
      level: this.#levels[side].get(clause.id) ?? 0,
      rightToLeft: this.#clauseRightToLeft(side, clause),
      header: table?.header ?? false,
    });
  }

  #rightToLeft({ base, revised }: SourceRow): boolean {
    if (revised) return this.#clauseRightToLeft("revised", revised);
    return base ? this.#clauseRightToLeft("base", base) : false;
  }

  #clauseRightToLeft(side: "base" | "revised", { node }: SideClause): boolean {
    const attributes = node.attrs as { direction: string | null; language: string | null };
    return runsRightToLeft(attributes, String(this.#source[side].draft.attrs["direction"]));
  }

  /** Footnotes with a reference in the text are at the foot of the page, not among the rows. */
  #isNote({ base, revised }: SourceRow): boolean {
    const referred = (side: "base" | "revised", clause: SideClause | null): boolean =>
      clause === null || (clause.kind === "footnote" && this.#notes[side].numberOf.has(clause.id));
    return referred("base", base) && referred("revised", revised);
  }

  #addNoteRow(key: string, row: SourceRow): void {
    this.#noteRows.set(key, [...(this.#noteRows.get(key) ?? []), row]);
  }
}

function notesOf(clauses: ReadonlyMap<string, SideClause>): NotePlan {
  const list = [...clauses.values()];
  const footnotes = new Set(list.filter(({ kind }) => kind === "footnote").map(({ id }) => id));
  const body = list.filter(({ kind }) => kind !== "footnote");
  return planNotes(
    body.flatMap(({ runs }) => runs.filter((run) => run.kind === "note")),
    footnotes,
  );
}

/** Returns how the end of the row's paragraph changes. Null if no clause ends here in either draft. */
function paragraphMark({ row, edges }: SourceRow): TrackedKind | null {
  if (edges.endsBase && edges.endsRevised) return "kept";
  const whole = rowKind(row);
  if (edges.endsRevised) return whole === "kept" ? "inserted" : whole;
  if (edges.endsBase) return whole === "kept" ? "deleted" : whole;
  return null;
}

function runOfCells(rows: readonly SourceRow[], from: number): SourceRow[] {
  const isCell = ({ base, revised }: SourceRow): boolean => (revised ?? base)?.kind === "cell";
  let to = from;
  for (let row = rows[to]; row && isCell(row); row = rows[to]) to += 1;
  return rows.slice(from, to);
}
