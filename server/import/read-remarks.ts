import type { RemarkFormat } from "#core/text/file-format.ts";
import type { RemarkList } from "#core/receive/read-contribution.ts";
import { readCommentForm } from "./forms/read-comment-form.ts";
import { readCollection } from "./annotations/read-collection.ts";

const readers: Readonly<Record<RemarkFormat, (bytes: Uint8Array) => RemarkList | Promise<RemarkList>>> = {
  xlsx: readCommentForm,
  csv: readCommentForm,
  jsonld: readCollection,
};

/**
 * Reads a file of remarks.
 *
 * @throws UnreadableFile
 */
export async function readRemarks(bytes: Uint8Array, format: RemarkFormat): Promise<RemarkList> {
  return readers[format](bytes);
}
