import type { Actor } from "#core/access/permissions.ts";
import type { PublishedCorrection } from "#core/contract/document-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { Version } from "#core/text/version.ts";
import { listVersion, readVersions } from "../comparison/listed-version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { storeChanges } from "../kernel/settings-change.ts";
import { findVersion } from "../versions/find-version.ts";

/**
 * Corrects the label, date or symbol of a version that was published. The values before, the person and the reason stay
 * on the version. A correction that changes nothing leaves no record. `undo` is the id that undoes it.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state (it is only prepared)
 */
export async function correctPublished(
  context: Context,
  actor: Actor,
  input: { version: string } & PublishedCorrection,
): Promise<ListedVersion & { undo: string | null }> {
  authorise(actor, "manage-documents");
  const { version, record, change } = await context.store.transact(async (writer) => {
    const { version } = await findVersion(writer, actor, input.version);
    if (version.state === "prepared") throw new ProblemError("wrong-state", { state: version.state });
    const corrected = correctedFields(version, input);
    const { reason } = input;
    const after = corrected === version ? version : withCorrection(context, actor, { version, corrected, reason });
    const change = await storeChanges(context, writer, actor, [
      { kind: "version-corrected", collection: "versions", before: version, after },
    ]);
    return { version: after, record: await readVersions(context, writer, actor, after.documentId), change };
  });
  return { ...(await listVersion(context, record, version)), undo: change };
}

/** Returns the version with its corrected fields, or the same version if they are the same. */
function correctedFields(
  version: Version,
  { label = version.label, date = version.date, symbol }: Omit<PublishedCorrection, "reason">,
): Version {
  const { symbol: symbolBefore, ...rest } = version;
  const symbolAfter = symbol === undefined ? symbolBefore : (symbol ?? undefined);
  if (label === version.label && date === version.date && symbolAfter === symbolBefore) return version;
  return { ...rest, label, date, ...(symbolAfter !== undefined && { symbol: symbolAfter }) };
}

/** Returns a corrected version with the record of the correction: who, when, why, and the values before. */
export function withCorrection(
  context: Pick<Context, "now">,
  actor: Actor,
  { version, corrected, reason }: { version: Version; corrected: Version; reason: string },
): Version {
  const before = { label: version.label, date: version.date, symbol: version.symbol ?? null };
  const correction = { at: context.now().toISOString(), by: actor.participantId, reason, before };
  return { ...corrected, corrections: [...(version.corrections ?? []), correction] };
}
