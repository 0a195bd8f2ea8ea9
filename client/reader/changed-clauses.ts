import type { Node } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { heaviestChain } from "#core/compare/words/unique-runs.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { trackedClause } from "./clause-editing.ts";

/** The plugin's state: the changes and their decorations. */
interface ShownChanges {
  changes: DraftChanges;
  set: DecorationSet;
}

/**
 * Draws the changes from a base draft to the draft being edited. `onPutBack` restores a deleted clause, given its id
 * and the id of the clause it followed ("" for the start of the draft). A footnote has no restore button, because it is
 * deleted and restored with its reference.
 */
export function changedClauses(
  base: Node,
  moved: ReadonlySet<string>,
  onPutBack: (clause: string, after: string) => void,
): Plugin<ShownChanges> {
  const before = new Map(base.children.map((node) => [String(node.attrs["id"]), node]));
  const decorate = (doc: Node): ShownChanges => {
    const changes = draftChanges(base, doc, moved);
    const decorations: Decoration[] = [];
    const addDeletedAfter = (id: string, at: number): void => {
      for (const clause of changes.deleted.get(id) ?? []) {
        const clauseId = String(clause.attrs["id"]);
        decorations.push(
          Decoration.widget(at, () => deletedClause(clause, () => onPutBack(clauseId, id)), {
            side: -1,
            key: `gone-${clauseId}`,
            stopEvent: () => true,
            ignoreSelection: true,
          }),
        );
      }
    };
    addDeletedAfter("", 0);
    doc.forEach((node, offset) => {
      const id = String(node.attrs["id"]);
      const change = changes.clauses.get(id);
      const original = before.get(id);
      const to = offset + node.nodeSize;
      if (change) decorations.push(Decoration.node(offset, to, { class: `is-${change}` }));
      if (change === "inserted" && node.content.size > 0)
        decorations.push(Decoration.inline(offset + 1, to - 1, { nodeName: "ins" }));
      if (change && original) {
        decorations.push(...trackedClause(original, node, offset));
        const label = original.attrs["label"] as string | null;
        if (label !== node.attrs["label"])
          decorations.push(
            Decoration.widget(offset + 1, () => formerLabel(label), { side: -1, key: `label-${label}` }),
          );
      }
      addDeletedAfter(id, to);
    });
    return { changes, set: DecorationSet.create(doc, decorations) };
  };
  return new Plugin<ShownChanges>({
    state: {
      init: (_config, { doc }) => decorate(doc),
      apply: (transaction, value) => (transaction.docChanged ? decorate(transaction.doc) : value),
    },
    props: {
      decorations(state) {
        return this.getState(state)?.set;
      },
    },
  });
}

function deletedClause(clause: Node, onPutBack: () => void): HTMLElement {
  const { kind, label } = clause.attrs as { kind: string; label: string | null };
  const { dom, contentDOM } = clauseView(clause);
  dom.classList.add("is-gone");
  dom.contentEditable = "false";
  const deletedText = document.createElement("del");
  deletedText.textContent = clause.textContent;
  contentDOM.append(deletedText);
  if (kind === "footnote") return dom;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link-button";
  button.textContent = messages.restoreClause;
  button.setAttribute(
    "aria-label",
    formatMessage(messages.restoreNamedClause, { clause: label ?? clause.textContent.slice(0, 24) }),
  );
  button.addEventListener("click", onPutBack);
  contentDOM.append(" ", button);
  return dom;
}

function formerLabel(label: string | null): HTMLElement {
  const element = document.createElement("del");
  element.className = "former-label";
  element.textContent = label ?? messages.noNumber;
  return element;
}

/** Renders a clause in an editor: its text, and beside it its label, which the cursor cannot enter. */
export function clauseView(node: Node): { dom: HTMLElement; contentDOM: HTMLElement } {
  const { kind, label, depth, language, direction } = node.attrs as Record<string, string | number | null>;
  const dom = document.createElement("div");
  dom.className = `clause clause-${String(kind)} depth-${String(depth)}`;
  if (language !== null && language !== undefined) dom.lang = String(language);
  if (direction !== null && direction !== undefined) dom.dir = String(direction);
  if (label !== null && label !== undefined) dom.append(labelOf(String(label)));
  const contentDOM = document.createElement("div");
  contentDOM.className = "clause-text";
  dom.append(contentDOM);
  return { dom, contentDOM };
}

function labelOf(label: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "clause-label";
  element.contentEditable = "false";
  element.textContent = label;
  return element;
}

/** The change to a clause of a draft being edited. An unchanged clause has none. */
export type ClauseChange = "edited" | "inserted" | "moved";

/** The changes from a base draft to the draft being edited. Clauses are matched by id. */
export interface DraftChanges {
  /** The changed clauses, by id. */
  clauses: ReadonlyMap<string, ClauseChange>;
  /** Deleted clauses, by the id of the remaining clause they followed; "" for the start of the draft. */
  deleted: ReadonlyMap<string, readonly Node[]>;
  /** Number of clauses edited, inserted, moved or deleted. */
  count: number;
}

/**
 * Compares a draft with its base. A clause both moved and edited counts as moved. If two clauses changed places, either
 * could count as moved: `moved` holds the ids of those that somebody did move.
 */
export function draftChanges(base: Node, draft: Node, moved: ReadonlySet<string>): DraftChanges {
  const before = new Map(base.children.map((node, index) => [idOf(node), { node, index }]));
  const matches = draft.children
    .flatMap((node, revised) => {
      const previous = before.get(idOf(node));
      return previous ? [{ base: previous.index, revised, length: 1, weight: moved.has(idOf(node)) ? 0.5 : 1 }] : [];
    })
    .sort((a, b) => a.base - b.base);
  const settled = new Set(heaviestChain(matches).map(({ revised }) => revised));
  const clauses = new Map<string, ClauseChange>();
  draft.children.forEach((node, index) => {
    const previous = before.get(idOf(node));
    if (!previous) clauses.set(idOf(node), "inserted");
    else if (!settled.has(index)) clauses.set(idOf(node), "moved");
    else if (!previous.node.eq(node)) clauses.set(idOf(node), "edited");
  });

  const present = new Set(draft.children.map(idOf));
  const deleted = new Map<string, Node[]>();
  let after = "";
  let went = 0;
  for (const node of base.children) {
    if (present.has(idOf(node))) after = idOf(node);
    else {
      deleted.set(after, [...(deleted.get(after) ?? []), node]);
      went += 1;
    }
  }
  return { clauses, deleted, count: clauses.size + went };
}

function idOf(node: Node): string {
  return String(node.attrs["id"]);
}
