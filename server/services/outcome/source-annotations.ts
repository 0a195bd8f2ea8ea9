import { isActive, type KeptParticipant, shownOrganisation } from "#core/access/kept-people.ts";
import { type Actor, can, represents } from "#core/access/permissions.ts";
import type { OrganisationAnnotations, PersonAnnotations, SourceAnnotation } from "#core/contract/source-operations.ts";
import { type Annotation, type AnnotationKind, hasOperations } from "#core/discuss/annotation.ts";
import { quotedText } from "#core/discuss/annotation-text.ts";
import { citedTarget } from "#core/discuss/cited-target.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import { isUndecided } from "#core/outcome/decision.ts";
import type { UptakeCorrection } from "#core/outcome/uptake.ts";
import { authoredBy, countedFor, publishedBy, type SourceName } from "../../store/indexes.ts";
import { type Position, positionOf, type Range } from "../../store/ranges.ts";
import type { Reader } from "../../store/store.ts";
import { rememberingReader } from "../../store/store-over.ts";
import { findAnnotation, type FoundAnnotation } from "../annotations/find-annotation.ts";
import { presentAway } from "../annotations/own-annotations.ts";
import { readProposed, redlineOf } from "../annotations/present-annotation.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { isDamage } from "../kernel/damage.ts";
import { entriesIn } from "../kernel/listed-rows.ts";
import { ProblemError } from "../kernel/problem.ts";
import { knownTo, mayKnowReply, readViewer, type Viewer, visibleAnnotation } from "../kernel/visibility.ts";
import { loadContent } from "../versions/content.ts";
import { findForum } from "../versions/find-version.ts";
import { laterOf } from "../versions/version-order.ts";
import { amendingIn } from "./outcomes-table.ts";
import { showUptake } from "./uptake.ts";

/** Maximum number of comments to look at for an answer that filters them. */
const mostLooked = 500;

/** Maximum number of people of an organisation to look at. */
const mostPeople = 100;

/** Maximum number of targets to name. */
const mostTargets = 5;

interface ListInput {
  kind?: AnnotationKind | undefined;
  document?: string | undefined;
  outcome?: string | undefined;
  after?: string | undefined;
  size: number;
}

/** The annotations of a source that the actor may know of, and know as the source's. */
interface Listing {
  source: SourceName;
  range: Pick<Range<"annotations">, "index"> & { prefix: string };
  isShown: (annotation: Annotation) => boolean;
  /** Whether the forum hides from the actor which are the source’s. Then none may be listed. */
  isHidden: boolean;
  /** Whether the actor may know of all that the source submitted, so that totals reveal nothing. */
  isWhole: boolean;
}

/**
 * Returns a person, and their submitted annotations of all documents, latest first. To themselves, also their drafts. A
 * person who is in no list that the actor may read, and of whom the actor sees no comment, does not exist for them.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getPersonAnnotations(
  context: Context,
  actor: Actor,
  { author: id, ...input }: ListInput & { author: string },
  signal: AbortSignal | null,
): Promise<PersonAnnotations> {
  const { found, ...answer } = await context.store.read(async (store) => {
    const reader = rememberingReader(store);
    await findForum(reader, actor);
    const viewer = await readViewer(context, reader, actor);
    const participant = await reader.get("participants", id);
    if (!participant) throw new ProblemError("not-found");
    const isOwn = actor.participantId === id;
    const listing = listingOf(viewer, { kind: "person", id }, isOwn, (row) => isOwn || isBy(row, participant));
    const totals = await totalsOf(reader, listing, [null, participant.name]);
    const person = await presentPerson(reader, actor, participant, listing);
    return { person, totals, ...(await readListing(context, reader, actor, { listing, input })) };
  });
  return { ...answer, items: await presentAll(context, found, signal) };
}

/**
 * Returns an organisation, and the annotations of all documents that were submitted or co-signed for it, latest first.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getOrganisationAnnotations(
  context: Context,
  actor: Actor,
  { organisation: id, ...input }: ListInput & { organisation: string },
  signal: AbortSignal | null,
): Promise<OrganisationAnnotations> {
  const { found, ...answer } = await context.store.read(async (store) => {
    const reader = rememberingReader(store);
    await findForum(reader, actor);
    const viewer = await readViewer(context, reader, actor);
    const organisation = await reader.get("organisations", id);
    if (!organisation) throw new ProblemError("not-found");
    const listing = listingOf(viewer, { kind: "organisation", id }, represents(actor, id), () => true);
    const listed = await readListing(context, reader, actor, { listing, input });
    const names = listed.found.flatMap(({ annotation }) => organisationsBehind(annotation.speaker));
    const ofThen = names.filter((one) => one.id === id).map(({ name }) => name);
    return {
      organisation: {
        ...shownOrganisation(organisation),
        formerNames: [...new Set(ofThen)].filter((name) => name !== organisation.name),
        people: await peopleOf(reader, listing),
      },
      totals: await totalsOf(reader, listing, [null]),
      ...listed,
    };
  });
  return { ...answer, items: await presentAll(context, found, signal) };
}

/** Whether an annotation is by the person, and not under another's name from a file for which they answer. */
function isBy({ contributionId, speaker }: Annotation, { id, name }: Pick<KeptParticipant, "id" | "name">): boolean {
  return speaker.participantId === id && (contributionId === null || speaker.name === name);
}

