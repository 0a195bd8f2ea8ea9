import type { Node } from "prosemirror-model";
import { citationsOf } from "#core/text/citation.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { ClauseKind } from "#core/text/clause-kind.ts";

/** Returns the text and the clauses of a draft, in document order. */
export function versionTextOf(draft: Node): VersionText {
  const citations = citationsOf(draft);
  const texts: string[] = [];
  const clauses: Clause[] = [];
  let start = 0;
  draft.forEach((node, _offset, index) => {
    const text = node.textContent;
    texts.push(text);
    clauses.push({
      id: String(node.attrs["id"]),
      kind: ClauseKind.parse(node.attrs["kind"]),
      label: node.attrs["label"] as string | null,
      citation: citations[index] ?? "",
      depth: Number(node.attrs["depth"]),
      start,
      end: start + text.length,
    });
    start += text.length + 1;
  });
  return { text: texts.join("\n"), language: String(draft.attrs["language"]), clauses };
}
