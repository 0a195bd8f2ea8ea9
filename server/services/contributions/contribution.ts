import { type Actor, can, represents } from "#core/access/permissions.ts";
import type { ListedContribution, ShownContribution } from "#core/contract/contribution-operations.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Part } from "#core/contract/fields.ts";
import { countKinds } from "#core/discuss/annotation.ts";
import type { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import type { Contribution, ContributionItem } from "#core/receive/contribution.ts";
import type { Version } from "#core/text/version.ts";
import { latestFirst } from "../../store/indexes.ts";
import { compareKeys } from "../../store/ranges.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise, refusal } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { contributionEvent } from "../kernel/events.ts";
import type { FileAnswer } from "../kernel/file-answer.ts";
import { mapInTurns } from "../kernel/in-turns.ts";
import { type Logos, noLogos, withLogo } from "../kernel/known-logos.ts";
import { entriesIn, listRows } from "../kernel/listed-rows.ts";
import { checkRevision, ProblemError } from "../kernel/problem.ts";
import { contributionFacts, readViewer } from "../kernel/visibility.ts";
import { dropOriginal, loadContent } from "../versions/content.ts";
import { findForum } from "../versions/find-version.ts";
import { nameVersions } from "../versions/version-order.ts";
import { authorsOf, divideItems, namesExactly, type RowAuthors, rowAuthors, withSources } from "./named-sources.ts";

/**
 * Returns a contribution with the items that importing it creates or created.
 * @throws ProblemError not-found, not-signed-in, not-allowed
 */
export function getContribution(
  context: Context,
  actor: Actor,
  input: { contribution: string },
): Promise<ShownContribution> {
  return showContribution(context, actor, input.contribution);
}

/** Returns the current state of a contribution for review by the actor, with all its items or the given ones. */
export async function showContribution(
  context: Context,
  actor: Actor,
  id: string,
  { itemIds, action }: { itemIds?: ReadonlySet<string> | undefined; action?: ReviewAction } = {},
): Promise<ShownContribution> {
  const { found, organisations, versions, bodies } = await context.store.read(async (reader) => {
    const found = await findContribution(context, reader, actor, id, action);
    const { contribution } = found;
    return {
      found,
      organisations: await organisationsOf(reader, contribution, await context.logos.read(reader)),
      versions: await matchedVersions(reader, contribution),
      bodies: await organisationsOf(reader, { organisationIds: bodyIdsIn(contribution) }),
    };
  });
  const { matches, ...read } = { ...found.contribution, items: await withSources(context, found.contribution) };
  const { columns: _columns, rowSources: _sources, bodyIds: _bodies, ...contribution } = read;
  // The results of rows do not depend on who reads them.
  const authors = rowAuthors(action === "reconcile-contribution" ? null : actor, read, organisations);
  const { importable, heldItems, held } = divideItems(contribution, organisations, authors);
  const listed = contribution.items.filter(({ id }) => itemIds?.has(id) ?? true);
  const named = new Map((await nameVersions(context, versions)).map((version) => [version.id, version]));
  const content = found.version && (await loadContent(context, found.version));
  return {
    ...contribution,
    organisations,
    version: named.get(contribution.versionId ?? "") ?? null,
    matches: matches.flatMap((match) => {
      const version = named.get(match.versionId);
      return version ? [{ ...match, version }] : [];
    }),
    items: await mapInTurns(listed, (item) => ({
      ...item,
      changes:
        content && item.operations.length > 0 ? proposedClauses(content.draft, content.text, item.operations) : [],
      taken: importable.has(item),
      isHeld: heldItems.has(item),
    })),
    held,
    sources: shownSources(read, bodies, { authors, held, senders: organisations }),
    // Without a sender, only rows with authors of their own can be imported.
    may: mayNow(
      found,
      [...importable].filter(({ source }) => organisations.length > 0 || authors.has(source ?? "")).length,
    ),
  };
}

/** Returns the ids of all organisations to which sources of rows were matched. */
function bodyIdsIn({ rowSources = [] }: Pick<Contribution, "rowSources">): string[] {
  return [...new Set(rowSources.flatMap(({ organisationIds }) => organisationIds))];
}

/** Lists the sources of remarks in the order of the file, if any remark names one. */
function shownSources(
  { items, rowSources = [] }: Pick<Contribution, "items" | "rowSources">,
  bodies: readonly SpeakingOrganisation[],
  {
    authors,
    held,
    senders,
  }: {
    authors: ReadonlyMap<string, RowAuthors>;
    held: ShownContribution["held"];
    senders: readonly SpeakingOrganisation[];
  },
): ShownContribution["sources"] {
  const counts = new Map<string, number>();
  for (const { origin, source = "" } of items)
    if (origin === "remark") counts.set(source, (counts.get(source) ?? 0) + 1);
  if ([...counts.keys()].every((source) => source === "")) return [];
  const known = new Map(rowSources.map((source) => [source.name, source]));
  return [...counts].map(([name, count]) => ({
    ...{ name, count, by: known.get(name)?.by ?? "unknown" },
    organisations: (known.get(name)?.organisationIds ?? []).flatMap((id) => bodies.find((one) => one.id === id) ?? []),
    isHeld: held.some(({ source }) => source === name),
    isOwn: authors.has(name) && !namesExactly(name, senders),
  }));
}

function mayNow({ contribution, version }: FoundContribution, importable: number): ShownContribution["may"] {
  const prepared = contribution.state === "prepared";
  return {
    edit: prepared,
    take: prepared && version?.state === "published" && importable > 0,
    undo: !prepared,
    discard: prepared,
  };
}

/** Returns the sending organisations under their current names, with the given logos. */
export async function organisationsOf(
  reader: Reader,
  { organisationIds }: Pick<Contribution, "organisationIds">,
  logos: Logos = noLogos,
): Promise<SpeakingOrganisation[]> {
  const organisations = await Promise.all(organisationIds.map((id) => reader.get("organisations", id)));
  return organisations.flatMap((organisation) => {
    if (!organisation) return [];
    const { id, name, shortName, group } = organisation;
    return [withLogo(logos, { id, name, shortName, group })];
  });
}

async function matchedVersions(
  reader: Reader,
  { versionId, matches }: Pick<Contribution, "versionId" | "matches">,
): Promise<Version[]> {
  const ids = new Set([...matches.map((match) => match.versionId), ...(versionId === null ? [] : [versionId])]);
  const versions = await Promise.all([...ids].map((id) => reader.get("versions", id)));
  return versions.filter((version) => version !== undefined);
}

/** A contribution with the version it was written on, or null if that is unknown. */
interface FoundContribution {
  contribution: Contribution;
  version: Version | null;
}

/** The permission under which a contribution is shown. */
type ReviewAction = "review-contribution" | "reconcile-contribution";

/**
 * Finds a contribution that the actor may review.
 * @throws ProblemError not-found if it does not exist or is not visible to the actor; not-signed-in, not-allowed
 */
export async function findContribution(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  id: string,
  action: ReviewAction = "review-contribution",
): Promise<FoundContribution> {
  await findForum(reader, actor);
  const contribution = await reader.get("contributions", id);
  const viewer = await readViewer(context, reader, actor);
  if (!contribution || !can(actor, "know-contribution", contributionFacts(viewer, contribution))) {
    throw new ProblemError("not-found");
  }
  authorise(actor, action, contributionFacts(viewer, contribution));
  const version = contribution.versionId === null ? undefined : await reader.get("versions", contribution.versionId);
  return { contribution, version: version ?? null };
}

/** The event kind of a change to a contribution, the state it requires, and the revision it applies to. */
interface ContributionChange {
  id: string;
  kind: Extract<ForumEvent["kind"], `contribution-${string}`>;
  from: Contribution["state"];
  revision: string;
  /** The version that it is for afterwards. Omitted if that does not change. */
  shownOn?: Version;
  /** Ids of the items in the result. Omitted for all. */
  itemIds?: ReadonlySet<string>;
}

/**
 * Changes a contribution in one transaction and returns the result under a new revision.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state, revision-conflict
 */
export async function changeContribution(
  context: Context,
  actor: Actor,
  { id, kind, from, revision, shownOn, itemIds }: ContributionChange,
  decide: (found: FoundContribution, writer: Writer) => Promise<Partial<Contribution>>,
): Promise<ShownContribution> {
  // The result shows changes of the text, so without it nothing is written.
  const { version } = await context.store.read((reader) => findContribution(context, reader, actor, id));
  const text = shownOn === undefined ? version : shownOn;
  if (text) await loadContent(context, text);
  await context.store.transact(async (writer) => {
    const found = await findContribution(context, writer, actor, id);
    const before = found.contribution;
    if (before.state !== from) throw new ProblemError("wrong-state", { state: before.state });
    checkRevision(before, { revision });
    const after = { ...before, ...(await decide(found, writer)), revision: context.newRevision() };
    await writer.put("contributions", after);
    const version = after.versionId === null ? undefined : await writer.get("versions", after.versionId);
    await writer.append(
      contributionEvent(context, actor, { kind, documentId: version?.documentId ?? null, before, after }),
    );
  });
  return showContribution(context, actor, id, { itemIds });
}

/**
 * Discards a contribution that is not imported. Also deletes its file, unless another version or contribution uses the
 * same file.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function discardContribution(
  context: Context,
  actor: Actor,
  input: { contribution: string },
): Promise<void> {
  await context.store.transact(async (writer) => {
    const { contribution, version } = await findContribution(context, writer, actor, input.contribution);
    if (contribution.state !== "prepared") throw new ProblemError("wrong-state", { state: contribution.state });
    await writer.remove("contributions", contribution.id);
    await dropOriginal(writer, contribution.source.hash);
    await writer.append(
      contributionEvent(context, actor, {
        kind: "contribution-discarded",
        documentId: version?.documentId ?? null,
        before: contribution,
        after: null,
      }),
    );
  });
}

/**
 * Returns the file of a contribution as it was sent.
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
    const access = contribution && contributionFacts(await readViewer(context, reader, actor), contribution);
    if (!access || !can(actor, "know-contribution", access)) throw new ProblemError("not-found");
    if (!can(actor, "read-contribution-original", access)) throw refusal(actor);
    const original = await reader.get("originals", contribution.source.hash);
    if (!original) throw new ProblemError("not-found");
    const { fileName } = contribution.source;
    return { fileName, mediaType: "application/octet-stream", bytes: original.bytes };
  });
}

/** Returns contributions that are still to be reviewed, as far as the actor may know them, the latest first. */
async function toReview(
  reader: Reader,
  mayKnow: (contribution: Contribution) => boolean,
  size: number,
): Promise<Part<Contribution>> {
  const items: Contribution[] = [];
  for await (const { row } of entriesIn(reader, "contributions", { index: "toReview" })) {
    if (mayKnow(row)) items.push(row);
    if (items.length === size) break;
  }
  items.sort((left, right) => compareKeys(latestFirst(left.receivedAt), latestFirst(right.receivedAt)));
  return { items, next: null, total: null };
}

/**
 * Lists the contributions that the actor may see, most recently received first. With `at`, the list begins with that
 * contribution, or at its beginning if there is none that the actor may see.
 * @throws ProblemError not-signed-in, invalid-request
 */
export async function getContributions(
  context: Context,
  actor: Actor,
  input: { at?: string | undefined; state?: "prepared" | undefined; after?: string | undefined; size: number },
): Promise<Part<ListedContribution>> {
  const { part, entries, versions } = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const viewer = await readViewer(context, reader, actor);
    const logos = await context.logos.read(reader);
    const mayKnow = (contribution: Contribution): boolean =>
      can(actor, "know-contribution", contributionFacts(viewer, contribution));
    const first = input.at === undefined ? undefined : await reader.get("contributions", input.at);
    const order = "receivedAt";
    const part =
      input.state === undefined
        ? await listRows(
            reader,
            { collection: "contributions", order, scope: {}, passes: mayKnow, beginnings: null },
            first && mayKnow(first) ? { ...input, from: latestFirst(first.receivedAt) } : input,
          )
        : await toReview(reader, mayKnow, input.size);
    const entries = await Promise.all(
      part.items.map(async (contribution) => {
        const seen = contributionFacts(viewer, contribution);
        const organisations = await organisationsOf(reader, contribution, logos);
        const authors = rowAuthors(actor, contribution, organisations);
        // A body whose rows are in a file of others learns of its own rows only, while those of others are not open.
        const isOpen = can(actor, "know-contribution", { ...seen, bodyIds: [] });
        const named = contribution.state === "taken" ? (contribution.bodyIds ?? []) : bodyIdsIn(contribution);
        const bodies = named.filter((id) => !contribution.organisationIds.includes(id));
        const organisationIds = isOpen ? bodies : bodies.filter((id) => represents(actor, id));
        return {
          ...{ contribution, seen, authors, isOpen, senders: organisations },
          organisations: [
            ...(isOpen ? organisations : []),
            ...(await organisationsOf(reader, { organisationIds }, logos)),
          ],
        };
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
  const items = entries.map(({ contribution, seen, organisations, senders, authors, isOpen }) => {
    const { id, source, sentOn, state, receivedAt, takenAt, versionId } = contribution;
    return {
      ...{ id, source, sentOn, state, receivedAt, takenAt, organisations },
      version: named.get(versionId ?? "") ?? null,
      ...counts(contribution, senders, authors, (item) =>
        isOpen ? true : (authorsOf(contribution, item)?.organisationIds ?? []).some((id) => represents(actor, id)),
      ),
      may: {
        review: can(actor, "review-contribution", seen),
        original: can(actor, "read-contribution-original", seen),
        reconcile: can(actor, "reconcile-contribution", seen),
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
  authors: ReadonlyMap<string, RowAuthors>,
  isKnown: (item: ContributionItem) => boolean,
): Pick<ListedContribution, "comments" | "proposals" | "waiting"> {
  const { items, state } = contribution;
  const { importable } = divideItems(contribution, organisations, authors);
  const imported = items.filter(
    (item) => isKnown(item) && (state === "taken" ? item.annotationId !== null && item.included : importable.has(item)),
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
