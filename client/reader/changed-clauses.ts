import type { Node } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { common as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { trackedClause } from "./clause-editing.ts";
import { draftChanges, type DraftChanges } from "./draft-changes.ts";

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
