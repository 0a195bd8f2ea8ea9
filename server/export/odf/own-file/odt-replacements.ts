import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { ProposalOperation, ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import type { Edit, SourceElement } from "../../package/xml-source.ts";
import { UnsupportedPackageError } from "../../package/parts.ts";
import type { TextAmendment } from "../../shared/amended-runs.ts";
import { hasObjectBetween, type InlineRun, inlineRunsOf, type RunMarks } from "../../shared/inline-runs.ts";
import { xmlElement, xmlEnd } from "../../shared/xml.ts";
import { attributeOf, type NewStyles } from "../odt-styles.ts";
import { InsertedText, isPlain, marksAt } from "./inserted-text.ts";
import { contentPart, type OdtAuthor, type OdtContent, type OdtRegions } from "../odt-content.ts";
import type { OdtPlaces, OdtStretch } from "./odt-places.ts";

/** The text in which proposals are tracked. */
export interface OdtTrackSetting {
  readonly content: OdtContent;
  readonly places: OdtPlaces;
  readonly styles: NewStyles;
  readonly regions: OdtRegions;
}

/** The range of replaced words. For an insertion, `from` and `to` are the same. */
interface Found {
  readonly pieces: readonly OdtStretch[];
  readonly from: number;
  readonly to: number;
  /** Marks of the text that the new one follows or replaces. */
  readonly marks: RunMarks;
}

/** New words, and the marks of the text around them. */
interface NewWords {
  readonly runs: readonly InlineRun[];
  readonly around: RunMarks;
  readonly amendments?: readonly TextAmendment<OdtAuthor>[] | undefined;
}

/** Writes replaced words of clauses as tracked changes. */
export class OdtReplacements {
  readonly #content: OdtContent;
  readonly #places: OdtPlaces;
  readonly #styles: NewStyles;
  readonly #clauses: ReadonlyMap<string, CompiledClause>;
  readonly #edits: Edit[] = [];
  readonly #regions: OdtRegions;
  readonly #deleted: { from: number; to: number }[] = [];

  constructor({ content, places, styles, regions }: OdtTrackSetting, clauses: readonly CompiledClause[]) {
    this.#content = content;
    this.#places = places;
    this.#styles = styles;
    this.#regions = regions;
    this.#clauses = new Map(clauses.map((clause) => [clause.id, clause]));
  }

  /** Whether a step replaces words that are in one paragraph of the file, without notes, links and marks among them. */
  isWritable(step: ProposalOperation): boolean {
    if (step.kind !== "replace" || step.start.clause !== step.end.clause || (step.notes?.length ?? 0) > 0) return false;
    const runs = inlineRunsOf(fragmentOf(step.content));
    return runs.every(isPlain) && this.#find(step) !== null;
  }

  /** Tracks a writable step, with the amendments to its text that the file shows. */
  write(step: ReplaceOperation, by: OdtAuthor, amendments?: readonly TextAmendment<OdtAuthor>[]): void {
    const found = this.#find(step);
    if (!found) throw new UnsupportedPackageError(contentPart, "a change has no position");
    const runs = inlineRunsOf(fragmentOf(step.content));
    this.#replace(found, by, runs.length === 0 ? null : { runs, around: found.marks, amendments });
  }

  /** Tracks other text instead of characters of one paragraph, such as a label. */
  replaceText(pieces: readonly OdtStretch[], text: string, by: OdtAuthor): void {
    const [first, last] = [pieces[0], pieces.at(-1)];
    if (!first || !last) return;
    const runs: InlineRun[] = [{ kind: "text", start: 0, end: text.length, text, marks: {} }];
    this.#replace({ pieces, from: first.from, to: last.to }, by, text === "" ? null : { runs, around: {} });
  }

  #replace({ pieces, from, to }: Omit<Found, "marks">, by: OdtAuthor, text: NewWords | null): void {
    if (pieces.length > 0) this.#delete(pieces, by);
    if (from < to) this.#deleted.push({ from, to });
    if (!text) return;
    const [regions, styles] = [this.#regions, this.#styles];
    const inserted = new InsertedText({ regions, styles, by, amendments: text.amendments });
    const written = inserted.write(text.runs, text.around);
    this.#edits.push({ start: to, end: to, text: inserted.start + written + inserted.end });
  }

  /** Returns the edits of all steps written so far. */
  edits(): readonly Edit[] {
    return this.#edits;
  }

  /** Moves an edit that would be inside deleted words beside them. */
  beside(edit: Edit, isEnd: boolean): Edit {
    const around = this.#deleted.find(({ from, to }) => from < edit.start && edit.start < to);
    const at = around && (isEnd ? around.to : around.from);
    return at === undefined ? edit : { ...edit, start: at, end: at };
  }

  #find({ start, end }: ReplaceOperation): Found | null {
    const { clause } = start;
    const marks = marksAt(this.#clauses.get(clause), start.offset);
    if (start.offset === end.offset) {
      const before = this.#places.within(clause, 0, start.offset).at(-1);
      const [after] = this.#places.within(clause, start.offset, Infinity);
      // A picture may be between the text before and here.
      const isBefore = after?.start === start.offset && before && before.start + before.length < start.offset;
      const beside = isBefore ? after : (before ?? after);
      if (!beside || !spansOf(beside)) return null;
      const edge = beside === before ? beside.start + beside.length : beside.start;
      const runs = inlineRunsOf(fragmentOf(this.#clauses.get(clause)?.content ?? []));
      if (hasObjectBetween(runs, Math.min(edge, start.offset), Math.max(edge, start.offset))) return null;
      const at = beside === before ? beside.to : beside.from;
      return { pieces: [], from: at, to: at, marks };
    }
    const pieces = this.#places.within(clause, start.offset, end.offset);
    const [first, last] = [pieces[0], pieces.at(-1)];
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (!first || !last || length < end.offset - start.offset || !pieces.every((piece) => spansOf(piece))) return null;
    if (new Set(pieces.map(({ element }) => paragraphOf(element))).size > 1) return null;
    const { xml } = this.#content.source;
    const isGapFree = pieces.every(({ from }, index) => {
      const before = pieces[index - 1];
      return !before || /^(?:<\/?text:span(?:\s[^>]*)?>|\s)*$/u.test(xml.slice(before.to, from));
    });
    return isGapFree ? { pieces, from: first.from, to: last.to, marks } : null;
  }

  #delete(pieces: readonly OdtStretch[], by: OdtAuthor): void {
    const { xml } = this.#content.source;
    const deleted = pieces.map((piece, index) => {
      const spans = spansOf(piece) ?? [];
      const open = spans.map(({ start, openEnd }) => xml.slice(start, openEnd)).join("");
      const text = xml.slice(piece.from, piece.to);
      // A space at the start of a paragraph would be lost.
      const kept = index === 0 ? text.replace(/^\s/u, xmlElement("text:s")) : text;
      return open + kept + xmlEnd("text:span").repeat(spans.length);
    });
    const [first] = pieces;
    const style = first && attributeOf(paragraphOf(first.element), "style-name");
    const content = xmlElement("text:p", { "text:style-name": style }, deleted.join(""));
    const mark = this.#regions.deletion(by, content);
    for (const [index, { from, to }] of pieces.entries()) {
      this.#edits.push({ start: from, end: to, text: index === 0 ? mark : "" });
    }
  }
}

/** Returns the spans around characters, the outermost first. Null if other elements are between them and the paragraph. */
export function spansOf({ element, holder, note }: OdtStretch): SourceElement[] | null {
  if (holder || note) return null;
  const spans: SourceElement[] = [];
  for (let at: SourceElement | null = element; at; at = at.parent) {
    if (at.name === "text:p" || at.name === "text:h") return spans.reverse();
    if (at.name !== "text:span") return null;
    spans.push(at);
  }
  return null;
}

/** Returns the nearest paragraph around an element, or the element itself. */
export function paragraphOf(element: SourceElement): SourceElement | undefined {
  let at: SourceElement | null = element;
  while (at && at.name !== "text:p" && at.name !== "text:h") at = at.parent;
  return at ?? undefined;
}
