import type { Node } from "prosemirror-model";
import { say } from "#core/messages/messages.ts";
import { findFormColumns } from "./find-form-columns.ts";

/** Fewer heads than this many of the form's, and a table may be the draft's own. */
const leastColumns = 3;

/** "Comment 1 · general", as our layouts head what somebody said. */
const threadHead = new RegExp(
  `^(?:${["comment", "proposal"].map((kind) => say({ code: `export-thread-${kind}`, params: { number: "\\d+" } }, "en")).join("|")}) · `,
  "u",
);

/**
 * Whether a text is laid out as what was said on a draft, and not as the draft: a table under the heads of a comment form, or
 * the heads of comments of our layouts that have no marks.
 */
export function isFormInWord(draft: Node): boolean {
  const rows = new Map<string, string[]>();
  for (const { attrs, textContent } of draft.children) {
    const cell = attrs["table"] as { id: string; row: number } | null;
    if (!cell && threadHead.test(textContent)) return true;
    if (!cell) continue;
    const key = `${cell.id} ${String(cell.row)}`;
    rows.set(key, [...(rows.get(key) ?? []), textContent]);
  }
  const columns = findFormColumns([...rows.values()]);
  return columns !== null && columns.places.size >= leastColumns;
}
