import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Node } from "prosemirror-model";

/** Returns a step that replaces text of a clause. */
export function replaceStep(draft: Node, clause: string, words: string, by: string): ProposalOperation {
  const text = draft.children.find(({ attrs }) => attrs["id"] === clause)?.textContent ?? "";
  const at = text.indexOf(words);
  return {
    kind: "replace",
    start: { clause, offset: at },
    end: { clause, offset: at + words.length },
    content: by === "" ? [] : [{ type: "text", text: by }],
  };
}
