import type { Actor } from "#core/access/permissions.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { ConsultationChoice } from "#core/outcome/consultation.ts";
import type { Version } from "#core/text/version.ts";
import { hasOtherFollowed, traceFollowed } from "../comparison/followed-clauses.ts";
import { listVersion, readVersions } from "../comparison/listed-version.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { quietly, versionEvent } from "../kernel/events.ts";
import { ProblemError } from "../kernel/problem.ts";
import { hideDecisions, showDecisions } from "../outcome/decision.ts";
import { findVersion } from "../versions/find-version.ts";
import { settleOpenConsultation } from "./consultation.ts";

/**
 * Publishes a prepared version permanently. Decisions on the proposals in a working text then show in this version. A
 * version already published at its address is superseded: it keeps its id, text and annotations, but loses the address.
 * The open consultation on another version stays, unless `consultation` says otherwise. Without `notify`, nobody is notified
 * of either.
 * @throws ProblemError not-allowed, not-found, wrong-state, already-published (the same content is already published
 *   there), invalid-request (no consultation is open that could move)
 */
export async function publishVersion(
  context: Context,
  actor: Actor,
  input: { version: string; consultation?: ConsultationChoice; notify?: boolean },
): Promise<ListedVersion> {
  authorise(actor, "publish-version");
  const { version: asked } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  const { traced, ended } = await traceFollowed(context, asked.id);
  const done = await context.store.transact(async (writer) => {
    const found = await findVersion(writer, actor, input.version);
    if (found.version.state !== "prepared") throw new ProblemError("wrong-state", { state: found.version.state });
    if (isPublishedAlready(found.version, found.versions)) throw new ProblemError("already-published");
    // Somebody began to follow a clause meanwhile, and must not miss this draft.
    if (await hasOtherFollowed(writer, found.document.id, traced)) return null;
    const published: Version = { ...found.version, state: "published", publishedAt: context.now().toISOString() };
    await writer.put("versions", published);
    for (const clause of traced) await writer.put("followedClauses", clause);
    for (const id of ended)
      if ((await writer.count("inboxes", { clause: `clause/${id}` })) === 0) await writer.remove("followedClauses", id);
    const { consultation: choice = "keep", notify = true } = input;
    const change = { kind: "version-published", before: found.version, after: published } as const;
    await writer.append({ ...versionEvent(context, actor, change), ...quietly(notify) });
    await showDecisions(context, actor, writer, published);
    await settleOpenConsultation(context, actor, writer, { published, versions: found.versions, choice, notify });

    for (const replaced of found.versions.filter((candidate) => isPublishedAt(candidate, published))) {
      const superseded: Version = { ...replaced, state: "superseded" };
      await writer.put("versions", superseded);
      await writer.append(
        versionEvent(context, actor, {
          kind: "version-superseded",
          before: replaced,
          after: superseded,
        }),
      );
    }
    return {
      version: published,
      record: await readVersions(context, writer, actor, published.documentId),
    };
  });
  return done ? listVersion(context, done.record, done.version) : publishVersion(context, actor, input);
}

/**
 * Withdraws a published version that was a mistake. Its address still works and shows the reason. Its annotations
 * remain and are carried to later versions. Decisions that its publication showed in it show in no version.
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
    await writer.append(
      versionEvent(context, actor, {
        kind: "version-withdrawn",
        before: found.version,
        after: withdrawn,
      }),
    );
    await hideDecisions(context, actor, writer, withdrawn);
    return {
      version: withdrawn,
      record: await readVersions(context, writer, actor, withdrawn.documentId),
    };
  });
  return listVersion(context, record, version);
}

/** Whether another version is published at the address that a version has or will have. */
function isPublishedAt(other: Version, version: Version): boolean {
  return other.state === "published" && other.round === version.round && other.language === version.language;
}

/**
 * Whether identical content is already published at a version's address. A second copy adds nothing and would only
 * remove the first one's comments from its page. Different content at the same address and date is a different text.
 */
export function isPublishedAlready(version: Version, versions: readonly Version[]): boolean {
  return versions.some(
    (candidate) => isPublishedAt(candidate, version) && candidate.contentHash === version.contentHash,
  );
}
