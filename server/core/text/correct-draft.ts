import { Fragment, type Node } from "prosemirror-model";
import { nameClauses } from "#core/text/citations/citation.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { type CorrectionProblem, type DraftCorrection, isAssignable } from "#core/text/draft-correction.ts";
import { draftSchema } from "#core/text/schema.ts";

/**
 * Corrects one clause of a draft and assigns the clause ids again. Footnotes stay with the clause that refers to them.
 *
 * @returns the corrected draft, or the reason why the correction is impossible
 */
export function correctDraft(draft: Node, correction: DraftCorrection): Node | CorrectionProblem {
  const at = draft.children.findIndex(({ attrs }) => attrs["id"] === correction.clause);
  const clause = draft.children[at];
  if (!clause) return "target-not-found";
  if (isBound(clause)) return "clause-is-bound";
  const corrected =
    correction.kind === "join"
      ? joined(draft, at, clause, correction.labelAsWords)
      : correction.kind === "split"
        ? parted(draft, at, clause, correction)
        : withRange(draft, at, at + 1, [named(clause, correction)]);
  return typeof corrected === "string" ? corrected : nameClauses(corrected);
}

function joined(draft: Node, at: number, clause: Node, labelAsWords: boolean): Node | CorrectionProblem {
  const into = draft.children.slice(0, at).findLastIndex((node) => node.attrs["kind"] !== "footnote");
  const before = draft.children[into];
  if (!before) return "nothing-before";
  if (isBound(before)) return "clause-is-bound";
  const appended = labelAsWords ? withLabelAsWords(clause) : clause.content;
  const content =
    before.content.size === 0 || appended.size === 0
      ? before.content.append(appended)
      : before.content.append(Fragment.from(draftSchema.text(" "))).append(appended);
  const notes = draft.children.slice(into + 1, at);
  return withRange(draft, into, at + 1, [before.copy(merged(content)), ...notes]);
}

function parted(
  draft: Node,
  at: number,
  clause: Node,
  { offset, label, clauseKind, depth }: Extract<DraftCorrection, { kind: "split" }>,
): Node | CorrectionProblem {
  const position = placeOf(clause, offset);
  if (position === null) return "nothing-to-part";
  const [head, tail] = [
    trimmed(clause.content.cut(0, position), "end"),
    trimmed(clause.content.cut(position), "start"),
  ];
  if (textIn(head) === "" || textIn(tail) === "") return "nothing-to-part";
  const rest = clause.type.create({ ...clause.attrs, id: `${String(clause.attrs["id"])} 2`, label: null }, tail);
  const second = named(rest, { label, clauseKind, depth });
  const following = draft.children.slice(at + 1);
  const count = following.findIndex((node) => node.attrs["kind"] !== "footnote");
  const notes = count < 0 ? following : following.slice(0, count);
  const secondReferences = new Set(referencesIn(second));
  const later = notes.filter(({ attrs }) => secondReferences.has(String(attrs["id"])));
  const sooner = notes.filter((note) => !later.includes(note));
  return withRange(draft, at, at + 1 + notes.length, [clause.copy(head), ...sooner, second, ...later]);
}

function named(
  clause: Node,
  { label, labelAsWords, clauseKind, depth }: Omit<Extract<DraftCorrection, { kind: "name" }>, "kind" | "clause">,
): Node {
  const attrs = {
    ...clause.attrs,
    ...(clauseKind !== undefined && { kind: clauseKind }),
    ...(depth !== undefined && { depth }),
  };
  if (label === undefined || label === clause.attrs["label"]) return clause.type.create(attrs, clause.content);
  const content = labelAsWords ? withLabelAsWords(clause) : clause.content;
  const begins = label !== null && beginsWith(content.firstChild?.text ?? "", label);
  return clause.type.create({ ...attrs, label }, begins ? trimmed(content.cut(label.length), "start") : content);
}

/** Whether a text begins with a label as a whole word: "5" begins "5 times" but not "50 times". */
function beginsWith(text: string, label: string): boolean {
  return text.startsWith(label) && !/^[\p{L}\p{N}]/u.test(text.slice(label.length));
}

