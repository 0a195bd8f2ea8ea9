import type { Forum } from "#core/access/forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { Turns } from "../kernel/in-turns.ts";
import type { KeptThread, NumberedThread } from "../kernel/kept-discussions.ts";
import { ProblemError } from "../kernel/problem.ts";
import { type DocumentViewer, knownTo, readDocumentViewer } from "../kernel/visibility.ts";
import { findForum, type FoundVersion } from "../versions/find-version.ts";
import { earlierOf, mainLanguage } from "../versions/version-order.ts";
import { readDocumentThreads } from "./document-threads.ts";

/** Annotations on a version and on earlier versions in its language, as far as the actor may see them. */
export interface Discussion {
  /** In chronological order. */
  threads: KeptThread[];
  /**
   * The versions the annotations may have been made on, in reading order. The last is the version they are shown on.
   */
  line: readonly Version[];
  /** The actor, with the facts that decide what they may see. */
  viewer: DocumentViewer;
}

/** Reads the annotations on a version and on earlier versions in its language. */
export async function readDiscussion(
  context: Pick<Context, "now" | "logos" | "discussions">,
  reader: Reader,
  actor: Actor,
  { document, version, versions }: Pick<FoundVersion, "document" | "version" | "versions">,
): Promise<Discussion> {
  const viewer = await readDocumentViewer(context, reader, actor, document.id);
  const line = [...earlierOf(version, versions), version];
  const homes = new Set(line.map(({ id }) => id));
  const { threads } = await readDocumentThreads(context, reader, document.id);
  const isKnown = knownTo(viewer);
  return {
    threads: threads.filter(({ annotation }) => homes.has(annotation.versionId) && isKnown(annotation)),
    line,
    viewer,
  };
}

/** Returns the annotations that are submitted and open, which letters and the public record contain. */
export function submissionsIn({ threads }: Pick<Discussion, "threads">): KeptThread[] {
  return threads.filter(({ annotation }) => annotation.visibility === "submitted" && annotation.standing === "open");
}

/** Returns the present names of the people who imported annotations, by id. */
export async function importerNames(
  reader: Reader,
  threads: readonly KeptThread[],
): Promise<ReadonlyMap<string, string>> {
  const imported = threads.filter(({ annotation }) => annotation.contributionId !== null);
  const ids = new Set(imported.map(({ annotation }) => annotation.speaker.participantId));
  const people = await Promise.all([...ids].map((id) => reader.get("participants", id)));
  return new Map(people.flatMap((person) => (person ? [[person.id, person.name] as const] : [])));
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
  viewer: DocumentViewer;
}

/**
 * Reads a document in one language, by default the language it was first published in.
 * @throws ProblemError not-signed-in, not-found
 */
export async function readDocumentLine(
  context: Pick<Context, "now" | "logos" | "discussions">,
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
  if (!last) {
    const viewer = await readDocumentViewer(context, reader, actor, document.id);
    return { forum, versions, line: [], threads: [], viewer };
  }
  const { line, threads, viewer } = await readDiscussion(context, reader, actor, { document, version: last, versions });
  return { forum, versions, line, threads, viewer };
}

/**
 * Reads the threads of the submitted annotations on a document that the actor may see, including withdrawn, hidden and erased ones.
 */
export async function readSubmittedOn(
  context: Pick<Context, "now" | "logos" | "discussions">,
  reader: Reader,
  actor: Actor,
  documentId: string,
): Promise<{ viewer: DocumentViewer; threads: NumberedThread[] }> {
  const viewer = await readDocumentViewer(context, reader, actor, documentId);
  const all = await readDocumentThreads(context, reader, documentId);
  const isKnown = knownTo(viewer);
  const threads: NumberedThread[] = [];
  const turns = new Turns();
  for (const thread of all.threads) {
    await turns.pause();
    if (thread.annotation.visibility === "submitted" && isKnown(thread.annotation)) threads.push(thread);
  }
  return { viewer, threads };
}
