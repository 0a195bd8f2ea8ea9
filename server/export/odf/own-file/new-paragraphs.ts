import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InsertOperation } from "#core/discuss/proposal-operation.ts";
import { childOf, elementsOf, type SourceElement } from "../../package/xml-source.ts";
import { rewordedContent } from "../../tracked/write-plan.ts";
import { likePrinted, modelFor } from "../../tracked/clause-sources.ts";
import { type InlineRun, inlineRunsOf, type RunMarks } from "../../shared/inline-runs.ts";
import type { ClauseEdits } from "../../shared/proposal-plan.ts";
import { escapeXml, xmlEnd } from "../../shared/xml.ts";
import { attributeOf, odtText } from "../odt-styles.ts";
import { type ListPosition, positionFor, type Surroundings } from "../list-positions.ts";
import { type InsertedText, marksAt } from "./inserted-text.ts";
import type { OdtBlock, OdtBlocks } from "./odt-blocks.ts";
import { type OdtContent, withoutIds } from "../odt-content.ts";
import { spansOf } from "./odt-replacements.ts";

type NewClause = InsertOperation["clause"];

/** A new paragraph at its position in the file. */
export interface NewParagraph {
  readonly position: ListPosition;
  /** Returns the paragraph with its text as inserted, and other marks before and after it. */
  write(text: InsertedText, marks: { readonly before: string; readonly after: () => string }): string;
}

/** Writes new paragraphs with the style, the list and the manner of numbering of a paragraph of the file. */
export class NewParagraphs {
  readonly #content: OdtContent;
  readonly #blocks: OdtBlocks;
  readonly #clauses: readonly CompiledClause[];

  constructor({ content }: { content: OdtContent }, blocks: OdtBlocks, clauses: readonly CompiledClause[]) {
    this.#content = content;
    this.#blocks = blocks;
    this.#clauses = clauses;
  }

  hasModel(clause: NewClause, after: string): boolean {
    return this.#modelFor(clause, after) !== undefined;
  }

  /** Returns a new paragraph and its position. Undefined if the text has no similar paragraph to copy. */
  between(clause: NewClause, after: string, place: Surroundings): NewParagraph | undefined {
    const model = this.#modelFor(clause, after);
    return model && this.#like(model, { label: clause.label, runs: runsOf(clause) }, place);
  }

  /**
   * Returns a moved paragraph and its new position. `edits` are the other changes of the proposal to its clause, which
   * it has only at its new position.
   */
  moved(id: string, edits: ClauseEdits<unknown> | undefined, place: Surroundings): NewParagraph | undefined {
    const clause = this.#clauses.find((one) => one.id === id);
    const block = this.#blocks.of(id);
    if (!clause || !block) return undefined;
    const label = edits?.relabelled ? edits.relabelled.step.label : clause.label;
    const isReworded = edits?.relabelled || (edits?.replaced.length ?? 0) > 0;
    if (isReworded && edits) {
      return this.#like({ clause, block }, { label, runs: inlineRunsOf(rewordedContent(clause, edits)) }, place);
    }
    return this.#like({ clause, block }, { label, runs: runsOf(clause) }, place, this.#copyOf(block));
  }

