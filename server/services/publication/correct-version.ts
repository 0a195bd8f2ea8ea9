import type { Actor } from "#core/access/permissions.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { correctDraft } from "#core/text/correct-draft.ts";
import type { DraftCorrection } from "#core/text/draft-correction.ts";
import { authorise } from "../kernel/authorise.ts";
import { buildPreview, readSubmitted } from "./build-preview.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { invalidField } from "../kernel/invalid-field.ts";
import { loadContent } from "../versions/load-content.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { recastDraft } from "./recast-draft.ts";

/**
 * Puts a clause of a prepared version right, and answers with what publishing it would do now.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state, revision-conflict,
 * already-published
 */
export async function correctVersion(
  context: Context,
  actor: Actor,
  input: { version: string; contentHash: string; correction: DraftCorrection },
): Promise<Preview> {
  authorise(actor, "prepare-version");
  const { version } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  if (version.state !== "prepared") throw new ProblemError("wrong-state", { state: version.state });
  if (version.contentHash !== input.contentHash) throw new ProblemError("revision-conflict");
  const { draft } = await loadContent(context, version);
  const corrected = correctDraft(draft, input.correction);
  if (typeof corrected === "string") throw invalidField("correction", corrected);
  const found = await recastDraft(context, actor, { version: version.id, was: input.contentHash, draft: corrected });
  return buildPreview(
    context,
    found,
    await context.store.read((reader) => readSubmitted(context, reader, actor, found)),
  );
}
