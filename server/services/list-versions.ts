import { can, type Actor } from "#core/access/ability.ts";
import type { Forum } from "#core/access/forum.ts";
import type { Annotation } from "#core/annotate/annotation.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { compareVersions, type ForumDocument, type Version } from "#core/text/version.ts";
import type { Reader } from "../store/store.ts";
import type { Context } from "./context.ts";
import { loadComparison } from "./load-comparison.ts";
import { mayKnow } from "./shown-annotation.ts";
import { addressOf, previousOf } from "./version-order.ts";

/** All that a document's entry in a list is made from. */
export interface DocumentRecord {
  forum: Forum;
  document: ForumDocument;
  /** In every state and language. */
  versions: readonly Version[];
  annotations: readonly Annotation[];
}

/** Reads a document's record. */
export async function readDocumentRecord(
  reader: Reader,
  forum: Forum,
  document: ForumDocument,
): Promise<DocumentRecord> {
  const [versions, annotations] = await Promise.all([
    reader.list("versions", { documentId: document.id }),
    reader.list("annotations", { documentId: document.id }),
  ]);
  return { forum, document, versions, annotations };
}

/** A document with the versions the actor may read, in reading order. */
export async function listDocument(context: Context, actor: Actor, record: DocumentRecord): Promise<ListedDocument> {
  const { forum, document, versions } = record;
  const readable = versions
    .filter((version) => can(actor, "read-version", { forum, version }))
    .toSorted(compareVersions);
  return {
    ...document,
    versions: await Promise.all(readable.map((version) => listVersion(context, actor, record, version))),
  };
}

/** A version as lists show it: with what was said on it, as far as the actor may know, and how much it changed. */
export async function listVersion(
  context: Context,
  actor: Actor,
  { versions, annotations }: Pick<DocumentRecord, "versions" | "annotations">,
  version: Version,
): Promise<ListedVersion> {
  const previous = previousOf(version, versions);
  return {
    ...version,
    address: addressOf(version, versions),
    annotationCount: annotations.filter(
      (annotation) =>
        annotation.versionId === version.id && annotation.standing === "open" && mayKnow(actor, annotation),
    ).length,
    change: previous && {
      against: addressOf(previous, versions),
      ...summaryOf((await loadComparison(context, previous, version)).comparison),
    },
  };
}

/** Words and clauses that changed; a clause that only has another label did not. */
function summaryOf({ stats, pairs }: Comparison): Omit<NonNullable<ListedVersion["change"]>, "against"> {
  const { inserted, deleted, moved } = stats.words;
  const clauses = pairs.filter((pair) => pair.relation !== "1:1" || pair.edited || pair.moved).length;
  return { inserted, deleted, moved, clauses };
}
