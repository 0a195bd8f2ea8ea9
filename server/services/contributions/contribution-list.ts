import { type Actor, can } from "#core/access/permissions.ts";
import type { ListedContribution } from "#core/contract/contribution-operations.ts";
import type { Part } from "#core/contract/fields.ts";
import { countKinds } from "#core/discuss/annotation.ts";
import type { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import { latestFirst } from "../../store/indexes.ts";
import type { Context } from "../kernel/context.ts";
import { listRows } from "../kernel/listed-rows.ts";
import { readViewer, contributionFacts } from "../kernel/visibility.ts";
import { findForum } from "../versions/find-version.ts";
import { nameVersions } from "../versions/name-versions.ts";
import { organisationsOf } from "./contribution.ts";
import { divideItems } from "./row-sources.ts";

/**
 * Lists the contributions that the actor may see, most recently received first. With `at`, the list begins with that
 * contribution, or at its beginning if there is none that the actor may see.
 * @throws ProblemError not-signed-in, invalid-request
 */
export async function getContributions(
  context: Context,
  actor: Actor,
  input: { at?: string | undefined; after?: string | undefined; size: number },
): Promise<Part<ListedContribution>> {
  const { part, entries, versions } = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const viewer = await readViewer(context, reader, actor);
    const logos = await context.logos.read(reader);
    const mayKnow = (contribution: Contribution): boolean =>
      can(actor, "know-contribution", contributionFacts(viewer, contribution));
    const first = input.at === undefined ? undefined : await reader.get("contributions", input.at);
    const order = "receivedAt";
    const part = await listRows(
      reader,
      { collection: "contributions", order, scope: {}, passes: mayKnow, beginnings: null },
      first && mayKnow(first) ? { ...input, from: latestFirst(first.receivedAt) } : input,
    );
    const entries = await Promise.all(
      part.items.map(async (contribution) => {
        const seen = contributionFacts(viewer, contribution);
        return { contribution, seen, organisations: await organisationsOf(reader, contribution, logos) };
      }),
    );
    const versions = await Promise.all(
      [...new Set(part.items.map(({ versionId }) => versionId))].map(async (id) =>
        id === null ? undefined : reader.get("versions", id),
      ),
    );
    return { part, entries, versions: versions.filter((version) => version !== undefined) };
  });
  const named = new Map((await nameVersions(context, versions)).map((version) => [version.id, version]));
  const items = entries.map(({ contribution, seen, organisations }) => {
    const { id, source, sentOn, state, receivedAt, takenAt, versionId } = contribution;
    return {
      ...{ id, source, sentOn, state, receivedAt, takenAt, organisations },
      version: named.get(versionId ?? "") ?? null,
      ...counts(contribution, organisations),
      may: {
        review: can(actor, "review-contribution", seen),
        original: can(actor, "read-contribution-original", seen),
      },
    };
  });
  return { ...part, items };
}

/**
 * Counts the items of a contribution. After import, only imported items count, so that other readers do not learn how
 * many were excluded.
 */
function counts(
  contribution: Contribution,
  organisations: readonly SpeakingOrganisation[],
): Pick<ListedContribution, "comments" | "proposals" | "waiting"> {
  const { items, state } = contribution;
  const { importable } = divideItems(contribution, organisations);
  const imported = items.filter((item) =>
    state === "taken" ? item.annotationId !== null && item.included : importable.has(item),
  );
  const waits = items.filter((item) => item.included && !importable.has(item) && !isRefused(contribution, item));
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
