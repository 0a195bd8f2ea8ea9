import { Fragment, type Node } from "prosemirror-model";
import { isWhole, wholeClauses } from "#core/receive/change-clusters.ts";
import { type Clause, footnotesOf, type VersionText } from "#core/text/clause.ts";
import type { MarkedDraft, ReadChange } from "#core/receive/file-markup.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import { insertedForm } from "#core/receive/inserted-form.ts";
import { operationsBetween } from "#core/propose/operations-between.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { isOfWording } from "#core/receive/accepted-wording.ts";
import { linesOf, withNodes, type InsertedText } from "#core/receive/inserted-text.ts";
import { draftSchema } from "#core/text/schema.ts";

/**
 * Returns the operations for clauses that moved as wholes. They keep their identity, and differences in their text at
 * the new position become edits. `others` are the remaining changes: moved text, and moves that arrived as more or
 * fewer clauses than they left as.
 */
export function movedClauses(
  changes: readonly ReadChange[],
  marked: MarkedDraft,
): { moves: ProposalOperation[]; others: ReadChange[] } {
  const { text } = marked;
  const moves: ProposalOperation[] = [];
  const described = new Set<ReadChange>();
  for (const change of changes) {
    const { kind, start, end, movedAs } = change;
    const isMove = kind === "move";
    if (described.has(change) || (!isMove && (kind !== "delete" || movedAs === undefined)) || !isWhole(change, text))
      continue;
    const insertion = isMove
      ? change
      : changes.find((candidate) => candidate.kind === "insert" && candidate.movedAs === movedAs);
    if (!insertion || (!isMove && !isWhole(insertion, text))) continue;
    const clauses = wholeClauses(start, end, text).filter((clause) => clause.kind !== "footnote");
    const wording =
      isMove && change.put === undefined
        ? []
        : linesOf({ ...insertion, text: (isMove && insertion.put) || insertion.text });
    const lines = wording.filter((line) => line.text.trim() !== "");
    const edits = clauses.map((clause, at) => (lines[at] ? edited(clause, lines[at], marked, !isMove) : []));
    if (wording.length > 0 && (lines.length !== clauses.length || edits.includes(null))) continue;
    const after = clauseBefore((isMove ? insertion.to : insertion.start) ?? 0, clauses, text);
    moves.push(...clauses.map(({ id }) => ({ kind: "move" as const, clause: id, after })));
    moves.push(...edits.flatMap((steps) => steps ?? []));
    described.add(change).add(insertion);
  }
  return { moves, others: changes.filter((change) => !described.has(change)) };
}

/**
 * Returns the clause before a position, not counting the moving clauses. Content at the end of a clause comes after
 * that clause.
 */
function clauseBefore(position: number, moving: readonly Clause[], { clauses }: VersionText): string {
  const before = clauses.findLast(
    (clause) =>
      (clause.end < position || (clause.end === position && clause.start < position)) && !moving.includes(clause),
  );
  return before?.id ?? "";
}

/**
 * Returns the operations that turn a moved clause into a line of the moved text; null if the line has other notes.
 * Unless `isReworded`, the text is not compared, because text that other changes deleted from it is still there. A
 * newly typed label becomes the clause's label. Notes are matched to the clause's own, in order.
 */
function edited(
  clause: Clause,
  line: InsertedText,
  marked: MarkedDraft,
  isReworded: boolean,
): ProposalOperation[] | null {
  const node = marked.draft.child(marked.text.clauses.indexOf(clause));
  const references = node.children.filter(({ type }) => type.name === "footnoteReference");
  const notes = line.notes ?? [];
  if (notes.length !== references.length || footnotesOf(references).size < references.length) return null;
  const lineContent = withNodes(
    Fragment.from(draftSchema.text(line.text)),
    references.map((reference, at) => ({ at: notes[at]?.at ?? 0, node: reference })),
  );
  const { label, content } = insertedForm(lineContent, clause, marked).clause;
  const wanted = bare(node.copy(fragmentOf(content))).content;
  const steps: ProposalOperation[] = isReworded ? operationsBetween(bare(node), wanted) : [];
  if (label !== null && label !== clause.label) steps.push({ kind: "relabel", clause: clause.id, label });
  return steps;
}

/** Removes the formatting that people use to mark changes. */
function bare(node: Node): Node {
  const plain = node.children.map((child) => child.mark(child.marks.filter(isOfWording)));
  return node.copy(Fragment.from(plain));
}
