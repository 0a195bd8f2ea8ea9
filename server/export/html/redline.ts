import { headingsAbove } from "#core/compare/headings-above.ts";
import type { RedlineSegment } from "#core/compare/redline-row.ts";
import { changesText } from "#core/phrases/comparison-summary.ts";
import { timeText } from "#core/phrases/dates.ts";
import { citationsOf } from "#core/text/citations/citation.ts";
import { escapeHtml, inlineMarkup } from "#core/text/html-markup.ts";
import { commaText } from "#core/phrases/list-text.ts";
import { closingMarkup, factList, htmlPage, type PageParts, textElement, moveLink } from "./page.ts";
import { redlineStyle } from "./style.ts";
import {
  type SourceRow,
  sourceRows,
  redlineLanguage,
  type RedlineSource,
  type SideClause,
  sideClauses,
  sideLevels,
  sideName,
  printedLabels,
} from "../shared/redline-source.ts";
import { Steps, type Piece } from "../shared/steps.ts";
import { auditFacts, coverFacts } from "../shared/title-facts.ts";
import { word } from "../shared/export-phrases.ts";

/** The data for rendering the rows of a redline. */
interface RowRendering {
  language: string;
  levels: { base: ReadonlyMap<string, number>; revised: ReadonlyMap<string, number> };
  /** Citations by clause id, for each side. */
  citations: { base: ReadonlyMap<string, string>; revised: ReadonlyMap<string, string> };
  /** Fragments assigned so far. Each end of a move has one, at its first segment. */
  assigned: Set<string>;
}

/**
 * Renders a redline as a standalone page that opens offline and needs no scripts. Insertions, deletions and moves
 * differ by line style as well as colour. A moved run links to its other end, and a checkbox leaves only the clauses
 * that changed.
 */
export function redlineHtml(source: RedlineSource): Iterable<Piece> {
  return htmlPage(redlinePage(source));
}

/** Returns the parts of that page. */
export function redlinePage(source: RedlineSource): PageParts {
  const { base, revised, stats, redline } = source;
  const language = redlineLanguage(source);
  const sides = { base: sideClauses(base.draft), revised: sideClauses(revised.draft) };
  const rendering: RowRendering = {
    language,
    levels: { base: sideLevels(sides.base), revised: sideLevels(sides.revised) },
    citations: { base: citationMap(base.draft), revised: citationMap(revised.draft) },
    assigned: new Set(),
  };
  const rows = sourceRows(redline, sides.base, sides.revised);
  const steps = new Steps(rows.length);
  const direction = String(revised.draft.attrs["direction"]);
  const facts = [
    ...coverFacts(source.forum, language),
    { label: word("export-redline-base", language), value: sideName(base, language), code: false },
    { label: word("export-redline-revised", language), value: sideName(revised, language), code: false },
    { label: word("export-redline-changes", language), value: changesText(stats, language), code: false },
    {
      label: word("export-made", language),
      value: timeText(source.generatedAt, language, source.forum.timeZone),
      code: false,
    },
    ...[base, revised].map(({ address }) => ({ label: word("export-address", language), value: address, code: true })),
  ];
  const hashes = [base, revised].map(({ address, version }) => ({
    label: address,
    value: version.textHash,
    code: true,
  }));
  const closing = [...hashes, ...auditFacts(source.auditHead, language)];
  const legend = (["inserted", "deleted", "moved-away", "moved-here"] as const).map((kind) => {
    const { element, attributes } = elementOf(kind);
    return `<${element}${attributes}>${escapeHtml(word(`export-redline-${kind}`, language))}</${element}>`;
  });
  const cover = [
    `<header class="cover">`,
    textElement("p", "forum", source.forum.name),
    textElement("h1", null, revised.document.title),
    factList(facts),
    `<p class="legend">${legend.join(" ")}</p>`,
    `<label class="only"><input type="checkbox" id="only">${textElement("span", null, word("export-redline-only", language))}</label>`,
    `</header>`,
    `<main>`,
  ];
  function* body(): Generator<string, void> {
    yield* cover;
    const changed = rows.map(hasChanged);
    const above = headingsAbove(
      rows.map((row, at) => {
        const clause = row.revised ?? row.base;
        if (!clause) return undefined;
        return { kind: clause.kind, depth: Number(clause.node.attrs["depth"]), isShown: changed[at] === true };
      }),
    );
    for (const [at, row] of rows.entries()) {
      yield rowMarkup(row, changed[at] ? "changed" : above.has(at) ? "above" : "", rendering);
      steps.advance();
    }
    yield "</main>";
    yield closingMarkup(closing);
  }
  const title = redlineTitle(source);
  return {
    language: revised.version.language,
    direction,
    title,
    style: redlineStyle({ text: title, direction }),
    body: body(),
    steps,
  };
}

/** Returns the title of a redline. */
export function redlineTitle(source: RedlineSource): string {
  const language = redlineLanguage(source);
  return word("export-redline-of", language, {
    base: sideName(source.base, language),
    revised: sideName(source.revised, language),
  });
}