/** Cells are fixed by their table, footnotes by the clause that refers to them. */
function isBound({ attrs }: Node): boolean {
  return attrs["kind"] === "cell" || attrs["kind"] === "footnote";
}

function withLabelAsWords({ attrs, content }: Node): Fragment {
  const label = attrs["label"] as string | null;
  return label === null ? content : merged(Fragment.from(draftSchema.text(`${label} `)).append(content));
}

/** Joins neighbouring text nodes that have the same marks. */
function merged(content: Fragment): Fragment {
  return content.content.reduce((fragment, node) => fragment.append(Fragment.from(node)), Fragment.empty);
}

/**
 * Converts an offset into the clause's text to a position in its content, after any references there; null at or past
 * the end.
 */
function placeOf(clause: Node, offset: number): number | null {
  let [reached, position] = [0, 0];
  for (const child of clause.children) {
    const length = child.textContent.length;
    if (reached + length > offset) return position + offset - reached;
    reached += length;
    position += child.nodeSize;
  }
  return null;
}

/** Removes whitespace and hard breaks at the edge where a clause was split. */
function trimmed(content: Fragment, edge: "start" | "end"): Fragment {
  const at = edge === "start" ? 0 : content.childCount - 1;
  const node = content.maybeChild(at);
  if (!node) return content;
  if (node.type.name === "hardBreak") {
    return trimmed(edge === "start" ? content.cut(node.nodeSize) : content.cut(0, content.size - node.nodeSize), edge);
  }
  if (!node.isText) return content;
  const text = node.text ?? "";
  const rest = edge === "start" ? text.trimStart() : text.trimEnd();
  if (rest === text) return content;
  const cut = text.length - rest.length;
  return edge === "start" ? content.cut(cut) : content.cut(0, content.size - cut);
}

function textIn(content: Fragment): string {
  return content.content.map(({ textContent }) => textContent).join("");
}

function referencesIn(clause: Node): string[] {
  return clause.children
    .filter(({ type }) => type.name === "footnoteReference")
    .map(({ attrs }) => String(attrs["clause"]));
}

function withRange(draft: Node, from: number, to: number, clauses: readonly Node[]): Node {
  const { children } = draft;
  return draft.copy(Fragment.from([...children.slice(0, from), ...clauses, ...children.slice(to)]));
}

/**
 * Returns the correction that undoes another on the corrected draft. Null if none can, because footnotes and cells cannot
 * be corrected and a clause without text has no offset to split at.
 */
export function undoCorrection(
  before: VersionText,
  correction: DraftCorrection,
  after: VersionText,
): DraftCorrection | null {
  const at = before.clauses.findIndex(({ id }) => id === correction.clause);
  const clause = before.clauses[at];
  if (!clause) return null;
  const attributes = isAssignable(clause)
    ? { label: clause.label, clauseKind: clause.kind, depth: clause.depth }
    : undefined;
  switch (correction.kind) {
    case "join": {
      const into = before.clauses.slice(0, at).findLastIndex(({ kind }) => kind !== "footnote");
      const first = before.clauses[into];
      const joined = after.clauses[into];
      const offset = first ? first.end - first.start : 0;
      return joined && attributes && offset > 0 ? { kind: "split", clause: joined.id, offset, ...attributes } : null;
    }
    case "split": {
      const second = after.clauses.slice(at + 1).find(({ kind }) => kind !== "footnote");
      const labelAsWords =
        lettersIn(before, clause) === lettersIn(after, after.clauses[at], second) + lengthOf(second?.label);
      return second ? { kind: "join", clause: second.id, labelAsWords } : null;
    }
    case "name": {
      const named = after.clauses[at];
      const labelAsWords = lettersIn(before, clause) > lettersIn(after, named);
      return named && attributes ? { kind: "name", clause: named.id, ...attributes, labelAsWords } : null;
    }
  }
}

/** Counts the characters of clauses without whitespace, because splitting and joining change the whitespace. */
function lettersIn({ text }: VersionText, ...clauses: readonly (Clause | undefined)[]): number {
  return clauses.reduce((count, clause) => count + lengthOf(clause && text.slice(clause.start, clause.end)), 0);
}

function lengthOf(text: string | null | undefined): number {
  return (text ?? "").replace(/\s/gu, "").length;
}
