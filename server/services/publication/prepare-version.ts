import type { Actor } from "#core/access/permissions.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { buildPreview, readSubmitted } from "./build-preview.ts";
import type { Context } from "../kernel/context.ts";
import { keepUpload, type Upload } from "./keep-upload.ts";

/**
 * Reads a file as the next version of a document, keeps it unpublished, and answers with what publishing would do.
 *
 * Refused: a file that cannot be read; the very content that is published at the same address already.
 * @throws ProblemError not-allowed, not-found, already-published, not-this-format, file-damaged, file-empty, file-encrypted,
 * file-too-large
 */
export async function prepareVersion(context: Context, actor: Actor, input: Upload): Promise<Preview> {
  const kept = await keepUpload(context, actor, input);
  const submitted = await context.store.read((reader) => readSubmitted(context, reader, actor, kept));
  return buildPreview(context, kept, submitted);
}
