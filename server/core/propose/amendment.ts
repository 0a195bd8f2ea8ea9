import { Fragment, type Node } from "prosemirror-model";
import { textOf } from "#core/discuss/content-text.ts";
import { contentOf, fragmentOf, positionAt } from "#core/discuss/inline-content.ts";
import type { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { AmendedPart } from "#core/discuss/reply.ts";
import { draftSchema } from "#core/text/schema.ts";

/** Returns whether an amendment deletes all of a wording, whitespace aside, and inserts nothing. */
export function isRejection(parts: readonly AmendedPart[]): boolean {
  return parts.every(({ kind, text }) => kind === "deleted" || text.trim() === "");
}

/**
 * Returns the texts that a proposal inserts: one for each operation that inserts text, in their order. An amendment can
 * change these. It cannot change labels, footnotes, deletions or moves.
 */
export function insertedTexts(operations: readonly ProposalOperation[]): string[] {
  return operations.flatMap((operation) => insertedText(operation) || []);
}

/** Returns the text of each of a proposal's insertions as amended; null if the amendment is to another wording. */
export function amendedTexts(operations: readonly ProposalOperation[], parts: readonly AmendedPart[]): string[] | null {
  return (
    partsByInsertion(operations, parts)?.map((own) =>
      own.map(({ kind, text }) => (kind === "deleted" ? "" : text)).join(""),
    ) ?? null
  );
}

/**
 * Returns a proposal as amended: the same operations with other inserted text. Formatting and footnotes of the kept text
 * stay. A new clause whose text is deleted is not inserted. Null if the amendment is to another wording, because the
 * proposal was edited since.
 */
export function amendedOperations(
  operations: readonly ProposalOperation[],
  parts: readonly AmendedPart[],
): ProposalOperation[] | null {
  const own = partsByInsertion(operations, parts);
  if (!own) return null;
  let insertion = 0;
  return operations.flatMap((operation): ProposalOperation[] => {
    if (insertedText(operation) === "") return [operation];
    const changes = own[insertion++] ?? [];
    if (operation.kind === "insert") {
      const content = amendedContent(operation.clause.content, changes);
      // A row keeps its cells.
      const isDeleted = content.length === 0 && operation.clause.column === undefined;
      return isDeleted ? [] : [{ ...operation, clause: { ...operation.clause, content } }];
    }
    if (operation.kind !== "replace") return [operation];
    const content = amendedContent(operation.content, changes);
    const { start, end } = operation;
    return content.length === 0 && start.offset === end.offset ? [] : [{ ...operation, content }];
  });
}

/**
 * Divides an amendment among a proposal's insertions, so that the kept and deleted parts of each are exactly its text.
 * Null if they are not. Parts read from a file do not name their insertion. They may have the labels and the ends of new
 * clauses between the insertions, and an insertion between two texts belongs to the first.
 */
export function partsByInsertion(
  operations: readonly ProposalOperation[],
  parts: readonly AmendedPart[],
): AmendedPart[][] | null {
  const texts = insertedTexts(operations);
  if (parts.every(({ insertion }) => insertion !== undefined)) {
    const own = texts.map((): AmendedPart[] => []);
    for (const part of parts) own[part.insertion ?? -1]?.push(part);
    const isWhole = own.flat().length === parts.length && own.every((some, index) => wordingOf(some) === texts[index]);
    return isWhole ? own : null;
  }
  const ranges = rangesOf(operations, wordingOf(parts));
  if (!ranges) return null;
  const own: AmendedPart[][] = ranges.map(() => []);
  let reached = 0;
  for (const { kind, text } of parts) {
    const start = reached;
    if (kind === "inserted") {
      const insertion = ranges.findIndex((range) => range.start <= start && start <= range.end);
      if (insertion < 0) return null;
      own[insertion]?.push({ kind, text, insertion });
      continue;
    }
    reached += text.length;
    for (const [insertion, range] of ranges.entries()) {
      const inside = text.slice(Math.max(0, range.start - start), Math.max(0, range.end - start));
      if (inside !== "") own[insertion]?.push({ kind, text: inside, insertion });
    }
  }
  return own;
}

/** Returns the ranges of a proposal's insertions in a wording that has labels and white space between them. */
function rangesOf(
  operations: readonly ProposalOperation[],
  wording: string,
): { start: number; end: number }[] | undefined {
  const ranges: { start: number; end: number }[] = [];
  let reached = 0;
  for (const operation of operations) {
    const text = insertedText(operation);
    if (text === "") continue;
    const start = wording.indexOf(text, reached);
    const between = wording.slice(reached, Math.max(reached, start)).trim();
    const label = operation.kind === "insert" ? (operation.clause.label ?? "") : "";
    if (start < 0 || (between !== "" && between !== label)) return undefined;
    reached = start + text.length;
    ranges.push({ start, end: reached });
  }
  return wording.slice(reached).trim() === "" ? ranges : undefined;
}

/** Applies changes to content from its end, so that earlier offsets stay valid. Footnote references stay. */
function amendedContent(content: InlineContent, parts: readonly AmendedPart[]): InlineContent {
  let at = wordingOf(parts).length;
  let clause = draftSchema.node(
    "clause",
    { id: "amended", kind: "paragraph", label: null, depth: 0 },
    fragmentOf(content),
  );
  for (const { kind, text } of parts.toReversed()) {
    if (kind === "inserted") {
      const position = positionAt(clause, at, "before");
      const beside = clause.resolve(position);
      const marks = (beside.nodeBefore ?? beside.nodeAfter)?.marks ?? [];
      clause = withContent(clause, position, position, Fragment.from(draftSchema.text(text, marks)));
      continue;
    }
    const end = at;
    at -= text.length;
    if (kind === "kept") continue;
    const [from, to] = [positionAt(clause, at, "after"), positionAt(clause, end, "before")];
    const notes = clause.content.cut(from, to).content.filter((node) => node.textContent === "");
    clause = withContent(clause, from, to, Fragment.from(notes));
  }
  return contentOf(clause.content);
}

function withContent(clause: Node, from: number, to: number, between: Fragment): Node {
  return clause.copy(clause.content.cut(0, from).append(between).append(clause.content.cut(to)));
}

function insertedText(operation: ProposalOperation): string {
  if (operation.kind === "replace") return textOf(operation.content);
  return operation.kind === "insert" ? textOf(operation.clause.content) : "";
}

function wordingOf(parts: readonly AmendedPart[]): string {
  return parts.map(({ kind, text }) => (kind === "inserted" ? "" : text)).join("");
}
