import { can, type Actor } from "#core/access/permissions.ts";
import type { Context } from "../kernel/context.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { seenBy } from "./find-contribution.ts";
import { findForum } from "../versions/find-version.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { refusal } from "../kernel/authorise.ts";
import { readSight } from "../kernel/sight.ts";

/**
 * The file of a contribution as it was sent.
 * @throws ProblemError not-found, not-signed-in, not-allowed
 */
export async function getContributionOriginal(
  context: Context,
  actor: Actor,
  input: { contribution: string },
): Promise<FileAnswer> {
  return context.store.read(async (reader) => {
    await findForum(reader, actor);
    const contribution = await reader.get("contributions", input.contribution);
    const seen = contribution && seenBy(await readSight(context, reader, actor), contribution);
    if (!seen || !can(actor, "know-contribution", seen)) throw new ProblemError("not-found");
    if (!can(actor, "read-contribution-original", seen)) throw refusal(actor);
    const original = await reader.get("originals", contribution.source.hash);
    if (!original) throw new ProblemError("not-found");
    const { fileName } = contribution.source;
    return { fileName, mediaType: "application/octet-stream", bytes: original.bytes };
  });
}
