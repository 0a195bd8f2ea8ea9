import type { Actor } from "#core/access/permissions.ts";
import type { PublishedCorrection } from "#core/contract/document-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { Version } from "#core/text/version.ts";
import { listVersion, readVersions } from "../comparison/listed-version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { versionEvent } from "../kernel/events.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findVersion } from "../versions/find-version.ts";

/**
 * Corrects the label, date or symbol of a version that was published. The values before, the person and the reason stay
 * on the version. A correction that changes nothing leaves no record.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state (it is only prepared)
 */
export async function correctPublished(
  context: Context,
  actor: Actor,
  input: { version: string } & PublishedCorrection,
): Promise<ListedVersion> {
  authorise(actor, "manage-documents");
  const { version, record } = await context.store.transact(async (writer) => {
    const { version } = await findVersion(writer, actor, input.version);
    if (version.state === "prepared") throw new ProblemError("wrong-state", { state: version.state });
    const after = corrected(context, actor, version, input);
    if (after !== version) {
      await writer.put("versions", after);
      await writer.append(versionEvent(context, actor, { kind: "version-corrected", before: version, after }));
    }
    return { version: after, record: await readVersions(context, writer, actor, after.documentId) };
  });
  return listVersion(context, record, version);
}

function corrected(
  context: Pick<Context, "now">,
  actor: Actor,
  version: Version,
  { label = version.label, date = version.date, symbol, reason }: PublishedCorrection,
): Version {
  const { symbol: symbolBefore, ...rest } = version;
  const symbolAfter = symbol === undefined ? symbolBefore : (symbol ?? undefined);
  if (label === version.label && date === version.date && symbolAfter === symbolBefore) return version;
  const before = { label: version.label, date: version.date, symbol: symbolBefore ?? null };
  const correction = { at: context.now().toISOString(), by: actor.participantId, reason, before };
  return {
    ...rest,
    label,
    date,
    ...(symbolAfter !== undefined && { symbol: symbolAfter }),
    corrections: [...(version.corrections ?? []), correction],
  };
}
