import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent } from "#core/discuss/proposal-operation.ts";
import { cutRuns, inlineRunsOf, type InlineRun } from "../shared/inline-runs.ts";
import { escapeXml, type XmlAttributes, xmlContainer, xmlElement } from "../shared/xml.ts";
import { noteId, partId } from "./names.ts";

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

/** The renderers for inline content. */
export interface AknInline {
  /** Renders a reference to a footnote: the note itself at the first reference, its mark at later ones. */
  footnote: (reference: Extract<InlineRun, { kind: "note" }>) => string;
}

/**
 * Renders a clause's content, with a `noteRef` at the end of each thread's range. Ranges of several threads may
 * overlap, which elements cannot express, so only `analysis` records where a range starts.
 */
export function aknContent({ content, highlights }: CompiledClause, inline: AknInline): string {
  const runs = cutRuns(
    inlineRunsOf(fragmentOf(content)),
    highlights.map(({ end }) => end),
  );
  const waiting = [...highlights].sort((left, right) => left.end - right.end || left.thread - right.thread);
  const written = new Set<string>();
  const markup: string[] = [];
  const flush = (before: (end: number) => boolean): void => {
    for (let next = waiting[0]; next && before(next.end); next = waiting[0]) {
      waiting.shift();
      const mark = `${String(next.thread)}@${String(next.end)}`;
      if (!written.has(mark)) markup.push(noteReference(noteId(next.thread), String(next.thread)));
      written.add(mark);
    }
  };
  for (const run of runs) {
    // A footnote's mark stays attached to the word before it, so a comment's mark follows it.
    flush((end) => (run.kind === "note" ? end < run.start : end <= run.start));
    markup.push(runMarkup(run, inline));
  }
  flush(() => true);
  return markup.join("");
}

/** Renders content without threads: text that a proposal inserts or deletes. */
export function aknPlainContent(content: InlineContent, inline: AknInline): string {
  return inlineRunsOf(fragmentOf(content))
    .map((run) => runMarkup(run, inline))
    .join("");
}

/** Renders the mark of a note that is elsewhere. */
export function noteReference(id: string, marker: string): string {
  return xmlElement("noteRef", { href: `#${id}`, marker });
}

function runMarkup(run: InlineRun, inline: AknInline): string {
  if (run.kind === "break") return xmlElement("br");
  if (run.kind === "note") return inline.footnote(run);
  const { href, ...marks } = run.marks;
  const wrapped = formats.reduce(
    (markup, [mark, element, attributes]) => (marks[mark] ? xmlElement(element, attributes, markup) : markup),
    escapeXml(run.text),
  );
  if (href === undefined) return wrapped;
  return xmlElement(href.startsWith("#") ? "ref" : "a", { href }, wrapped);
}

/** Strike-through is formatting here. `del` would mean that the text has been deleted. */
const formats = [
  ["subscript", "sub", {}],
  ["superscript", "sup", {}],
  ["strike", "span", { style: "text-decoration:line-through" }],
  ["underline", "u", {}],
  ["emphasis", "i", {}],
  ["strong", "b", {}],
] as const;

/** A clause with the clauses below it, or a table with its cells. */
type AknBlock =
  | { kind: "clause"; clause: CompiledClause; children: AknBlock[] }
  | { kind: "table"; id: string; cells: CompiledClause[] };

/**
 * Arranges the flat list of clauses into the hierarchy that Akoma Ntoso requires. Headings nest by depth and contain
 * verbs; verbs contain recitals and operative paragraphs. Items are below the clause they belong to, and tables below
 * their heading or verb. `inText` holds the footnotes that are rendered at their reference.
 */
export function aknTree(clauses: readonly CompiledClause[], inText: ReadonlySet<string>): AknBlock[] {
  const roots: AknBlock[] = [];
  const open: { rank: number; block: ClauseBlock }[] = [];
  let table: Extract<AknBlock, { kind: "table" }> | null = null;
  const place = (rank: number, block: AknBlock): void => {
    while ((open.at(-1)?.rank ?? -1) >= rank) open.pop();
    (open.at(-1)?.block.children ?? roots).push(block);
    if (block.kind === "clause") open.push({ rank, block });
  };
  for (const clause of clauses) {
    if (inText.has(clause.id)) continue;
    if (clause.table && table?.id === clause.table.id) {
      table.cells.push(clause);
      continue;
    }
    table = clause.table ? { kind: "table", id: clause.table.id, cells: [clause] } : null;
    if (table) place(paragraphRank, table);
    else place(rankOf(clause), { kind: "clause", clause, children: [] });
  }
  return roots;
}

/** Headings nest by depth, and no document has headings this deep. */
const verbRank = 1000;
const paragraphRank = verbRank + 1;

function rankOf({ kind, depth }: CompiledClause): number {
  if (kind === "heading") return Math.min(depth, verbRank - 1);
  if (kind === "verb") return verbRank;
  return kind === "item" ? paragraphRank + 1 + depth : paragraphRank;
}
