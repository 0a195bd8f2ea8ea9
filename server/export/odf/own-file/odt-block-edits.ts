import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InsertOperation, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { descendants, type Edit, elementsOf, type SourceElement } from "../../package/xml-source.ts";
import { inlineRunsOf } from "../../shared/inline-runs.ts";
import type { TextAmendment } from "../../shared/amended-runs.ts";
import type { ClauseEdits } from "../../shared/proposal-plan.ts";
import { xmlElement, xmlEnd } from "../../shared/xml.ts";
import { InsertedText, isPlain } from "./inserted-text.ts";
import { listParts, type Surroundings } from "../list-positions.ts";
import { type NewParagraph, NewParagraphs } from "./new-paragraphs.ts";
import { type OdtBlock, OdtBlocks } from "./odt-blocks.ts";
import type { NewStyles } from "../odt-styles.ts";
import { type OdtAuthor, type OdtContent, type OdtRegions, withoutIds } from "../odt-content.ts";
import type { OdtTrackSetting } from "./odt-replacements.ts";

/** A deleted paragraph. */
interface Deleted {
  readonly by: OdtAuthor;
  /** Starts and ends of comments on it. */
  begun: string;
  ended: string;
}

/** The elements that a deleted paragraph may contain. */
const kept = new Set(
  "text:span text:a text:s text:tab text:line-break text:soft-page-break text:bookmark text:bookmark-start text:bookmark-end text:note text:note-citation text:note-body text:p".split(
    " ",
  ),
);

/** A new or moved clause after a paragraph, or before one if it is the first of the text. */
interface Inserted {
  readonly by: OdtAuthor;
  /** The amendments to its text that the file shows. */
  readonly amendments?: readonly TextAmendment<OdtAuthor>[] | undefined;
  /** Returns its paragraph, given the neighbours. */
  readonly make: (place: Surroundings) => NewParagraph | undefined;
}

/** Writes deleted and new paragraphs as tracked changes. */
export class OdtBlockEdits {
  readonly #content: OdtContent;
  readonly #blocks: OdtBlocks;
  readonly #regions: OdtRegions;
  readonly #new: NewParagraphs;
  readonly #styles: NewStyles;
  readonly #first: string;
  readonly #deleted = new Map<SourceElement, Deleted>();
  /** By the paragraph that they follow. The others are before the first clause. */
  readonly #inserted = new Map<SourceElement, Inserted[]>();
  readonly #leading = new Map<SourceElement, Inserted[]>();
  /** Whether an element is removed from the text with its paragraphs. */
  readonly #gone = new Map<SourceElement, boolean>();

  constructor({ content, places, styles, regions }: OdtTrackSetting, clauses: readonly CompiledClause[]) {
    this.#content = content;
    this.#blocks = new OdtBlocks(content, places, clauses);
    this.#regions = regions;
    this.#styles = styles;
    this.#new = new NewParagraphs({ content }, this.#blocks, clauses);
    this.#first = clauses[0]?.id ?? "";
  }

  /** Whether a clause is a paragraph of its own with nothing but text, notes, and bookmarks that also end in it. */
  canDelete(clause: string): boolean {
    const block = this.#blocks.of(clause);
    if (!block) return false;
    const inside = [...descendants(block.paragraph)];
    return inside.every(({ name }) => kept.has(name)) && areClosed(inside);
  }

  delete(clause: string, by: OdtAuthor): void {
    const block = this.#blocks.of(clause);
    if (block) this.#deleted.set(block.paragraph, { by, begun: "", ended: "" });
  }

  /** Whether a new clause is a paragraph of plain text, beside a paragraph that is a clause of its own. */
  canInsert({ after, clause, notes = [] }: InsertOperation): boolean {
    if (clause.kind === "cell" || clause.kind === "footnote" || notes.length > 0) return false;
    const runs = inlineRunsOf(fragmentOf(clause.content));
    return runs.every(isPlain) && this.#besides(after) !== undefined && this.#new.hasModel(clause, after);
  }

