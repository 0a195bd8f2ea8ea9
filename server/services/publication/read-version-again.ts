import type { Actor } from "#core/access/permissions.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { buildPreview, readSubmitted } from "./build-preview.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { readUpload } from "../versions/read-upload.ts";
import { recastDraft } from "./recast-draft.ts";

/**
 * Reads the file of a prepared version again, with its tracked changes made or not made. Corrections of the first reading
 * are gone: they were made on another text.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state, revision-conflict, already-published, file-empty
 */
export async function readVersionAgain(
  context: Context,
  actor: Actor,
  input: { version: string; contentHash: string; changes: "accept" | "reject" },
): Promise<Preview> {
  authorise(actor, "prepare-version");
  const { version, original } = await context.store.read(async (reader) => {
    const { version } = await findVersion(reader, actor, input.version);
    return { version, original: await reader.get("originals", version.source.hash) };
  });
  if (version.state !== "prepared" || !original || version.source.format === "working-text") {
    throw new ProblemError("wrong-state", { state: version.state });
  }
  const reading = { language: version.language, changes: input.changes };
  const { value, notices } = await readUpload(original.bytes, version.source.fileName, reading, context.readDraft);
  const recast = { version: version.id, was: input.contentHash, draft: value.draft, notices };
  const found = await recastDraft(context, actor, recast);
  return buildPreview(
    context,
    found,
    await context.store.read((reader) => readSubmitted(context, reader, actor, found)),
  );
}
