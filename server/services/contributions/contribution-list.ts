import { type Actor, can } from "#core/access/permissions.ts";
import type { ListedContribution } from "#core/contract/contribution-operations.ts";
import { type Contribution, isTaken } from "#core/receive/contribution.ts";
import type { Context } from "../kernel/context.ts";
import { readSight, seenBy } from "../kernel/visibility.ts";
import { findForum } from "../versions/find-version.ts";
import { nameVersions } from "../versions/name-versions.ts";
import { organisationsOf } from "./contribution.ts";

/**
 * The contributions the actor may know of, the last received first.
 * @throws ProblemError not-signed-in
 */
export async function getContributions(context: Context, actor: Actor): Promise<ListedContribution[]> {
  const { entries, versions } = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const sight = await readSight(context, reader, actor);
    const known = (await reader.list("contributions"))
      .map((contribution) => ({ contribution, seen: seenBy(sight, contribution) }))
      .filter(({ seen }) => can(actor, "know-contribution", seen))
      .sort(({ contribution: one }, { contribution: other }) => order(one, other));
    const entries = await Promise.all(
      known.map(async (entry) => ({ ...entry, organisations: await organisationsOf(reader, entry.contribution) })),
    );
    const versions = await Promise.all(
      [...new Set(known.map(({ contribution }) => contribution.versionId))].map(async (id) =>
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

/** What was made of one that was taken, and no more: nobody else is told what was left out. */
function counts(contribution: Contribution): Pick<ListedContribution, "comments" | "proposals" | "waiting"> {
  const { items, state } = contribution;
  const made = items.filter((item) =>
    state === "taken" ? item.annotationId !== null && item.included : isTaken(contribution, item),
  );
  const waits = items.filter((item) => item.included && !isTaken(contribution, item) && !isRefused(contribution, item));
  return {
    comments: made.filter(({ kind }) => kind === "comment").length,
    proposals: made.filter(({ kind }) => kind === "proposal").length,
    waiting: state === "taken" ? 0 : waits.length,
  };
}

/** Somebody said no to all of its kind. */
function isRefused({ handMarks, unmarked }: Contribution, { origin }: Contribution["items"][number]): boolean {
  return (origin === "by-hand" && handMarks === "no") || (origin === "unmarked" && unmarked === "no");
}

function order(one: Contribution, other: Contribution): number {
  if (one.receivedAt !== other.receivedAt) return one.receivedAt < other.receivedAt ? 1 : -1;
  return one.id < other.id ? -1 : 1;
}