  /** Returns the content of a paragraph without what a file can have only once. */
  #copyOf({ paragraph }: OdtBlock): string {
    const xml = this.#content.source.xml.slice(paragraph.openEnd, paragraph.closeStart);
    return withoutIds(xml.replaceAll(/<text:bookmark(?:-start|-end)?\s[^<>]*\/>/gu, ""));
  }

  /** `copy` is the content with a typed label, instead of that of the clause. */
  #like(
    model: { clause: CompiledClause; block: OdtBlock },
    clause: { label: string | null; runs: readonly InlineRun[] },
    place: Surroundings,
    copy?: string,
  ): NewParagraph {
    const { paragraph } = model.block;
    const label = this.#labelOf(model.block);
    const isNumbered = label.text === "" && model.clause.label !== null;
    const isAlike = isNumbered ? clause.label !== null : clause.label === null || label.text !== "";
    const position = positionFor(isAlike ? paragraph : null, place, this.#content.source.xml);
    const isHeading = paragraph.name === "text:h" && paragraph.parent?.name !== "text:list-item";
    const hasNumber = isNumbered && (position.isEntry || isHeading);
    const typed =
      clause.label === null || hasNumber
        ? ""
        : likePrinted(clause.label, model.clause, label.text === "" ? undefined : label.text) + (label.gap || "\t");
    const contentOf = (text: InsertedText): string =>
      copy === undefined
        ? this.#textOf(typed, model, (marks) => text.write(clause.runs, marks))
        : (label.text === "" ? odtLabel(typed) : "") + copy;
    const open = this.#openTag(paragraph, isHeading && isNumbered && clause.label === null);
    return {
      position,
      write: (text, { before, after }) => {
        const content = contentOf(text);
        return position.around(open + before + content + after() + xmlEnd(paragraph.raw));
      },
    };
  }

  #modelFor(clause: NewClause, after: string): { clause: CompiledClause; block: OdtBlock } | undefined {
    return modelFor(clause, after, { clauses: this.#clauses, blockOf: (id) => this.#blocks.of(id) });
  }

  /** Returns the label that is typed before a clause's text, and what is between them. */
  #labelOf({ paragraph, first }: OdtBlock): { text: string; gap: string } {
    const xml = this.#content.source.xml.slice(paragraph.openEnd, first.from);
    const whole = xml
      .replaceAll(/<text:tab\s*\/>/gu, "\t")
      .replaceAll(/<text:s[\s/][^<>]*>/gu, " ")
      .replaceAll(/<[^<>]*>/gu, "");
    const text = whole.trim();
    return { text, gap: text === "" ? "" : whole.slice(whole.indexOf(text) + text.length) };
  }

  #textOf(
    typed: string,
    model: { clause: CompiledClause; block: OdtBlock },
    textAmong: (marks: RunMarks) => string,
  ): string {
    const { first } = model.block;
    const marks = marksAt(model.clause, first.start);
    const isPlainModel = Object.keys(marks).every((mark) => mark === "strong" || mark === "emphasis");
    const spans = isPlainModel ? (spansOf(first) ?? []) : [];
    const label = odtLabel(typed);
    const text = textAmong(marks);
    const { xml } = this.#content.source;
    const open = spans.map(({ start, openEnd }) => xml.slice(start, openEnd)).join("");
    return (
      open +
      label +
      text +
      spans
        .map(({ raw }) => xmlEnd(raw))
        .reverse()
        .join("")
    );
  }

  /** Returns the start tag of a paragraph like another one, without its ids, page break and start of numbering. */
  #openTag(paragraph: SourceElement, isUnnumbered: boolean): string {
    const { xml } = this.#content.source;
    const own = new Set(["id", "restart-numbering", "start-value", "style-name", "is-list-header"]);
    const style = this.#styleOf(attributeOf(paragraph, "style-name"));
    const attributes = paragraph.attributes
      .filter(({ local, uri }) => !own.has(local) && uri !== "http://www.w3.org/2000/xmlns/")
      .map(({ raw, value }) => ` ${raw}="${escapeXml(value)}"`);
    const header = isUnnumbered ? ' text:is-list-header="true"' : "";
    const named = style === undefined ? "" : ` text:style-name="${escapeXml(style)}"`;
    const close = xml.slice(paragraph.start, paragraph.start + paragraph.raw.length + 1);
    return `${close}${named}${attributes.join("")}${header}>`;
  }

  /** Returns a paragraph style, or the one that it is based on if it begins a page. */
  #styleOf(name: string | undefined): string | undefined {
    const holder = childOf(this.#content.source.root, "office:automatic-styles");
    const style = elementsOf(holder).find(
      (one) => attributeOf(one, "name") === name && attributeOf(one, "family") === "paragraph",
    );
    if (!style) return name;
    const properties = childOf(style, "style:paragraph-properties");
    const begins =
      (attributeOf(style, "master-page-name") ?? "") !== "" || attributeOf(properties, "break-before") === "page";
    return begins ? (attributeOf(style, "parent-style-name") ?? "Standard") : name;
  }
}

function runsOf({ content }: Pick<CompiledClause, "content">): InlineRun[] {
  return inlineRunsOf(fragmentOf(content));
}

/** Returns a typed label with the tab after it. */
function odtLabel(typed: string): string {
  return typed.split("\t").map(odtText).join("<text:tab/>");
}
