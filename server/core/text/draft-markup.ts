import type { Node } from "prosemirror-model";
import type { Clause, ClauseKind } from "#core/text/clause.ts";
import { clauseRole, draftSections, type NamedSign, signElement, tableBlocks } from "#core/text/draft-view.ts";
import { clauseMarkup, escapeHtml, type MarkupRange } from "#core/text/html-markup.ts";

/** How a draft is shown. */
export interface DraftNotes {
  /** Its clauses, in document order. */
  clauses: readonly Clause[];
  signs: readonly NamedSign[];
  /** The options that can be folded: the accessible name of the button, by the id of the clause. */
  folds: ReadonlyMap<string, string>;
}

/**
 * Renders a draft for reading, section by section: each clause with its id as fragment, its role and its signs. The
 * reader's editor renders the same elements, so that nothing moves when it takes the text over.
 */
export function* draftMarkup(draft: Node, { clauses, signs, folds }: DraftNotes): Generator<string> {
  const citations = new Map(clauses.map(({ id, citation }) => [id, citation]));
  const signsOf = new Map<string, NamedSign[]>();
  for (const sign of signs) signsOf.set(sign.clause, [...(signsOf.get(sign.clause) ?? []), sign]);

  const one = (clause: Node): string => {
    const { id, label, kind, depth, table } = clause.attrs as {
      id: string;
      label: string | null;
      kind: ClauseKind;
      depth: number;
      table: { header: boolean } | null;
    };
    const ranges = (signsOf.get(id) ?? []).flatMap(({ start, end, ...sign }): MarkupRange[] => {
      const attributes = signElement({ start, end, ...sign }, label);
      return attributes && start < end ? [{ start, end, element: "span", attributes }] : [];
    });
    const citation = citations.get(id) ?? "";
    const role = clauseRole({ kind, depth }, table, citation);
    // The name of a group is its citation already.
    const attributes = { tabindex: "-1", ...role, "data-citation": role["aria-label"] === undefined ? citation : null };
    const fold = folds.get(id);
    return clauseMarkup(clause, ranges, attributes, fold === undefined ? "" : foldButton(fold));
  };
  const row = (cells: readonly Node[]): string => `<div class="draft-row" role="row">${cells.map(one).join("")}</div>`;
  const block = (part: Node | Node[][]): string =>
    Array.isArray(part) ? `<div class="draft-table" role="table">${part.map(row).join("")}</div>` : one(part);
  let index = 0;
  for (const section of draftSections(draft)) {
    // A browser that skips what is far from the window must not skip the first sections, or they would move.
    const className = index < 2 ? "draft-section is-near" : "draft-section";
    index += 1;
    yield `<div class="${className}">${tableBlocks(section).map(block).join("")}</div>`;
  }
}

function foldButton(name: string): string {
  const label = escapeHtml(name);
  return `<button type="button" class="fold-option bare-button screen-only" aria-expanded="true" aria-label="${label}"></button>`;
}
