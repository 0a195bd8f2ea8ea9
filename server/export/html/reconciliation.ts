import { type Reconciliation, reconciliationTexts } from "#core/phrases/reconciliation-report.ts";
import type { TextTableData } from "#core/phrases/text-table.ts";
import { directionOf } from "#core/text/direction.ts";
import { escapeHtml } from "#core/text/html-markup.ts";
import { Steps } from "../shared/steps.ts";
import { auditFacts, coverFacts } from "../shared/title-facts.ts";
import { closingMarkup, factList, type PageParts, textElement } from "./page.ts";
import { commentedStyle } from "./style.ts";

/** Returns the page of a reconciliation report: its facts, the numbers by author, and each part of the file. */
export function reconciliationPage(report: Reconciliation): PageParts {
  const { forum, language, rows, auditHead } = report;
  const { title, facts, authors, results } = reconciliationTexts(report);
  const direction = directionOf(language);
  const steps = new Steps(rows.length);
  function* body(): Generator<string, void> {
    const head = ['<div class="masthead">', textElement("p", "forum", forum.name), "</div>"];
    const known = factList([...coverFacts(forum, language), ...facts]);
    yield `<header class="cover">${[...head, textElement("h1", null, title), known].join("\n")}</header>`;
    yield "<main>";
    yield* tableMarkup(authors);
    for (const markup of tableMarkup(results)) {
      yield markup;
      steps.advance();
    }
    yield "</main>";
    yield closingMarkup(auditFacts(auditHead, language));
  }
  const headings = "main h2{font-weight:600;margin-block:2rem .5rem}";
  const style = commentedStyle("comment-form", { text: title, direction }) + headings;
  return { language, direction, title, style, steps, body: body() };
}

function* tableMarkup({ caption, columns, rows }: TextTableData): Generator<string, void> {
  const heads = columns.map((column) => `<th scope="col" dir="auto">${escapeHtml(column)}</th>`);
  yield textElement("h2", null, caption);
  yield `<div class="scroller" role="region" tabindex="0" aria-label="${escapeHtml(caption)}">`;
  yield `<table class="columns"><thead><tr>${heads.join("")}</tr></thead><tbody>`;
  for (const { head, cells } of rows) {
    const values = cells.map((cell) => {
      const paragraphs = cell.split(/\n+/u).map((text) => textElement("p", null, text));
      return `<td>${paragraphs.join("")}</td>`;
    });
    yield `<tr><th scope="row" dir="auto">${escapeHtml(head)}</th>${values.join("")}</tr>`;
  }
  yield "</tbody></table></div>";
}
