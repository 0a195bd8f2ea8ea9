import { draftSchema } from "#core/text/schema.ts";

/**
 * Checks inline content.
 *
 * @throws RangeError if the draft schema does not allow it
 */
export function checkContent(content: readonly Readonly<Record<string, unknown>>[]): void {
  draftSchema.nodeFromJSON({ type: "clause", attrs: { id: "proposed", kind: "paragraph" }, content }).check();
}
