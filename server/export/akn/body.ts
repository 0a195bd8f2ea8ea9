import type { CompiledClause } from "#core/compile/compilation.ts";
import { partId } from "./names.ts";
import type { AknBlock } from "./tree.ts";
import { escapeXml, xmlContainer, xmlElement, type XmlAttributes } from "../shared/xml.ts";

type ClauseBlock = Extract<AknBlock, { kind: "clause" }>;

/** Renders the content of a clause. */
export type ContentOf = (clause: CompiledClause) => string;

/** The parts of a text: title, preamble and body. */
export interface AknParts {
  title: ClauseBlock[];
  preamble: ClauseBlock[];
  body: AknBlock[];
}

/**
 * Divides a text into title, preamble and body.
 *
 * The preamble holds opening lines and the first verbs, as long as their clauses are recitals with at most items below
 * them. Akoma Ntoso allows nothing else there. From the first other clause on, everything is body, which keeps the
 * order.
 */
export function aknParts(blocks: readonly AknBlock[]): AknParts {
  const isClause = (block: AknBlock | undefined): block is ClauseBlock => block?.kind === "clause";
  const isOfKind = (block: AknBlock | undefined, kind: CompiledClause["kind"]): block is ClauseBlock =>
    isClause(block) && block.clause.kind === kind;
  const isItem = (block: AknBlock): boolean => isOfKind(block, "item") && block.children.every(isItem);
  const isRecital = (block: AknBlock): boolean => isOfKind(block, "recital") && block.children.every(isItem);
  const isPreambular = (block: AknBlock | undefined): block is ClauseBlock =>
    (isOfKind(block, "opening") && block.children.length === 0) ||
    (isOfKind(block, "verb") && block.children.length > 0 && block.children.every(isRecital));
  const rest = [...blocks];
  const takeWhile = (fits: (block: AknBlock | undefined) => block is ClauseBlock): ClauseBlock[] => {
    const matched: ClauseBlock[] = [];
    for (let next = rest[0]; fits(next); next = rest[0]) {
      matched.push(next);
      rest.shift();
    }
    return matched;
  };
  const isTitle = (block: AknBlock | undefined): block is ClauseBlock =>
    isOfKind(block, "title") && block.children.length === 0;
  return { title: takeWhile(isTitle), preamble: takeWhile(isPreambular), body: rest };
}

/** Renders the title as the preface. */
export function prefaceMarkup(title: readonly ClauseBlock[], contentOf: ContentOf): string {
  if (title.length === 0) return "";
  const titles = title.map(({ clause }) =>
    xmlElement("longTitle", idOf(clause), xmlElement("p", {}, xmlElement("docTitle", {}, contentOf(clause)))),
  );
  return xmlContainer("preface", {}, titles);
}

/**
 * Renders the opening line and the preambular verbs. Each verb becomes a group of recitals with the verb as its
 * introduction.
 */
export function preambleMarkup(preamble: readonly ClauseBlock[], contentOf: ContentOf): string {
  if (preamble.length === 0) return "";
  const pieces = preamble.map(({ clause, children }) => {
    if (clause.kind === "opening") {
      return xmlElement("formula", { ...idOf(clause), name: "enactingFormula" }, paragraph(contentOf(clause)));
    }
    return xmlContainer("recitals", { eId: partId(clause.id, "recitals") }, [
      xmlElement("intro", idOf(clause), paragraph(contentOf(clause))),
      ...children.map((child) => (child.kind === "table" ? "" : listed("recital", child, contentOf))),
    ]);
  });
  return xmlContainer("preamble", {}, pieces);
}

/** Renders the body in order. A text that is all preamble gets an empty paragraph, because a body must not be empty. */
export function* mainBodyMarkup(body: readonly AknBlock[], contentOf: ContentOf): Generator<string, void> {
  if (body.length === 0) yield xmlElement("p");
  for (const block of body) yield hierarchical(block, contentOf);
}

/** Renders a recital or a list item: its number, its text, and the list of the items below it. */
function listed(element: "recital" | "item", { clause, children }: ClauseBlock, contentOf: ContentOf): string {
  const items = children.map((child) => (child.kind === "table" ? "" : listed("item", child, contentOf)));
  return xmlContainer(element, idOf(clause), [
    number(clause),
    paragraph(contentOf(clause)),
    items.length === 0 ? "" : xmlContainer("blockList", { eId: partId(clause.id, "list") }, items),
  ]);
}

/**
 * Renders a clause of the body. A heading has its id on its text and a verb on its introduction, because the clauses
 * below have ids of their own. A paragraph or point has its id on the whole element, as usual in Akoma Ntoso, with its
 * items inside.
 */
function hierarchical(block: AknBlock, contentOf: ContentOf): string {
  if (block.kind === "table") {
    const attributes = { eId: partId(block.id, "block"), name: "table" };
    return xmlContainer("hcontainer", attributes, [xmlElement("content", {}, tableMarkup(block, contentOf))]);
  }
  const { clause, children } = block;
  const under = children.map((child) => hierarchical(child, contentOf));
  if (clause.kind === "heading") {
    return xmlContainer(clause.depth === 0 ? "section" : "subsection", { eId: partId(clause.id, "section") }, [
      number(clause),
      xmlElement("heading", idOf(clause), contentOf(clause)),
      ...under,
    ]);
  }
  if (clause.kind === "verb") {
    return xmlContainer("hcontainer", { eId: partId(clause.id, "block"), name: "verb" }, [
      xmlElement("intro", idOf(clause), paragraph(contentOf(clause))),
      ...under,
    ]);
  }
  const text = paragraph(contentOf(clause));
  return xmlContainer(clause.kind === "item" ? "point" : "paragraph", { ...idOf(clause), class: clause.kind }, [
    number(clause),
    xmlElement(under.length > 0 ? "intro" : "content", {}, text),
    ...under,
  ]);
}

/** Renders a table by rows. Several clauses at the same position become paragraphs of one cell. */
function tableMarkup({ id, cells }: Extract<AknBlock, { kind: "table" }>, contentOf: ContentOf): string {
  const columns = Math.max(1, ...cells.map(({ table }) => table?.column ?? 1));
  const rows = new Map<number, CompiledClause[]>();
  for (const cell of cells) {
    const row = cell.table?.row ?? 1;
    rows.set(row, [...(rows.get(row) ?? []), cell]);
  }
  const written = [...rows.values()].map((row) => {
    const places = Array.from({ length: columns }, (_place, index) =>
      row.filter(({ table }) => table?.column === index + 1),
    );
    const cells = places.map((place) => {
      const paragraphs = place.map((cell) => xmlElement("p", idOf(cell), contentOf(cell)));
      return xmlElement(place.some(({ table }) => table?.header) ? "th" : "td", {}, paragraphs.join(""));
    });
    return xmlElement("tr", {}, cells.join(""));
  });
  return xmlContainer("table", { eId: partId(id, "table") }, written);
}

function idOf({ id, language }: CompiledClause): XmlAttributes {
  return { eId: id, "xml:lang": language };
}

function number({ printed: label }: CompiledClause): string {
  return label === null ? "" : xmlElement("num", {}, escapeXml(label));
}

function paragraph(content: string): string {
  return xmlElement("p", {}, content);
}
