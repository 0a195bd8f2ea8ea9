import { Decoration } from "prosemirror-view";
import { textOf } from "#core/discuss/inline-content.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import * as messages from "#core/messages/interface.en.ts";
import type { ClausePlaces } from "./clause-places.ts";

/**
 * Returns decorations that show a proposal in its text. Text to delete is struck through, and text to insert follows
 * it, underlined. New and moved clauses appear at their new position. The text itself does not change, and operations
 * that do not fit it are skipped.
 */
export function proposedChanges(places: ClausePlaces, operations: readonly ProposalOperation[]): Decoration[] {
  return operations.flatMap((step, index): Decoration[] => {
    const notes = newNotes(places, step, index);
    switch (step.kind) {
      case "replace": {
        const from = places.position(step.start.clause, step.start.offset, "after");
        const end = places.position(step.end.clause, step.end.offset, "before");
        if (from === undefined || end === undefined || step.start.clause !== step.end.clause) return [];
        const to = Math.max(from, end);
        const words = textOf(step.content);
        return [
          ...notes,
          ...(from < to ? [Decoration.inline(from, to, { nodeName: "del" })] : []),
          ...(words === ""
            ? []
            : [Decoration.widget(to, () => inserted(words), { side: 1, key: `${index}:${words}` })]),
        ];
      }
      case "delete":
        return whole(places, step.clause, "is-gone");
      case "insert": {
        if (step.clause.kind === "cell") return [...newRow(places, operations, index), ...notes];
        const at = places.after(step.after);
        const { label, content } = step.clause;
        const words = textOf(content);
        return at === undefined
          ? []
          : [
              ...notes,
              Decoration.widget(at, () => newClause(label, words), { side: -1, key: `${index}:${label}:${words}` }),
            ];
      }
      case "move": {
        const at = places.after(step.after);
        const node = places.get(step.clause)?.node;
        if (at === undefined || !node) return [];
        const label = node.attrs["label"] as string | null;
        const words = node.textContent;
        return [
          ...whole(places, step.clause, "is-moved-away"),
          Decoration.widget(at, () => newClause(label, words, "is-moved"), {
            side: -1,
            key: `${index}:${step.clause}`,
          }),
        ];
      }
      case "relabel": {
        const at = places.position(step.clause, 0, "before");
        const label = step.label ?? messages.noNumber;
        return at === undefined
          ? []
          : [Decoration.widget(at, () => inserted(`→ ${label} `), { side: -1, key: `${index}:${label}` })];
      }
    }
  });
}

/** Returns the footnotes that an operation adds, drawn after its clause. */
function newNotes(places: ClausePlaces, step: ProposalOperation, index: number): Decoration[] {
  if (step.kind !== "replace" && step.kind !== "insert") return [];
  const clause = step.kind === "insert" ? step.after : step.start.clause;
  const at = places.afterRow(clause) ?? places.after(clause);
  if (at === undefined) return [];
  return (step.notes ?? []).map(({ label, content }, note) => {
    const words = textOf(content);
    const draw = (): HTMLElement => newClause(label, words, "clause-footnote is-inserted");
    return Decoration.widget(at, draw, { side: -1, key: `${index}:note ${note}:${label}:${words}` });
  });
}

/** Returns a new row, drawn with the first of its cells: below the row it follows, or in a table of its own. */
function newRow(places: ClausePlaces, operations: readonly ProposalOperation[], index: number): Decoration[] {
  const first = operations[index];
  if (first?.kind !== "insert") return [];
  const columnAt = (at: number): number => {
    const step = operations[at];
    return step?.kind === "insert" && step.after === first.after ? (step.clause.column ?? 0) : 0;
  };
  if (columnAt(index - 1) > 0 && columnAt(index - 1) < columnAt(index)) return [];
  const words: string[] = [];
  for (let at = index; at === index || columnAt(at) > columnAt(at - 1); at += 1) {
    const step = operations[at];
    if (step?.kind === "insert") words.push(textOf(step.clause.content));
  }
  const at = places.afterRow(first.after) ?? places.beforeTable(first.after) ?? places.after(first.after);
  if (at === undefined) return [];
  const draw = (): HTMLElement => newCells(words);
  return [Decoration.widget(at, draw, { side: -1, key: `${index}:row:${words.join("|")}` })];
}

function newCells(words: readonly string[]): HTMLElement {
  const row = document.createElement("div");
  row.className = "draft-row";
  row.setAttribute("role", "row");
  for (const cell of words) {
    const drawn = newClause(null, cell, "clause-cell is-inserted");
    drawn.setAttribute("role", "cell");
    row.append(drawn);
  }
  return row;
}

function whole(places: ClausePlaces, clause: string, name: string): Decoration[] {
  const place = places.get(clause);
  return place ? [Decoration.node(place.before, place.before + place.node.nodeSize, { class: name })] : [];
}

function inserted(words: string): HTMLElement {
  const element = document.createElement("ins");
  element.textContent = words;
  return element;
}

function newClause(label: string | null, words: string, name = "is-inserted"): HTMLElement {
  const element = document.createElement("div");
  element.className = `clause clause-proposed ${name}`;
  if (label !== null) {
    const mark = element.appendChild(document.createElement("span"));
    mark.className = "clause-label";
    mark.textContent = label;
  }
  const text = element.appendChild(document.createElement("div"));
  text.className = "clause-text";
  text.append(inserted(words));
  return element;
}
