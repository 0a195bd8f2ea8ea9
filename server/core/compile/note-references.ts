import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { CompiledClause } from "#core/compile/compilation.ts";

/** The footnotes a clause refers to, by their clauses, each with the offset in its words (UTF-16) that its sign stands at. */
export function noteReferences({ content }: Pick<CompiledClause, "content">): { note: string; at: number }[] {
  let at = 0;
  return fragmentOf(content).content.flatMap((node) => {
    at += node.textContent.length;
    return node.type.name === "footnoteReference" ? [{ note: String(node.attrs["clause"]), at }] : [];
  });
}
