import type { Actor } from "#core/access/permissions.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { Version } from "#core/text/version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { listVersion, readVersions } from "../comparison/listed-version.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { unshowDecisions } from "../outcome/show-decisions.ts";
import { versionEvent } from "../kernel/version-event.ts";

/**
 * Withdraws a published version that was a mistake. It stays addressable and says why; what was said on it stays, and is
 * carried on; decisions that its publication showed in it show in no version again.
 * @throws ProblemError not-allowed, not-found, wrong-state
 */
export async function withdrawVersion(
  context: Context,
  actor: Actor,
  input: { version: string; reason: string },
): Promise<ListedVersion> {
  authorise(actor, "withdraw-version");
  const { version, record } = await context.store.transact(async (writer) => {
    const found = await findVersion(writer, actor, input.version);
    if (found.version.state !== "published") throw new ProblemError("wrong-state", { state: found.version.state });
    const withdrawn: Version = { ...found.version, state: "withdrawn", withdrawnReason: input.reason };
    await writer.put("versions", withdrawn);
    await writer.append(versionEvent(context, actor, "version-withdrawn", found.version, withdrawn));
    await unshowDecisions(context, actor, writer, withdrawn);
    return {
      version: withdrawn,
      record: await readVersions(context, writer, actor, withdrawn.documentId),
    };
  });
  return listVersion(context, record, version);
}
