import { Fragment, type Node } from "prosemirror-model";
import { textOf } from "#core/discuss/content-text.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { AmendedPart } from "#core/discuss/reply.ts";
import { insertedTexts } from "#core/propose/amendment.ts";
import { operationsBetween } from "#core/propose/operations-between.ts";
import { draftSchema } from "#core/text/schema.ts";
import { streamSafe } from "#core/text/stream-safe.ts";
import { withoutUnwanted } from "#core/text/unwanted-characters.ts";

/** A part of an amendment that names its insertion. */
export type NumberedPart = AmendedPart & { insertion: number };

/**
 * Returns an amendment as a redline, word by word, given a new text for each of the proposal's insertions. Empty if it
 * changes nothing. White space at the ends of an insertion stays, because people cannot see it.
 */
export function amendmentTo(operations: readonly ProposalOperation[], amended: readonly string[]): NumberedPart[] {
  const parts = insertedTexts(operations).flatMap((text, insertion) => {
    const typed = typedText(amended[insertion] ?? text).trim();
    const after = typed === "" ? "" : (/^\s*/u.exec(text)?.[0] ?? "") + typed + text.slice(text.trimEnd().length);
    return partsBetween(text, after).map((part) => ({ ...part, insertion }));
  });
  return parts.every(({ kind }) => kind === "kept") ? [] : parts;
}

function partsBetween(before: string, after: string): AmendedPart[] {
  const clause = draftSchema.node(
    "clause",
    { id: "amended", kind: "paragraph", label: null, depth: 0 },
    textNodes(before),
  );
  const parts: AmendedPart[] = [];
  let reached = 0;
  for (const { start, end, content } of operationsBetween(clause, Fragment.from(textNodes(after)))) {
    parts.push(
      { kind: "kept", text: before.slice(reached, start.offset) },
      { kind: "deleted", text: before.slice(start.offset, end.offset) },
      { kind: "inserted", text: textOf(content) },
    );
    reached = end.offset;
  }
  return [...parts, { kind: "kept" as const, text: before.slice(reached) }].filter(({ text }) => text !== "");
}

function textNodes(text: string): Node[] {
  return text === "" ? [] : [draftSchema.text(text)];
}

/** Returns typed text in the form of a clause's text: one line, in NFC, without the characters that no text should contain. */
export function typedText(text: string): string {
  const line = withoutUnwanted(text.replace(/\s+/gu, " ")).replace(/ {2,}/gu, " ");
  return streamSafe(line).normalize("NFC");
}