/** @param isOwn Whether the source is the actor, or an organisation that the actor represents. */
function listingOf(
  viewer: Viewer,
  source: SourceName,
  isOwn: boolean,
  isTheirs: (annotation: Annotation) => boolean,
): Listing {
  const { actor, blind } = viewer;
  const isKnown = knownTo(viewer);
  const isHidden = !isOwn && !can(actor, "read-sources", viewer);
  return {
    source,
    range:
      isOwn && source.kind === "person"
        ? { index: "authored", prefix: authoredBy(source.id) }
        : { index: "publishedBy", prefix: publishedBy(source) },
    isShown: (annotation) => isTheirs(annotation) && isKnown(annotation),
    isHidden,
    isWhole: !isHidden && (isOwn || blind.size === 0 || can(actor, "decide")),
  };
}

/** Returns what the actor may know of a person: from the list of people, or from the latest comment that they see. */
async function presentPerson(
  reader: Reader,
  actor: Actor,
  participant: KeptParticipant,
  { range, isShown, isHidden }: Listing,
): Promise<PersonAnnotations["person"]> {
  const { id, name, role, organisationId } = participant;
  if (can(actor, isActive(participant) ? "read-participants" : "manage-people")) {
    const kept = organisationId === null ? undefined : await reader.get("organisations", organisationId);
    const group = kept?.group ?? participant.group;
    const organisation = kept ? { id: kept.id, name: kept.name, shortName: kept.shortName, group } : null;
    return { id, name, role, group, organisation };
  }
  if (!isHidden)
    for await (const { row } of entriesIn(reader, "annotations", range)) {
      if (!isShown(row)) continue;
      const { speaker } = row;
      return { id, name: speaker.name, role: null, group: speaker.group, organisation: speaker.organisation };
    }
  throw new ProblemError("not-found");
}

