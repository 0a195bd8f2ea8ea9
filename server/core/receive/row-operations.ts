import { Fragment } from "prosemirror-model";
import { clausesSaying } from "#core/receive/accepted-places.ts";
import type { PutCell, ReadChange } from "#core/receive/file-markup.ts";
import type { MarkedDraft } from "#core/receive/marked-draft.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { stepContent, withoutReferences, withReferences } from "#core/receive/put-words.ts";
import { clauseAt, type VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";

/** The steps of rows that go and of rows that are put in: all cells of a row, in their order. */
export function rowOperations(rows: readonly ReadChange[], marked: MarkedDraft): ProposalOperation[] {
  const { clauses } = marked.text;
  return rows.flatMap((change): ProposalOperation[] => {
    if (change.row === "gone") {
      const cells = clauses.filter(
        ({ kind, start, end }) => kind === "cell" && change.start <= start && end <= change.end,
      );
      return cells.map(({ id }) => ({ kind: "delete", clause: id }));
    }
    const after = clauseBefore(change, marked.text);
    return (change.cells ?? []).map(({ column, ...cell }) => {
      const { notes, content } = stepContent(contentOfCell({ column, ...cell }, marked), marked.accepted);
      const clause = { kind: "cell" as const, label: null, depth: 0, content, column };
      return { kind: "insert", after, clause, ...(notes && { notes }) };
    });
  });
}

/**
 * Whether it can be said where a row is put in: above the first of a table, or as a table of its own, it is put after the
 * clause before, and where that is a cell it would be a row of that table.
 */
export function hasRowPlace(change: ReadChange, text: VersionText): boolean {
  if (change.row !== "above" && change.row !== "new") return true;
  const after = clauseBefore(change, text);
  return text.clauses.find(({ id }) => id === after)?.kind !== "cell";
}

/** The clause that a row is put in after; "" for the front. */
function clauseBefore({ row, start }: ReadChange, { clauses }: VersionText): string {
  const at = clauseAt(clauses, start);
  // What is put in at the very end has no clause to stand before.
  if (row === "below" || (at && row === "new" && start > at.start)) return at?.id ?? "";
  return clauses.findLast((clause) => clause.end < start && clause.kind !== "footnote")?.id ?? "";
}

/** What a cell says; its italics are seen where every change is made. */
function contentOfCell({ column, text, notes }: PutCell, { accepted }: MarkedDraft): Fragment {
  const made = clausesSaying(accepted, text).find(
    ({ attrs }) => attrs["kind"] === "cell" && (attrs["table"] as { column: number }).column === column,
  );
  const plain = text === "" ? Fragment.empty : Fragment.from(draftSchema.text(text.normalize("NFC")));
  return withReferences(made ? withoutReferences(made.content) : plain, notes);
}
