import { Decoration } from "prosemirror-view";
import { textOf } from "#core/discuss/content-text.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import type { ClausePositions } from "./clause-positions.ts";

/**
 * Returns decorations that show a proposal in its text. Text to delete is struck through, and text to insert follows
 * it, underlined. New and moved clauses appear at their new position. The text itself does not change, and operations
 * that do not fit it are skipped.
 */
export function proposedChanges(positions: ClausePositions, operations: readonly ProposalOperation[]): Decoration[] {
  return operations.flatMap((step, index): Decoration[] => {
    const notes = newNotes(positions, step, index);
    switch (step.kind) {
      case "replace": {
        const from = positions.position(step.start.clause, step.start.offset, "after");
        const end = positions.position(step.end.clause, step.end.offset, "before");
        if (from === undefined || end === undefined || step.start.clause !== step.end.clause) return [];
        const to = Math.max(from, end);
        const newText = textOf(step.content);
        return [
          ...notes,
          ...(from < to ? [Decoration.inline(from, to, { nodeName: "del" })] : []),
          ...(newText === ""
            ? []
            : [Decoration.widget(to, () => inserted(newText), { side: 1, key: `${index}:${newText}` })]),
        ];
      }
      case "delete":
        return wholeClause(positions, step.clause, "is-gone");
      case "insert": {
        if (step.clause.kind === "cell") return [...newRow(positions, operations, index), ...notes];
        const at = positions.after(step.after);
        const { label, content } = step.clause;
        const newText = textOf(content);
        return at === undefined
          ? []
          : [
              ...notes,
              Decoration.widget(at, () => newClause(label, newText), { side: -1, key: `${index}:${label}:${newText}` }),
            ];
      }
      case "move": {
        const at = positions.after(step.after);
        const node = positions.get(step.clause)?.node;
        if (at === undefined || !node) return [];
        const label = node.attrs["label"] as string | null;
        const newText = node.textContent;
        return [
          ...wholeClause(positions, step.clause, "is-moved-away"),
          Decoration.widget(at, () => newClause(label, newText, "is-moved"), {
            side: -1,
            key: `${index}:${step.clause}`,
          }),
        ];
      }
      case "relabel": {
        const at = positions.position(step.clause, 0, "before");
        const label = step.label ?? messages.noNumber;
        return at === undefined
          ? []
          : [Decoration.widget(at, () => inserted(`→ ${label} `), { side: -1, key: `${index}:${label}` })];
      }
    }
  });
}

/** Returns the footnotes that an operation adds, drawn after its clause. */
function newNotes(positions: ClausePositions, step: ProposalOperation, index: number): Decoration[] {
  if (step.kind !== "replace" && step.kind !== "insert") return [];
  const clause = step.kind === "insert" ? step.after : step.start.clause;
  const at = positions.afterRow(clause) ?? positions.after(clause);
  if (at === undefined) return [];
  return (step.notes ?? []).map(({ label, content }, note) => {
    const newText = textOf(content);
    const render = (): HTMLElement => newClause(label, newText, "clause-footnote is-inserted");
    return Decoration.widget(at, render, { side: -1, key: `${index}:note ${note}:${label}:${newText}` });
  });
}

/** Returns a new row, drawn with the first of its cells: below the row it follows, or in a table of its own. */
function newRow(positions: ClausePositions, operations: readonly ProposalOperation[], index: number): Decoration[] {
  const first = operations[index];
  if (first?.kind !== "insert") return [];
  const columnAt = (at: number): number => {
    const step = operations[at];
    return step?.kind === "insert" && step.after === first.after ? (step.clause.column ?? 0) : 0;
  };
  if (columnAt(index - 1) > 0 && columnAt(index - 1) < columnAt(index)) return [];
  const cellTexts: string[] = [];
  for (let at = index; at === index || columnAt(at) > columnAt(at - 1); at += 1) {
    const step = operations[at];
    if (step?.kind === "insert") cellTexts.push(textOf(step.clause.content));
  }
  const at = positions.afterRow(first.after) ?? positions.beforeTable(first.after) ?? positions.after(first.after);
  if (at === undefined) return [];
  const render = (): HTMLElement => newCells(cellTexts);
  return [Decoration.widget(at, render, { side: -1, key: `${index}:row:${cellTexts.join("|")}` })];
}

function newCells(cellTexts: readonly string[]): HTMLElement {
  const row = document.createElement("div");
  row.className = "draft-row";
  row.setAttribute("role", "row");
  for (const cell of cellTexts) {
    const cellElement = newClause(null, cell, "clause-cell is-inserted");
    cellElement.setAttribute("role", "cell");
    row.append(cellElement);
  }
  return row;
}

function wholeClause(positions: ClausePositions, clause: string, name: string): Decoration[] {
  const position = positions.get(clause);
  return position ? [Decoration.node(position.before, position.before + position.node.nodeSize, { class: name })] : [];
}

function inserted(newText: string): HTMLElement {
  const element = document.createElement("ins");
  element.textContent = newText;
  return element;
}

function newClause(label: string | null, newText: string, name = "is-inserted"): HTMLElement {
  const element = document.createElement("div");
  element.className = `clause clause-proposed ${name}`;
  if (label !== null) {
    const mark = element.appendChild(document.createElement("span"));
    mark.className = "clause-label";
    mark.textContent = label;
  }
  const text = element.appendChild(document.createElement("div"));
  text.className = "clause-text";
  text.append(inserted(newText));
  return element;
}
