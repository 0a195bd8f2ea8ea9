import type { contributionFormats } from "#core/receive/contribution.ts";
import type { RemarkList } from "#core/receive/read-contribution.ts";
import { readCommentForm } from "./forms/read-comment-form.ts";
import { readCollection } from "./annotations/read-collection.ts";

/** A format for remarks that state their own location. */
export type RemarkFormat = Exclude<(typeof contributionFormats)[number], "docx" | "odt">;

/**
 * Reads a file of remarks.
 *
 * @throws UnreadableFile
 */
export async function readRemarks(bytes: Uint8Array, format: RemarkFormat): Promise<RemarkList> {
  return format === "jsonld" ? readCollection(bytes) : readCommentForm(bytes);
}