  insert(clause: InsertOperation["clause"], after: string, { by, amendments }: Omit<Inserted, "make">): void {
    this.#add(after, { by, amendments, make: (place) => this.#new.between(clause, after, place) });
  }

  /** Whether a clause can be deleted at its position and copied to another one. */
  canMove({ clause, after }: Extract<ProposalOperation, { kind: "move" }>): boolean {
    return this.canDelete(clause) && this.#besides(after) !== undefined;
  }

  /** Inserts a clause at its new position. `edits` are the other changes to it. */
  moveHere(
    clause: string,
    after: string,
    { edits, by }: { edits: ClauseEdits<unknown> | undefined; by: OdtAuthor },
  ): void {
    this.#add(after, { by, make: (place) => this.#new.moved(clause, edits, place) });
  }

  /** Returns the paragraph of a clause. Undefined if it has none of its own. */
  blockOf(clause: string): OdtBlock | undefined {
    return this.#blocks.of(clause);
  }

  #add(after: string, inserted: Inserted): void {
    const paragraph = this.#besides(after);
    if (!paragraph) return;
    const list = after === "" ? this.#leading : this.#inserted;
    list.set(paragraph, [...(list.get(paragraph) ?? []), inserted]);
  }

  #besides(after: string): SourceElement | undefined {
    return this.#blocks.of(after === "" ? this.#first : after)?.paragraph;
  }

  /** Takes an edit of a comment over if it is in a deleted paragraph. Returns whether it is. */
  takeOver({ start, text }: Edit, isEnd: boolean): boolean {
    const around = [...this.#deleted].find(([paragraph]) => paragraph.start < start && start < paragraph.end)?.[1];
    if (around && isEnd) around.ended += text;
    else if (around) around.begun += text;
    return around !== undefined;
  }

  /**
   * Returns the edits of all steps. A deletion has its mark, and an insertion its end, at the start of the next
   * paragraph that stays, as in LibreOffice. Without one, a deleted paragraph stays without its text, and an insertion
   * begins at the end of the paragraph before it. `ends` come after all other edits at the same offset.
   */
  edits(): { edits: Edit[]; ends: Edit[] } {
    const edits: Edit[] = [];
    const ends: Edit[] = [];
    if (this.#deleted.size + this.#inserted.size + this.#leading.size === 0) return { edits, ends };
    let pending = "";
    for (const paragraph of this.#blocks.paragraphs) {
      pending = this.#insertBetween(undefined, paragraph, { edits, pending });
      const next = this.#blocks.next(paragraph);
      const deleted = this.#deleted.get(paragraph);
      const isMoved = deleted !== undefined && next !== undefined;
      if (deleted) pending += this.#mark(paragraph, deleted, isMoved);
      const begun = next ? "" : this.#insertAtEnd(paragraph, edits);
      if (isMoved) this.#gone.set(paragraph, true);
      else {
        const { openEnd: start, closeStart: end } = paragraph;
        if (deleted) edits.push({ start, end, text: pending + begun });
        else if (pending !== "") edits.push(this.#atStart(paragraph, pending));
        if (!deleted && begun !== "") ends.push({ start: end, end, text: begun });
        pending = "";
      }
      if (next) pending = this.#insertBetween(paragraph, next, { edits, pending });
    }
    const removed = new Set(
      [...this.#deleted.keys()].filter((one) => this.#isGone(one)).map((one) => this.#topOf(one)),
    );
    return { edits: [...edits, ...[...removed].map(({ start, end }) => ({ start, end, text: "" }))], ends };
  }

  /** Inserts new paragraphs, each with what is pending at its start. Returns what is pending after them. */
  #insertBetween(
    previous: SourceElement | undefined,
    next: SourceElement,
    { edits, pending }: { edits: Edit[]; pending: string },
  ): string {
    const isReplaced = previous !== undefined && this.#deleted.has(previous);
    let [waiting, from] = [pending, 0];
    for (const { make, ...insertion } of (previous ? this.#inserted.get(previous) : this.#leading.get(next)) ?? []) {
      const paragraph = make({ previous, next, from, isReplaced });
      if (!paragraph) continue;
      const text = this.#textOf(insertion);
      const marks = { before: waiting + text.start, after: () => "" };
      from = this.#write(paragraph, paragraph.write(text, marks), edits);
      waiting = text.end;
    }
    return waiting;
  }

  /** Inserts new paragraphs that nothing follows. Returns the mark for the end of the paragraph before them. */
  #insertAtEnd(previous: SourceElement, edits: Edit[]): string {
    const list = this.#inserted.get(previous) ?? [];
    const texts = list.map((insertion) => this.#textOf(insertion));
    let from = 0;
    for (const [index, { make }] of list.entries()) {
      const paragraph = make({ previous, next: undefined, from, isReplaced: false });
      const text = texts[index];
      if (!paragraph || !text) continue;
      const marks = { before: "", after: () => text.end + (texts[index + 1]?.start ?? "") };
      from = this.#write(paragraph, paragraph.write(text, marks), edits);
    }
    return texts[0]?.start ?? "";
  }

  #textOf({ by, amendments }: Omit<Inserted, "make">): InsertedText {
    return new InsertedText({ regions: this.#regions, styles: this.#styles, by, amendments });
  }

  /** Inserts a new paragraph, whose lists then stay. Returns its offset. */
  #write({ position }: NewParagraph, text: string, edits: Edit[]): number {
    for (let at: SourceElement | null = position.parent; at; at = at.parent) this.#gone.set(at, false);
    edits.push({ start: position.at, end: position.at, text });
    return position.at;
  }

  #mark(paragraph: SourceElement, { by, begun, ended }: Deleted, isMoved: boolean): string {
    const { xml } = this.#content.source;
    const own = this.#openTag(paragraph, isMoved) + xml.slice(paragraph.openEnd, paragraph.end);
    if (!isMoved) return begun + this.#regions.deletion(by, own) + ended;
    let whole = own;
    for (let at = paragraph.parent; at && listParts.has(at.name); at = at.parent) {
      whole = this.#openTag(at, false) + whole + xmlEnd(at.raw);
    }
    // The last paragraph of a deletion continues in the text after it.
    return begun + this.#regions.deletion(by, whole + xmlElement("text:p")) + ended;
  }

  /** Returns a start tag. Ids are unique, so a copy has none. */
  #openTag({ start, openEnd }: SourceElement, withId: boolean): string {
    const tag = this.#content.source.xml.slice(start, openEnd);
    return withId ? tag : withoutIds(tag);
  }

  #atStart({ raw, start, openEnd }: SourceElement, marks: string): Edit {
    const isClosed = this.#content.source.xml.slice(start, openEnd).endsWith("/>");
    if (!isClosed) return { start: openEnd, end: openEnd, text: marks };
    return { start: openEnd - 2, end: openEnd, text: `>${marks}${xmlEnd(raw)}` };
  }

  #isGone(element: SourceElement): boolean {
    const known = this.#gone.get(element);
    if (known !== undefined) return known;
    const parts = elementsOf(element).filter(({ name }) => name !== "text:soft-page-break");
    const gone = listParts.has(element.name) && parts.length > 0 && parts.every((part) => this.#isGone(part));
    this.#gone.set(element, gone);
    return gone;
  }

  /** Returns the outermost list or entry that has no other text than removed paragraphs. */
  #topOf(paragraph: SourceElement): SourceElement {
    let top = paragraph;
    while (top.parent && this.#isGone(top.parent)) top = top.parent;
    return top;
  }
}

/** Whether every bookmark begins and ends among these elements. */
function areClosed(elements: readonly SourceElement[]): boolean {
  const namesOf = (kind: string): string =>
    elements
      .filter(({ name }) => name === kind)
      .map(({ attributes }) => attributes.find(({ local }) => local === "name")?.value ?? "")
      .sort()
      .join("\n");
  return namesOf("text:bookmark-start") === namesOf("text:bookmark-end");
}
