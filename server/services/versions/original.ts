import type { Actor } from "#core/access/permissions.ts";
import type { Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findVersion } from "./find-version.ts";

/**
 * Returns the file a version was read from, byte for byte.
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

/** Deletes an uploaded file unless an existing version or contribution was read from it. */
export async function dropOriginal(writer: Writer, hash: string): Promise<void> {
  const [versions, contributions] = [await writer.list("versions"), await writer.list("contributions")];
  if ([...versions, ...contributions].some(({ source }) => source.hash === hash)) return;
  await writer.remove("originals", hash);
}
