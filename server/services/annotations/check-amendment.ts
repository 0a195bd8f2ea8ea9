import type { Annotation } from "#core/discuss/annotation.ts";
import type { AmendedPart, Reply } from "#core/discuss/reply.ts";
import { typedText } from "#core/propose/amend-wording.ts";
import { insertedTexts, isRejection, partsByInsertion } from "#core/propose/amendment.ts";
import { invalidField } from "../kernel/problem.ts";

/** The maximum length of the text that an amendment inserts, in UTF-16 code units: as long as a comment. */
const longest = 20_000;

/**
 * Returns an amendment in the order of the insertions, with its inserted text in the form of a clause's text.
 * @throws ProblemError invalid-request if it is not one to this proposal's wording, or does not fit the position
 */
export function checkedAmendment(
  { operations }: Pick<Annotation, "operations">,
  { amendment, position }: { amendment: readonly AmendedPart[]; position: Reply["position"] },
): AmendedPart[] {
  const refuse = (code: Parameters<typeof invalidField>[1], params?: { limit: number }) =>
    invalidField("amendment", code, params);
  if (!mayAmend(position)) throw refuse("amendment-and-position-differ");
  const inserted = amendment.filter(({ kind }) => kind === "inserted");
  if (inserted.reduce((sum, { text }) => sum + text.length, 0) > longest)
    throw refuse("field-too-long", { limit: longest });
  if (insertedTexts(operations).length === 0) throw refuse("amendment-without-wording");
  const parts = partsByInsertion(operations, amendment)
    ?.flat()
    .map((part) => (part.kind === "inserted" ? { ...part, text: typedText(part.text) } : part))
    .filter(({ text }) => text !== "");
  // Half a character is not a part of a wording.
  if (!parts || parts.some(({ text }) => /\p{Cs}/u.test(text))) throw refuse("amendment-of-other-wording");
  if (parts.every(({ kind }) => kind === "kept")) throw refuse("amendment-changes-nothing");
  if (isRejection(parts)) throw refuse("amendment-deletes-all");
  return parts;
}

/** Whether a reply with this position can amend the proposal. */
export function mayAmend(position: Reply["position"]): boolean {
  return position === null || position === "support-with-amendment";
}
