import { type Actor, representedBy } from "#core/access/permissions.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { type Consultation, consultationState } from "#core/outcome/consultation.ts";
import type { Version } from "#core/text/version.ts";
import type { Scope } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { blindAmong, mayKnowAnyones, type Viewer } from "../kernel/visibility.ts";
import { addressOf, earlierOf, previousOf } from "../versions/version-order.ts";
import { loadChangeSummary } from "./load-comparison.ts";

/** The data from which list entries of versions are built. */
export interface VersionsRecord {
  /** All versions of one document, in every state and language. */
  versions: readonly Version[];
  /** Number of open, submitted annotations on each version that the actor may see, by its id. */
  counts: ReadonlyMap<string, number>;
  consultations: readonly Consultation[];
  /** The actor, with the facts that decide what they may see. */
  viewer: CountingViewer;
}

type CountingViewer = Pick<Viewer, "actor" | "blind">;

/** Reads the data for listing a document's versions. */
export async function readVersions(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  documentId: string,
): Promise<VersionsRecord> {
  const [versions, consultations] = await Promise.all([
    reader.list("versions", { documentId }),
    reader.list("consultations", { documentId }),
  ]);
  const viewer = { actor, blind: blindAmong(consultations, context.now()) };
  const counts = await Promise.all(
    versions.map(async ({ id }) => [id, await countAnnotations(reader, viewer, id)] as const),
  );
  return { versions, counts: new Map(counts), consultations, viewer };
}

/** Counts the open, submitted annotations on a version that the viewer may see. Reads none of them. */
async function countAnnotations(reader: Reader, viewer: CountingViewer, openOn: string): Promise<number> {
  const { actor } = viewer;
  const count = (scope: Scope<"annotations">): Promise<number> => reader.count("annotations", { openOn, ...scope });
  if (mayKnowAnyones(viewer, openOn)) return count({});
  const own = actor.participantId === null ? null : { participantId: actor.participantId };
  const [organisationId, ...absorbed] = representedBy(actor);
  if (absorbed.length > 0) return countTogether(reader, viewer, openOn);
  if (organisationId === undefined) return own ? count(own) : 0;
  const [written, behind, both] = await Promise.all([
    own ? count(own) : 0,
    count({ organisationId }),
    own ? count({ ...own, organisationId }) : 0,
  ]);
  return written + behind - both;
}

/** Counts for somebody whose organisation absorbed others, because several of them may be behind one annotation. */
async function countTogether(reader: Reader, viewer: CountingViewer, openOn: string): Promise<number> {
  const { actor } = viewer;
  const own: Scope<"annotations">[] = [
    ...(actor.participantId === null ? [] : [{ openOn, participantId: actor.participantId }]),
    ...representedBy(actor).map((organisationId) => ({ openOn, organisationId })),
  ];
  const lists = await Promise.all(own.map((scope) => reader.list("annotations", scope)));
  return new Set(lists.flat().map(({ id }) => id)).size;
}

/**
 * Returns a version as a list entry, with its amount of change and its number of annotations that the actor may see.
 */
export async function listVersion(
  context: Context,
  { versions, counts, consultations }: VersionsRecord,
  { lines: _lines, ...version }: Version,
): Promise<ListedVersion> {
  const { damage } = context;
  const previous = damage.has(version) ? null : previousOf(version, [...damage.intact(versions), version]);
  const consultation = consultations.find(({ id }) => id === version.id);
  const countOf = ({ id }: Version): number => counts.get(id) ?? 0;
  return {
    ...version,
    address: addressOf(version, versions),
    annotationCount: countOf(version),
    annotationTotal: [version, ...earlierOf(version, versions)].reduce((sum, one) => sum + countOf(one), 0),
    consultation: consultation ? shownConsultation(context, consultation) : null,
    change: previous && {
      against: addressOf(previous, versions),
      summary: await loadChangeSummary(context, previous, version),
    },
    ...(damage.has(version) && { damaged: true }),
  };
}

function shownConsultation(context: Context, consultation: Consultation): ListedVersion["consultation"] {
  const { current, revision } = consultation;
  if (!current) return { terms: null, state: null, revision };
  const { opensAt, closesAt, blind } = current;
  return { terms: { opensAt, closesAt, blind }, state: consultationState(current, context.now()), revision };
}
