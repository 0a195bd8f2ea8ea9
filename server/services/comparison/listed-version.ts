import type { Actor } from "#core/access/permissions.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { type Consultation, consultationState } from "#core/outcome/consultation.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { mayKnow, readViewer, type Viewer } from "../kernel/visibility.ts";
import { addressOf, earlierOf, previousOf } from "../versions/version-order.ts";
import { loadChangeSummary } from "./load-comparison.ts";

/** The data from which list entries of versions are built. */
export interface VersionsRecord {
  /** All versions of one document, in every state and language. */
  versions: readonly Version[];
  /** The annotations on all these versions. */
  annotations: readonly Annotation[];
  consultations: readonly Consultation[];
  /** The actor, with the facts that decide what they may see. */
  viewer: Viewer;
}

/** Reads the data for listing a document's versions. */
export async function readVersions(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  documentId: string,
): Promise<VersionsRecord> {
  const [versions, annotations, consultations, viewer] = await Promise.all([
    reader.list("versions", { documentId }),
    reader.list("annotations", { documentId }),
    reader.list("consultations", { documentId }),
    readViewer(context, reader, actor),
  ]);
  return { versions, annotations, consultations, viewer };
}

/**
 * Returns a version as a list entry, with its amount of change and its number of annotations that the actor may see.
 */
export async function listVersion(
  context: Context,
  { versions, annotations, consultations, viewer }: VersionsRecord,
  version: Version,
): Promise<ListedVersion> {
  const previous = previousOf(version, versions);
  const live = annotations.filter(
    (annotation) =>
      annotation.standing === "open" && annotation.visibility === "submitted" && mayKnow(viewer, annotation),
  );
  const consultation = consultations.find(({ id }) => id === version.id);
  const line = new Set([version, ...earlierOf(version, versions)].map(({ id }) => id));
  return {
    ...version,
    address: addressOf(version, versions),
    annotationCount: live.filter(({ versionId }) => versionId === version.id).length,
    annotationTotal: live.filter(({ versionId }) => line.has(versionId)).length,
    consultation: consultation ? shownConsultation(context, consultation) : null,
    change: previous && {
      against: addressOf(previous, versions),
      summary: await loadChangeSummary(context, previous, version),
    },
  };
}

function shownConsultation(context: Context, consultation: Consultation): ListedVersion["consultation"] {
  const { current, revision } = consultation;
  if (!current) return { terms: null, state: null, revision };
  const { opensAt, closesAt, blind } = current;
  return { terms: { opensAt, closesAt, blind }, state: consultationState(current, context.now()), revision };
}
