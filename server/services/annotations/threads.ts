import type { Forum } from "#core/access/forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { type Annotation, inOrder } from "#core/discuss/annotation.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { Turns } from "../kernel/in-turns.ts";
import { ProblemError } from "../kernel/problem.ts";
import { mayKnow, readViewer, type Viewer } from "../kernel/visibility.ts";
import { findForum, findVersion, type FoundVersion } from "../versions/find-version.ts";
import { addressOf, earlierOf, mainLanguage } from "../versions/version-order.ts";
import type { KeptThread } from "./find-annotation.ts";
import { placeThreads } from "./placement.ts";
import { presentThread } from "./present-annotation.ts";

/** Annotations on a version and on earlier versions in its language, as far as the actor may see them. */
export interface Discussion {
  /** In chronological order. */
  threads: KeptThread[];
  /**
   * The versions the annotations may have been made on, in reading order. The last is the version they are shown on.
   */
  line: readonly Version[];
  /** The actor, with the facts that decide what they may see. */
  viewer: Viewer;
}

/**
 * Returns the annotations made on a version or an earlier one in its language, as far as the actor may see them. They
 * are in chronological order and placed on that version.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getAnnotations(
  context: Context,
  actor: Actor,
  input: { version: string },
  signal: AbortSignal | null,
): Promise<PlacedAnnotation[]> {
  const { found, discussion } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    return { found, discussion: await readDiscussion(context, reader, actor, found) };
  });
  const { threads, line } = discussion;
  const homes = new Map(line.map((home) => [home.id, home]));
  const placements = await placeThreads(context, threads, line, comparerOnce(context, signal));
  return threads.flatMap((thread, index) => {
    const [home, placement] = [homes.get(thread.annotation.versionId), placements[index]];
    if (!home || !placement) return [];
    return [presentThread(discussion.viewer, thread, addressOf(home, found.versions), placement)];
  });
}

/** Reads the annotations on a version and on earlier versions in its language. */
export async function readDiscussion(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  { document, version, versions }: Pick<FoundVersion, "document" | "version" | "versions">,
): Promise<Discussion> {
  const viewer = await readViewer(context, reader, actor);
  const line = [...earlierOf(version, versions), version];
  const homes = new Set(line.map(({ id }) => id));
  const [annotations, replies, dispositions, settlements] = await Promise.all([
    reader.list("annotations", { documentId: document.id }),
    reader.list("replies", { documentId: document.id }),
    reader.list("dispositions", { documentId: document.id }),
    reader.list("settlements", { documentId: document.id }),
  ]);
  const knowable = annotations.filter((annotation) => homes.has(annotation.versionId) && mayKnow(viewer, annotation));
  const threads = inOrder(knowable).map((annotation): KeptThread => ({
    annotation,
    replies: [],
    disposition: null,
    settlements: [],
  }));
  const byId = new Map(threads.map((thread) => [thread.annotation.id, thread]));
  for (const reply of replies) byId.get(reply.annotationId)?.replies.push(reply);
  for (const disposition of dispositions) {
    const thread = byId.get(disposition.id);
    if (thread) thread.disposition = disposition;
  }
  for (const settlement of settlements) byId.get(settlement.annotationId)?.settlements.push(settlement);
  return { threads, line, viewer };
}

/** A document's drafts in one language, with the annotations on them. */
interface DocumentLine {
  forum: Forum;
  /** All versions of the document, in every state and language. */
  versions: readonly Version[];
  /** Versions of the language that were ever published, in reading order. Empty if no version was published. */
  line: readonly Version[];
  /** Annotations on those versions that the actor may see, in chronological order. */
  threads: readonly KeptThread[];
  /** The actor, with the facts that decide what they may see. */
  viewer: Viewer;
}

/**
 * Reads a document in one language, by default the language it was first published in.
 * @throws ProblemError not-signed-in, not-found
 */
export async function readDocumentLine(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  input: { document: string; language?: string | undefined },
): Promise<DocumentLine> {
  const forum = await findForum(reader, actor);
  const document = await reader.get("documents", input.document);
  if (!document) throw new ProblemError("not-found");
  const versions = await reader.list("versions", { documentId: document.id });
  const language = input.language ?? mainLanguage(versions);
  const drafts = versions.filter((version) => version.language === language && version.state !== "prepared");
  const last = drafts.find((version) => earlierOf(version, versions).length === drafts.length - 1);
  if (!last) return { forum, versions, line: [], threads: [], viewer: await readViewer(context, reader, actor) };
  const { line, threads, viewer } = await readDiscussion(context, reader, actor, { document, version: last, versions });
  return { forum, versions, line, threads, viewer };
}

/**
 * Reads the submitted annotations on a document that the actor may see, including withdrawn, hidden and erased ones.
 */
export async function readSubmittedOn(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  documentId: string,
): Promise<{ viewer: Viewer; annotations: Annotation[] }> {
  const viewer = await readViewer(context, reader, actor);
  const annotations: Annotation[] = [];
  const turns = new Turns();
  for (const annotation of await reader.list("annotations", { documentId })) {
    await turns.pause();
    if (annotation.visibility === "submitted" && mayKnow(viewer, annotation)) annotations.push(annotation);
  }
  return { viewer, annotations };
}
