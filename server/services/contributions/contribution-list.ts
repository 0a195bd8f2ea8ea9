import { type Actor, can } from "#core/access/permissions.ts";
import type { ListedContribution } from "#core/contract/contribution-operations.ts";
import { countKinds } from "#core/discuss/annotation.ts";
import { type Contribution, isImported } from "#core/receive/contribution.ts";
import type { Context } from "../kernel/context.ts";
import { readViewer, contributionFacts } from "../kernel/visibility.ts";
import { findForum } from "../versions/find-version.ts";
import { nameVersions } from "../versions/name-versions.ts";
import { organisationsOf } from "./contribution.ts";

/**
 * Lists the contributions that the actor may see, most recently received first.
 * @throws ProblemError not-signed-in
 */
export async function getContributions(context: Context, actor: Actor): Promise<ListedContribution[]> {
  const { entries, versions } = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const viewer = await readViewer(context, reader, actor);
    const knowable = (await reader.list("contributions"))
      .map((contribution) => ({ contribution, seen: contributionFacts(viewer, contribution) }))
      .filter(({ seen }) => can(actor, "know-contribution", seen))
      .sort(({ contribution: left }, { contribution: right }) => order(left, right));
    const entries = await Promise.all(
      knowable.map(async (entry) => ({ ...entry, organisations: await organisationsOf(reader, entry.contribution) })),
    );
    const versions = await Promise.all(
      [...new Set(knowable.map(({ contribution }) => contribution.versionId))].map(async (id) =>
        id === null ? undefined : reader.get("versions", id),
      ),
    );
    return { entries, versions: versions.filter((version) => version !== undefined) };
  });
  const named = new Map((await nameVersions(context, versions)).map((version) => [version.id, version]));
  return entries.map(({ contribution, seen, organisations }) => {
    const { id, source, sentOn, state, receivedAt, takenAt, versionId } = contribution;
    return {
      ...{ id, source, sentOn, state, receivedAt, takenAt, organisations },
      version: named.get(versionId ?? "") ?? null,
      ...counts(contribution),
      may: {
        review: can(actor, "review-contribution", seen),
        original: can(actor, "read-contribution-original", seen),
      },
    };
  });
}

/**
 * Counts the items of a contribution. After import, only imported items count, so that other readers do not learn how
 * many were excluded.
 */
function counts(contribution: Contribution): Pick<ListedContribution, "comments" | "proposals" | "waiting"> {
  const { items, state } = contribution;
  const imported = items.filter((item) =>
    state === "taken" ? item.annotationId !== null && item.included : isImported(contribution, item),
  );
  const waits = items.filter(
    (item) => item.included && !isImported(contribution, item) && !isRefused(contribution, item),
  );
  const { comment: comments, proposal: proposals } = countKinds(imported);
  return {
    comments,
    proposals,
    waiting: state === "taken" ? 0 : waits.length,
  };
}

/** Whether a person rejected all items of this kind. */
function isRefused({ handMarks, unmarked }: Contribution, { origin }: Contribution["items"][number]): boolean {
  return (origin === "by-hand" && handMarks === "no") || (origin === "unmarked" && unmarked === "no");
}

function order(left: Contribution, right: Contribution): number {
  if (left.receivedAt !== right.receivedAt) return left.receivedAt < right.receivedAt ? 1 : -1;
  return left.id < right.id ? -1 : 1;
}