/** Returns the people of an organisation who commented for it, by name. None if the actor may not know of all comments. */
async function peopleOf(reader: Reader, { source, isWhole }: Listing): Promise<{ id: string; name: string }[]> {
  if (!isWhole) return [];
  const members = await reader.range("participants", { index: "organisationId", prefix: source.id, limit: mostPeople });
  const people = members.map(({ row }) => row).filter(({ organisationId }) => organisationId === source.id);
  const counts = await Promise.all(
    people.map(({ id, name }) => countOf(reader, [null, name], (as) => countedFor(source, `by ${id}`, as))),
  );
  return people
    .filter((_person, index) => counts[index] !== 0)
    .map(({ id, name }) => ({ id, name }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Returns the number of annotations of each kind that a source submitted. Null if the actor may not know of all. */
async function totalsOf(
  reader: Reader,
  { source, isWhole }: Listing,
  importedAs: readonly (string | null)[],
): Promise<Record<AnnotationKind, number> | null> {
  if (!isWhole) return null;
  const count = (kind: AnnotationKind): Promise<number> =>
    countOf(reader, importedAs, (as) => countedFor(source, kind, as));
  return { comment: await count("comment"), proposal: await count("proposal") };
}

/** @param importedAs The names in files under which the source's annotations were imported; null for all others. */
async function countOf(
  reader: Reader,
  importedAs: readonly (string | null)[],
  keyFor: (importedAs: string | null) => string,
): Promise<number> {
  const counts = importedAs.map((as) => reader.count("annotations", { countedFor: keyFor(as) }));
  return (await Promise.all(counts)).reduce((sum, one) => sum + one, 0);
}

type Found = FoundAnnotation & { corrections: readonly UptakeCorrection[] };

/**
 * Reads the next annotations of a listing that pass the filters. What the actor may not know of counts for no limit, so
 * that neither the parts of the list nor their ends depend on it. A cursor is the position of a row that they know.
 */
async function readListing(
  context: Context,
  reader: Reader,
  actor: Actor,
  { listing, input }: { listing: Listing; input: ListInput },
): Promise<{ found: Found[]; next: string | null; isHidden: boolean }> {
  const { range, isShown, isHidden } = listing;
  const { after, size } = input;
  const [time = "", id = ""] = after?.split(" ") ?? [];
  const start = { ...range, ...(after !== undefined && { after: { key: range.prefix + time, id } }) };
  const ids: string[] = [];
  let next: string | null = null;
  let last: Position | undefined;
  let looked = 0;
  if (!isHidden)
    for await (const entry of entriesIn(reader, "annotations", start)) {
      if (!isShown(entry.row)) continue;
      const isPassing = await passes(reader, entry.row, input);
      if (last && (looked === mostLooked || (isPassing && ids.length === size))) {
        next = `${last.key.slice(range.prefix.length)} ${last.id}`;
        break;
      }
      looked += 1;
      last = positionOf(entry);
      if (isPassing) ids.push(entry.row.id);
    }
  const found = ids.map(async (one) => ({
    ...(await findAnnotation(context, reader, actor, one)),
    corrections: await reader.list("uptakes", { annotationId: one }),
  }));
  return { found: await Promise.all(found), next, isHidden };
}

async function passes(
  reader: Reader,
  annotation: Annotation,
  { kind, document, outcome }: ListInput,
): Promise<boolean> {
  if (kind !== undefined && annotation.kind !== kind) return false;
  if (document !== undefined && annotation.documentId !== document) return false;
  if (outcome === undefined) return true;
  const decision = (await reader.get("dispositions", annotation.id)) ?? null;
  return outcome === "undecided" ? isUndecided({ annotation, decision }) : decision?.current?.outcome === outcome;
}

async function presentAll(
  context: Context,
  found: readonly Found[],
  signal: AbortSignal | null,
): Promise<SourceAnnotation[]> {
  const versions = new Map(found.map(({ version }) => [version.id, version]));
  await readProposed(
    context,
    [...versions.values()],
    found.map(({ annotation }) => annotation),
  );
  const compared = comparerOnce(context, signal);
  return Promise.all(found.map((one) => present(context, one, compared)));
}

async function present(context: Context, found: Found, compared: Comparer): Promise<SourceAnnotation> {
  const { outcome: _outcome, ...away } = await presentAway(context, found, compared);
  const { viewer, version, decision, replies } = found;
  const annotation = visibleAnnotation(viewer, found.annotation);
  const content = await loadContent(context, version).catch(nothingIfDamaged);
  const proposed = redlineOf(annotation);
  const current = decision?.current;
  return {
    ...away,
    ...{
      speaker: annotation.speaker,
      contributionId: annotation.contributionId,
      language: version.language,
      text: annotation.text,
    },
    targets: content ? annotation.targets.slice(0, mostTargets).map((target) => citedTarget(content.text, target)) : [],
    quote: quotedText(annotation),
    ...(proposed && { proposed }),
    decision: current
      ? { outcome: current.outcome, reason: current.reason, at: current.at, ...amendingIn(viewer, found) }
      : null,
    uptake: await uptakeOf(context, found, compared),
    replies: replies.filter((reply) => reply.standing === "open" && mayKnowReply(viewer, reply, annotation)).length,
  };
}

/** Returns the uptake of a submitted proposal in the latest later draft. Null if a text that this needs is damaged. */
async function uptakeOf(
  context: Context,
  { annotation, version: home, versions, corrections }: Found,
  comparer: Comparer,
): Promise<SourceAnnotation["uptake"]> {
  const latest = laterOf(home, versions).at(-1);
  const isThere = latest !== undefined && context.damage.intact([home, latest]).length === 2;
  if (!isThere || annotation.visibility !== "submitted" || !hasOperations(annotation)) return null;
  const sources = { home, version: latest, corrections, comparer, amendments: [] };
  const { extent, correction } = await showUptake(context, annotation, sources);
  return { extent, isCorrected: correction?.current != null };
}

function nothingIfDamaged(error: unknown): null {
  if (isDamage(error)) return null;
  throw error;
}
