import type { Actor } from "#core/access/permissions.ts";
import type { Version } from "#core/text/version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { dropOriginal } from "../versions/drop-original.ts";
import { findVersion } from "../versions/find-version.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { versionEvent } from "../kernel/version-event.ts";

/**
 * Throws a prepared version away, what people said of its clauses too, and its file and text unless another has the same.
 * @throws ProblemError not-allowed, not-found, wrong-state
 */
export async function discardVersion(context: Context, actor: Actor, input: { version: string }): Promise<void> {
  authorise(actor, "prepare-version");
  await context.store.transact(async (writer) => {
    const { version } = await findVersion(writer, actor, input.version);
    if (version.state !== "prepared") throw new ProblemError("wrong-state", { state: version.state });
    const others = (await writer.list("versions")).filter(({ id }) => id !== version.id);
    const isShared = (same: (other: Version) => boolean): boolean => others.some(same);
    if (!isShared((other) => other.contentHash === version.contentHash)) {
      await writer.remove("contents", version.contentHash);
    }
    for (const scope of [{ baseVersionId: version.id }, { revisedVersionId: version.id }]) {
      for (const { id } of await writer.list("links", scope)) await writer.remove("links", id);
    }
    await writer.remove("versions", version.id);
    await dropOriginal(writer, version.source.hash);
    await writer.append(versionEvent(context, actor, "version-discarded", version, null));
  });
}
