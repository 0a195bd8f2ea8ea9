import type { CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { AmendedPart } from "#core/discuss/reply.ts";
import { insertedTexts, isRejection, partsByInsertion } from "#core/propose/amendment.ts";
import { type FileWording, sourceView } from "./source-view.ts";

/** An amendment as a change inside the proposal's own. Its parts name their insertions. */
export interface NestedAmendment {
  reply: CompiledReply;
  parts: AmendedPart[];
}

/**
 * Returns the amendments to a proposal that Word can show inside the proposal's own change: the accepted one first, then
 * in date order. Each is shown whole or not at all. The others stay in their replies:
 *
 * - one by the proposal's author, because it would be part of the proposal, and a second one by the same person;
 * - one that changes the same words as an earlier one, or words next to them;
 * - one in a moved clause or a table row, and one that deletes a whole new clause, because its end would have to go too.
 */
export function nestedAmendments(
  { source, operations, replies }: Pick<CompiledThread, "source" | "operations" | "replies">,
  wording: FileWording,
): NestedAmendment[] {
  if (!operations) return [];
  const authors = new Set([sourceView(source, wording).name]);
  const taken: Span[] = [];
  const nested: NestedAmendment[] = [];
  for (const reply of replies.toSorted((left, right) => Number(right.accepted ?? 0) - Number(left.accepted ?? 0))) {
    const own = reply.amendment && partsByInsertion(operations, reply.amendment);
    const { name } = sourceView(reply.source, wording);
    if (!own || authors.has(name) || !isWritable(operations, own)) continue;
    const parts = own.flat();
    const spans = spansOf(parts);
    if (spans.some((span) => taken.some((other) => span.start <= other.end && other.start <= span.end))) continue;
    authors.add(name);
    taken.push(...spans);
    nested.push({ reply, parts });
  }
  return nested;
}

/** A change's range in the inserted texts, one after the other, in UTF-16 code units. */
interface Span {
  start: number;
  end: number;
}

function spansOf(parts: readonly AmendedPart[]): Span[] {
  let reached = 0;
  return parts.flatMap(({ kind, text }) => {
    const start = reached;
    if (kind !== "inserted") reached += text.length;
    return kind === "kept" ? [] : [{ start, end: reached }];
  });
}

function isWritable(operations: readonly ProposalOperation[], own: readonly AmendedPart[][]): boolean {
  const moved = new Set(operations.flatMap((step) => (step.kind === "move" ? [step.clause] : [])));
  const inserting = operations.filter((step) => insertedTexts([step]).length > 0);
  return inserting.every((step, insertion) => {
    const parts = own[insertion] ?? [];
    if (parts.every(({ kind }) => kind === "kept")) return true;
    if (step.kind === "insert") return step.clause.column === undefined && !isRejection(parts);
    return step.kind === "replace" && !moved.has(step.start.clause);
  });
}