/** Returns the labels that a row begins with, one for each side. */
function labelsOf({ edges, base, revised }: SourceRow): { base: string | null; revised: string | null } {
  const printed = printedLabels(base, revised);
  return { base: edges.beginsBase ? printed.base : null, revised: edges.beginsRevised ? printed.revised : null };
}

function hasChanged(row: SourceRow): boolean {
  const { base, revised } = labelsOf(row);
  return base !== revised || row.row.segments.some(({ kind }) => kind !== "kept");
}

/** @param className "changed" for a changed clause, "above" for a heading above one, or "" */
function rowMarkup(source: SourceRow, className: string, rendering: RowRendering): string {
  const { row, edges, base, revised } = source;
  const clause = revised ?? base;
  if (!clause) return "";
  const side = revised ? "revised" : "base";
  const text = row.segments.map((segment) => segmentMarkup(segment, base, revised, rendering)).join("");
  // An empty clause may still contain references to notes.
  const content = row.segments.length === 0 ? inlineMarkup(clause.node) : text;
  const labels = labelsOf(source);
  const kind = base && revised ? "kept" : base ? "deleted" : "inserted";
  const level = rendering.levels[side].get(clause.id) ?? 0;
  // A split or merged clause has several rows; the first one has its fragment.
  const begins = side === "base" ? edges.beginsBase : edges.beginsRevised;
  const { language, direction } = clause.node.attrs as { language: string | null; direction: string | null };
  const attributes = [
    ...(begins ? [`id="${escapeHtml(side === "base" ? `base-${clause.id}` : clause.id)}"`] : []),
    `class="clause clause-${clause.kind}"`,
    ...(clause.kind === "item" ? [`style="--level:${String(level)}"`] : []),
    ...(language ? [`lang="${escapeHtml(language)}"`] : []),
    ...(direction ? [`dir="${escapeHtml(direction)}"`] : []),
  ].join(" ");
  const classes = `row ${className}`.trimEnd();
  const label = labelMarkup(labels.base, labels.revised, kind);
  return `<div class="${classes}"><div ${attributes}>${label}${content}</div>${remarksMarkup(row, rendering)}</div>`;
}

function labelMarkup(base: string | null, revised: string | null, kind: "kept" | "inserted" | "deleted"): string {
  if (base === null && revised === null) return "";
  const deleted = base === null ? "" : `<del>${escapeHtml(base)}</del>`;
  const inserted = revised === null ? "" : `<ins>${escapeHtml(revised)}</ins>`;
  const inner = base === revised && kind === "kept" ? escapeHtml(revised ?? "") : deleted + inserted;
  return `<span class="clause-label">${inner}</span> `;
}

function segmentMarkup(
  segment: RedlineSegment,
  base: SideClause | null,
  revised: SideClause | null,
  rendering: RowRendering,
): string {
  const fromBase = segment.kind === "deleted" || segment.kind === "moved-away";
  const clause = fromBase ? base : revised;
  const range = fromBase ? segment.base : segment.revised;
  if (!clause || !range) return "";
  const run = { start: range[0] - clause.start, end: range[1] - clause.start };
  const written = inlineMarkup(clause.node, [], run);
  if (segment.kind === "kept") return written;
  const { element, attributes } = elementOf(segment.kind);
  const changed = `<${element}${attributes}>${written}</${element}>`;
  if (segment.move === null) return changed;
  const change = segment.kind === "moved-here" ? "moved-here" : "moved-away";
  const [from, to] = [`move-${String(segment.move)}-from`, `move-${String(segment.move)}-to`];
  const [ownEnd, otherEnd] = change === "moved-here" ? [to, from] : [from, to];
  if (rendering.assigned.has(ownEnd)) return changed;
  rendering.assigned.add(ownEnd);
  return `<span id="${ownEnd}"></span>${changed}${moveLink(change, otherEnd, rendering.language)}`;
}

function elementOf(kind: Exclude<RedlineSegment["kind"], "kept">): { element: "ins" | "del"; attributes: string } {
  const element = kind === "inserted" || kind === "moved-here" ? "ins" : "del";
  return { element, attributes: kind.startsWith("moved") ? ' class="moved"' : "" };
}

/** Below a clause that was moved, split or merged: where it came from or went to. */
function remarksMarkup(row: SourceRow["row"], { citations, language }: RowRendering): string {
  if (row.elsewhere.length === 0 || (row.base !== null && row.revised !== null)) return "";
  const isMovedAway = row.revised === null;
  const names = row.elsewhere.map((id) => (isMovedAway ? citations.revised.get(id) : citations.base.get(id)) ?? id);
  const code = isMovedAway ? "export-redline-moved-to" : "export-redline-moved-from";
  return textElement("p", "remarks", word(code, language, { citation: commaText(names, language) }));
}

function citationMap(draft: RedlineSource["base"]["draft"]): Map<string, string> {
  const citations = citationsOf(draft);
  return new Map(draft.children.map((node, index) => [String(node.attrs["id"]), citations[index] ?? ""]));
}
