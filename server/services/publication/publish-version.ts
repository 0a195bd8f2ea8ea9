import type { Actor } from "#core/access/permissions.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { Version } from "#core/text/version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { listVersion, readVersions } from "../comparison/listed-version.ts";
import { isPublishedAlready, isPublishedAt } from "./published-at.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { showDecisions } from "../outcome/show-decisions.ts";
import { versionEvent } from "../kernel/version-event.ts";

/**
 * Publishes a prepared version, for good; decisions on the proposals that a working text took in then show in it. What was
 * published at its address before is superseded: it keeps its id, its text and what was said on it, and gives up the
 * address.
 * @throws ProblemError not-allowed, not-found, wrong-state, already-published: a second copy of what is published there
 */
export async function publishVersion(
  context: Context,
  actor: Actor,
  input: { version: string },
): Promise<ListedVersion> {
  authorise(actor, "publish-version");
  const { version, record } = await context.store.transact(async (writer) => {
    const found = await findVersion(writer, actor, input.version);
    if (found.version.state !== "prepared") throw new ProblemError("wrong-state", { state: found.version.state });
    if (isPublishedAlready(found.version, found.versions)) throw new ProblemError("already-published");
    const published: Version = { ...found.version, state: "published", publishedAt: context.now().toISOString() };
    await writer.put("versions", published);
    await writer.append(versionEvent(context, actor, "version-published", found.version, published));
    await showDecisions(context, actor, writer, published);

    for (const other of found.versions.filter((one) => isPublishedAt(one, published))) {
      const superseded: Version = { ...other, state: "superseded" };
      await writer.put("versions", superseded);
      await writer.append(versionEvent(context, actor, "version-superseded", other, superseded));
    }
    return {
      version: published,
      record: await readVersions(context, writer, actor, published.documentId),
    };
  });
  return listVersion(context, record, version);
}
