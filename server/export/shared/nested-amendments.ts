import type { CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import type { ProposalOperation, ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import type { AmendedPart } from "#core/discuss/reply.ts";
import { amendedOperations, insertedTexts, isRejection, partsByInsertion } from "#core/propose/amendment.ts";
import { changesOf, type PlacedChange, type TextAmendment } from "./amended-runs.ts";
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
  const taken: PlacedChange[] = [];
  const nested: NestedAmendment[] = [];
  for (const reply of replies.toSorted((left, right) => Number(right.accepted ?? 0) - Number(left.accepted ?? 0))) {
    const own = reply.amendment && partsByInsertion(operations, reply.amendment);
    const { name } = sourceView(reply.source, wording);
    if (!own || authors.has(name) || !isWritable(operations, own)) continue;
    const parts = own.flat();
    const spans = changesOf(parts);
    if (spans.some((span) => taken.some((other) => span.start <= other.end && other.start <= span.end))) continue;
    authors.add(name);
    taken.push(...spans);
    nested.push({ reply, parts });
  }
  return nested;
}

type InsertOperation = Extract<ProposalOperation, { kind: "insert" }>;

/** A step that replaces text, or the new clause of one that inserts a clause, as a plan of proposals has them. */
type Insertion = ReplaceOperation | InsertOperation["clause"];

/** The amendments to the texts that proposals insert, by the insertion. */
export type AmendmentsOf<Tracker> = ReadonlyMap<Insertion, readonly TextAmendment<Tracker>[]>;

/** Returns amendments by insertion. `trackerOf` returns the tracker of a reply's author. */
export function amendmentsByInsertion<Tracker>(
  operations: readonly ProposalOperation[],
  nested: readonly NestedAmendment[],
  trackerOf: (reply: CompiledReply) => Tracker,
): [Insertion, TextAmendment<Tracker>[]][] {
  const amending = nested.map(({ reply, parts }) => ({ tracker: trackerOf(reply), parts }));
  return inserting(operations).map((step, index) => [
    step.kind === "insert" ? step.clause : step,
    amending.map(({ tracker, parts }) => ({ tracker, parts: parts.filter(({ insertion }) => insertion === index) })),
  ]);
}

/** Returns a proposal with all its nested amendments accepted. */
export function withNested(
  operations: readonly ProposalOperation[],
  nested: readonly NestedAmendment[],
): readonly ProposalOperation[] {
  if (nested.length === 0) return operations;
  const parts = insertedTexts(operations).flatMap((text, insertion) => {
    const changes = nested
      .flatMap((one) => changesOf(one.parts.filter((part) => part.insertion === insertion)))
      .sort((left, right) => left.start - right.start);
    let reached = 0;
    const merged = changes.flatMap(({ kind, text: changed, start, end }): AmendedPart[] => {
      const kept = text.slice(reached, start);
      reached = end;
      return [
        { kind: "kept", text: kept, insertion },
        { kind, text: changed, insertion },
      ];
    });
    return [...merged, { kind: "kept" as const, text: text.slice(reached), insertion }];
  });
  return (
    amendedOperations(
      operations,
      parts.filter(({ text }) => text !== ""),
    ) ?? operations
  );
}

function inserting(operations: readonly ProposalOperation[]): (ReplaceOperation | InsertOperation)[] {
  return operations.filter(
    (step): step is ReplaceOperation | InsertOperation =>
      (step.kind === "replace" || step.kind === "insert") && insertedTexts([step]).length > 0,
  );
}

function isWritable(operations: readonly ProposalOperation[], own: readonly AmendedPart[][]): boolean {
  const moved = new Set(operations.flatMap((step) => (step.kind === "move" ? [step.clause] : [])));
  return inserting(operations).every((step, insertion) => {
    const parts = own[insertion] ?? [];
    if (parts.every(({ kind }) => kind === "kept")) return true;
    if (step.kind === "insert") return step.clause.column === undefined && !isRejection(parts);
    return !moved.has(step.start.clause);
  });
}
