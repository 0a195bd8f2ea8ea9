import type { Actor } from "#core/access/permissions.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { findVersion } from "./find-version.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * The file a version was read from, byte for byte.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getOriginal(context: Context, actor: Actor, input: { version: string }): Promise<FileAnswer> {
  authorise(actor, "read-original");
  return context.store.read(async (reader) => {
    const { version } = await findVersion(reader, actor, input.version);
    const original = await reader.get("originals", version.source.hash);
    if (!original) throw new ProblemError("not-found");
    return { fileName: version.source.fileName, mediaType: "application/octet-stream", bytes: original.bytes };
  });
}
