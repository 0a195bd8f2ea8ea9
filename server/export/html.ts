import type { Compilation, CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import { escapeHtml } from "#core/text/markup.ts";
import { styleLevels } from "./clause-levels.ts";
import { clauseWithHighlights, type ClauseDrawing } from "./html-clause.ts";
import { factList, htmlPage, textElement } from "./html-page.ts";
import { commentedStyle } from "./html-style.ts";
import { threadMarkup } from "./html-thread.ts";
import { wordingOf } from "./thread-words.ts";
import { titleFacts, withdrawnNotice } from "./title-facts.ts";
import { draftName, word } from "./words.ts";

/**
 * A commented text as one page that opens offline, without any script: comments beside their clause on a wide screen and
 * under it on a narrow one or on paper, a wash on their words, links both ways.
 */
export function html(compilation: Compilation): string {
  const { document, version, direction, general, orphans, clauses } = compilation;
  const language = version.language;
  const body = [
    coverMarkup(compilation),
    outlineMarkup(clauses, language),
    `<main>`,
    threadSection("export-general", general),
    ...rows(compilation),
    threadSection("export-orphans", orphans),
    `</main>`,
  ];
  return htmlPage({
    language,
    direction,
    title: `${document.shortTitle}, ${version.label}`,
    style: commentedStyle,
    body: body.filter(Boolean).join("\n"),
  });

  function threadSection(heading: "export-general" | "export-orphans", threads: readonly CompiledThread[]): string {
    if (threads.length === 0) return "";
    const written = threads.map((thread) => threadMarkup(thread, wordingOf(compilation), false));
    return `<section class="threads-section">${textElement("h2", null, word(heading, language))}<div class="threads">${written.join("\n")}</div></section>`;
  }
}

function coverMarkup(compilation: Compilation): string {
  const { forum, document, version } = compilation;
  return `<header class="cover">${[
    textElement("p", "forum", forum.name),
    textElement("h1", null, document.title),
    textElement("p", "draft-name", draftName(version, version.language)),
    textElement("p", "notice", withdrawnNotice(compilation) ?? ""),
    factList(titleFacts(compilation)),
  ].join("\n")}</header>`;
}

/** The headings and verbs, each with how many threads stand under it. */
function outlineMarkup(clauses: readonly CompiledClause[], language: string): string {
  const entries: { clause: CompiledClause; count: number }[] = [];
  for (const clause of clauses) {
    if (clause.kind === "heading" || clause.kind === "verb") entries.push({ clause, count: 0 });
    const last = entries[entries.length - 1];
    if (last) last.count += clause.threads.length;
  }
  if (entries.length < 2) return "";
  const items = entries.map(({ clause: { id, label, text }, count }) => {
    const name = label === null ? text : `${label} ${text}`;
    const counted = count > 0 ? ` <span class="count">${String(count)}</span>` : "";
    return `<li dir="auto"><a href="#${escapeHtml(id)}">${escapeHtml(name)}</a>${counted}</li>`;
  });
  return `<nav class="outline" aria-label="${escapeHtml(word("export-outline", language))}"><ol>${items.join("\n")}</ol></nav>`;
}

/** A row a clause, the threads that begin on it beside it; a table is one row. */
function rows(compilation: Compilation): string[] {
  const { clauses } = compilation;
  const wording = wordingOf(compilation);
  const threads = new Map(
    clauses.flatMap((clause) => clause.threads.map((thread) => [thread.number, thread] as const)),
  );
  const levels = styleLevels(clauses);
  const levelOf = new Map(clauses.map(({ id }, index) => [id, levels[index] ?? 0]));
  const drawing: ClauseDrawing = {
    language: wording.language,
    levelOf: (clause) => levelOf.get(clause) ?? 0,
    thread: (number) => threads.get(number),
    begins: (number, clause) => threads.get(number)?.places[0]?.clause === clause,
  };
  const row = (text: string, beside: readonly CompiledThread[]): string => {
    const written = beside.map((thread) => threadMarkup(thread, wording, true));
    return `<div class="row">${text}${written.length > 0 ? `\n<div class="threads">${written.join("\n")}</div>` : ""}</div>`;
  };
  const written: string[] = [];
  for (let index = 0; index < clauses.length; index += 1) {
    const clause = clauses[index];
    if (!clause) continue;
    if (!clause.table) {
      written.push(row(clauseWithHighlights(clause, drawing), clause.threads));
      continue;
    }
    const cells = clauses.slice(index).filter(({ table }) => table?.id === clause.table?.id);
    written.push(
      row(
        tableMarkup(cells, drawing),
        cells.flatMap((cell) => cell.threads),
      ),
    );
    index += cells.length - 1;
  }
  return written;
}

function tableMarkup(cells: readonly CompiledClause[], drawing: ClauseDrawing): string {
  const columns = Math.max(1, ...cells.map((cell) => cell.table?.column ?? 1));
  const lines = new Map<number, CompiledClause[]>();
  for (const cell of cells) {
    if (cell.table) lines.set(cell.table.row, [...(lines.get(cell.table.row) ?? []), cell]);
  }
  const written = [...lines.values()].map((line) => {
    const places = Array.from({ length: columns }, (_, index) =>
      line.filter(({ table }) => table?.column === index + 1),
    );
    const drawn = places.map((place) => {
      const header = place.some(({ table }) => table?.header);
      const content = place.map((cell) => clauseWithHighlights(cell, drawing)).join("");
      return header ? `<th scope="col">${content}</th>` : `<td>${content}</td>`;
    });
    return `<tr>${drawn.join("")}</tr>`;
  });
  return `<table>${written.join("\n")}</table>`;
}
