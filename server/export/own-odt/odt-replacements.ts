import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { ProposalOperation, ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import type { Edit } from "../original/edits.ts";
import { UnsupportedPackageError } from "../original/unsupported.ts";
import { childOf, elementsOf, type SourceElement } from "../original/xml-source.ts";
import { type InlineRun, inlineRunsOf, type RunMarks } from "../shared/inline-runs.ts";
import { escapeXml, xmlElement, xmlEnd } from "../shared/xml.ts";
import { odtText } from "./comment-text.ts";
import { attributeOf } from "./hidden-styles.ts";
import type { NewStyles } from "./new-styles.ts";
import { contentPart, type OdtContent } from "./odt-content.ts";
import type { OdtPlaces, OdtStretch } from "./odt-places.ts";

/** The author and date of tracked changes. The date is ISO 8601 without a zone, as in LibreOffice. */
export interface OdtAuthor {
  readonly author: string;
  readonly date: string;
}

/** Where words are replaced. Without words, `from` and `to` are the same. */
interface Found {
  readonly pieces: readonly OdtStretch[];
  readonly from: number;
  readonly to: number;
  /** Marks of the text that the new one follows or replaces. */
  readonly marks: RunMarks;
}

/** Writes replaced words of clauses as tracked changes. */
export class OdtReplacements {
  readonly #content: OdtContent;
  readonly #places: OdtPlaces;
  readonly #styles: NewStyles;
  readonly #clauses: ReadonlyMap<string, CompiledClause>;
  readonly #edits: Edit[] = [];
  readonly #regions: string[] = [];
  readonly #deleted: { from: number; to: number }[] = [];
  readonly #prefix: string;

  /** @throws UnsupportedPackageError if the file has tracked changes of its own */
  constructor(
    { content, places, styles }: { content: OdtContent; places: OdtPlaces; styles: NewStyles },
    clauses: readonly CompiledClause[],
  ) {
    this.#content = content;
    this.#places = places;
    this.#styles = styles;
    this.#clauses = new Map(clauses.map((clause) => [clause.id, clause]));
    if (elementsOf(childOf(content.body, "text:tracked-changes")).length > 0) {
      throw new UnsupportedPackageError(contentPart, "tracked changes");
    }
    let prefix = "change";
    while (content.source.xml.includes(`"${prefix}`)) prefix += "_";
    this.#prefix = prefix;
  }

  /** Whether a step replaces words that are in one paragraph of the file, without notes, links and marks among them. */
  isWritable(step: ProposalOperation): boolean {
    if (step.kind !== "replace" || step.start.clause !== step.end.clause || (step.notes?.length ?? 0) > 0) return false;
    const runs = inlineRunsOf(fragmentOf(step.content));
    return runs.every(isPlain) && this.#find(step) !== null;
  }

  /** Tracks a writable step. */
  write(step: ReplaceOperation, by: OdtAuthor): void {
    const found = this.#find(step);
    if (!found) throw new UnsupportedPackageError(contentPart, "a change has no position");
    const { pieces, from, to, marks } = found;
    if (pieces.length > 0) this.#delete(pieces, by);
    if (from < to) this.#deleted.push({ from, to });
    const text = inlineRunsOf(fragmentOf(step.content))
      .map((run) => this.#newText(run, marks))
      .join("");
    if (text === "") return;
    const id = { "text:change-id": this.#region("text:insertion", by, "") };
    const written = xmlElement("text:change-start", id) + text + xmlElement("text:change-end", id);
    this.#edits.push({ start: to, end: to, text: written });
  }

  /** Returns the edits of all steps written so far. */
  edits(): Edit[] {
    if (this.#regions.length === 0) return [];
    const { body, source } = this.#content;
    const known = childOf(body, "text:tracked-changes");
    const list = xmlElement("text:tracked-changes", {}, this.#regions.join(""));
    const forms = childOf(body, "office:forms");
    const at = forms?.end ?? body.openEnd;
    const isEmpty = known && source.xml.slice(known.openEnd, known.closeStart).trim() === "";
    const place = isEmpty ? { start: known.start, end: known.end } : { start: at, end: at };
    return [{ ...place, text: list }, ...this.#edits];
  }

  /** Moves an edit that would be inside deleted words beside them. */
  beside(edit: Edit, isEnd: boolean): Edit {
    const around = this.#deleted.find(({ from, to }) => from < edit.start && edit.start < to);
    const at = around && (isEnd ? around.to : around.from);
    return at === undefined ? edit : { ...edit, start: at, end: at };
  }

  #find({ start, end }: ReplaceOperation): Found | null {
    const { clause } = start;
    const marks = this.#marksAt(clause, start.offset);
    if (start.offset === end.offset) {
      const before = this.#places.within(clause, 0, start.offset).at(-1);
      const [after] = this.#places.within(clause, start.offset, Infinity);
      const beside = before ?? after;
      if (!beside || !spansOf(beside)) return null;
      const at = before ? before.to : beside.from;
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
    const deleted = pieces.map((piece) => {
      const spans = spansOf(piece) ?? [];
      const open = spans.map(({ start, openEnd }) => xml.slice(start, openEnd)).join("");
      return open + xml.slice(piece.from, piece.to) + xmlEnd("text:span").repeat(spans.length);
    });
    const [first] = pieces;
    const style = first && attributeOf(paragraphOf(first.element), "style-name");
    const content = xmlElement("text:p", { "text:style-name": style }, deleted.join(""));
    const id = this.#region("text:deletion", by, content);
    for (const [index, { from, to }] of pieces.entries()) {
      const text = index === 0 ? xmlElement("text:change", { "text:change-id": id }) : "";
      this.#edits.push({ start: from, end: to, text });
    }
  }

  #region(kind: "text:insertion" | "text:deletion", { author, date }: OdtAuthor, content: string): string {
    const id = `${this.#prefix}${String(this.#regions.length + 1)}`;
    const facts = xmlElement("dc:creator", {}, escapeXml(author)) + xmlElement("dc:date", {}, date);
    const declared = this.#content.declarations(["office", "text", "dc"]);
    const change = xmlElement(kind, {}, xmlElement("office:change-info", declared, facts) + content);
    this.#regions.push(xmlElement("text:changed-region", { "xml:id": id, "text:id": id }, change));
    return id;
  }

  #newText(run: InlineRun, marks: RunMarks): string {
    if (run.kind !== "text") return "";
    const text = odtText(run.text);
    if (run.marks.strong === marks.strong && run.marks.emphasis === marks.emphasis) return text;
    const style = this.#styles.nameOf({
      "fo:font-weight": run.marks.strong ? "bold" : "normal",
      "fo:font-style": run.marks.emphasis ? "italic" : "normal",
    });
    return xmlElement("text:span", { "text:style-name": style }, text);
  }

  #marksAt(clause: string, offset: number): RunMarks {
    const runs = inlineRunsOf(fragmentOf(this.#clauses.get(clause)?.content ?? []));
    const texts = runs.filter((run) => run.kind === "text");
    const found = texts.find(({ start, end }) => start <= offset && offset < end) ?? texts.at(-1);
    return found?.marks ?? {};
  }
}

function isPlain(run: InlineRun): boolean {
  return run.kind === "text" && Object.keys(run.marks).every((mark) => mark === "strong" || mark === "emphasis");
}

/** Returns the spans around characters, the outermost first. Null if other elements are between them and the paragraph. */
function spansOf({ element, holder, note }: OdtStretch): SourceElement[] | null {
  if (holder || note) return null;
  const spans: SourceElement[] = [];
  for (let at: SourceElement | null = element; at; at = at.parent) {
    if (at.name === "text:p" || at.name === "text:h") return spans.reverse();
    if (at.name !== "text:span") return null;
    spans.push(at);
  }
  return null;
}

function paragraphOf(element: SourceElement): SourceElement | undefined {
  let at: SourceElement | null = element;
  while (at && at.name !== "text:p" && at.name !== "text:h") at = at.parent;
  return at ?? undefined;
}
