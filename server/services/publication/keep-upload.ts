import type { Actor } from "#core/access/permissions.ts";
import type { PrepareQuery } from "#core/contract/version-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { findForum, type FoundVersion } from "../versions/find-version.ts";
import { keepDraft } from "./keep-draft.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { readUpload } from "../versions/read-upload.ts";

/** A file as the next version of a document, and where it belongs. */
export type Upload = { document: string; bytes: Uint8Array } & PrepareQuery;

/**
 * Reads a file as the next version of a document and keeps it, unpublished.
 * @throws ProblemError as `prepareVersion`
 */
export async function keepUpload(context: Context, actor: Actor, input: Upload): Promise<FoundVersion> {
  authorise(actor, "prepare-version");
  const { forum, document } = await context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const document = await reader.get("documents", input.document);
    if (!document) throw new ProblemError("not-found");
    return { forum, document };
  });
  const { language, changes } = input;
  const { value, notices } = await readUpload(input.bytes, input.fileName, { language, changes }, context.readDraft);
  const { fileName, bytes } = input;
  const source = { fileName, format: value.format, bytes };
  return keepDraft(context, actor, { forum, document }, { ...input, draft: value.draft, source, notices });
}
