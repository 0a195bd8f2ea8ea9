import type { Actor } from "#core/access/permissions.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { buildPreview, readSubmitted } from "./build-preview.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * The preview of a prepared version, as things stand now.
 * @throws ProblemError not-allowed, not-found, wrong-state
 */
export async function getPreview(context: Context, actor: Actor, input: { version: string }): Promise<Preview> {
  authorise(actor, "prepare-version");
  const { found, submitted } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    if (found.version.state !== "prepared") throw new ProblemError("wrong-state", { state: found.version.state });
    return { found, submitted: await readSubmitted(context, reader, actor, found) };
  });
  return buildPreview(context, found, submitted);
}
