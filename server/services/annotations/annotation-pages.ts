import type * as z from "zod";
import type { Actor } from "#core/access/permissions.ts";
import type {
  AnnotationCounts,
  AnnotationList,
  annotationOperations,
  AnnotationPage,
  PlacedAnnotation,
} from "#core/contract/annotation-operations.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import { byCreation } from "#core/discuss/annotation.ts";
import { cursorOf, indexAfterPosition, positionOfCursor } from "#core/discuss/text-order.ts";
import { clauseIndex, type VersionText } from "#core/text/clause.ts";
import type { Context } from "../kernel/context.ts";
import { mapInTurns } from "../kernel/in-turns.ts";
import type { PlacedThread } from "../kernel/kept-discussions.ts";
import { ProblemError } from "../kernel/problem.ts";
import { knownTo, mayKnowAnyones, readDocumentViewer, type DocumentViewer } from "../kernel/visibility.ts";
import { loadContent } from "../versions/content.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";
import { countAnnotations, keysOf, listAt } from "./annotation-counts.ts";
import { readDocumentThreads } from "./document-threads.ts";
import { placedOn, startOfClause } from "./placed-threads.ts";
import { presentThread, readProposed } from "./present-annotation.ts";

/** The annotations on a version, for one viewer. */
interface ViewedThreads {
  found: FoundVersion;
  text: VersionText;
  /** In text order, with those that the viewer may not see. */
  placed: readonly PlacedThread[];
  isKnown: (placed: PlacedThread) => boolean;
  viewer: DocumentViewer;
  present: (placed: PlacedThread) => PlacedAnnotation;
}

/** @throws ProblemError not-signed-in, not-found */
async function readPlaced(
  context: Context,
  actor: Actor,
  named: string,
  signal: AbortSignal | null,
): Promise<ViewedThreads> {
  const { found, viewer, threads } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, named);
    const [viewer, threads] = await Promise.all([
      readDocumentViewer(context, reader, actor, found.document.id),
      readDocumentThreads(context, reader, found.document.id),
    ]);
    return { found, viewer, threads };
  });
  const { text } = await loadContent(context, found.version);
  const { placed } = await placedOn(context, found, threads, signal);
  return { found, text, placed, ...viewedBy(viewer, found) };
}

function viewedBy(
  viewer: DocumentViewer,
  { versions }: FoundVersion,
): Pick<ViewedThreads, "viewer" | "isKnown" | "present"> {
  const isKnown = knownTo(viewer);
  const addresses = new Map(versions.map((version) => [version.id, addressOf(version, versions)]));
  return {
    viewer,
    isKnown: ({ thread }) => isKnown(thread.annotation),
    present: ({ thread, placement }) =>
      presentThread(viewer, thread, addresses.get(thread.annotation.versionId) ?? "", placement),
  };
}

/**
 * Returns all annotations made on a version or an earlier one in its language, as far as the actor may see them. They
 * are in chronological order and placed on that version.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getAnnotations(
  context: Context,
  actor: Actor,
  input: { version: string },
  signal: AbortSignal | null,
): Promise<PlacedAnnotation[]> {
  const { found, placed, isKnown, present } = await readPlaced(context, actor, input.version, signal);
  const known = placed.filter(isKnown).sort((one, other) => byCreation(one.thread.annotation, other.thread.annotation));
  await readProposed(context, found.versions, known.map(annotationOf));
  return mapInTurns(known, present);
}

type PageInput = { version: string } & z.infer<typeof annotationOperations.getAnnotationPage.query>;

/**
 * Returns a page of the annotations on a version in text order, as far as the actor may see them.
 * @throws ProblemError not-signed-in, not-found; invalid-request if the version has no such clause
 */
export async function getAnnotationPage(
  context: Context,
  actor: Actor,
  input: PageInput,
  signal: AbortSignal | null,
): Promise<AnnotationPage> {
  const { found, text, placed, isKnown, present } = await readPlaced(context, actor, input.version, signal);
  const { start, end } = windowOf(text, placed, input);
  const ids = input.ids && new Set(input.ids);
  const isWanted = ({ thread: { annotation }, clause }: PlacedThread): boolean =>
    (input.annotation === undefined || annotation.id === input.annotation) &&
    (input.list === undefined || isInList(input.list, text, { clause, visibility: annotation.visibility }));
  const page: PlacedThread[] = [];
  for (let at = start; at < end && page.length <= input.limit; at += 1) {
    const next = placed[at];
    if (next && isWanted(next) && isKnown(next) && (!ids || hasId(next, ids, present))) page.push(next);
  }
  const shown = page.slice(0, input.limit);
  const last = shown.at(-1);
  await readProposed(context, found.versions, shown.map(annotationOf));
  return { annotations: shown.map(present), next: last && page.length > shown.length ? cursorOf(last) : null };
}

function annotationOf({ thread: { annotation } }: PlacedThread): PlacedThread["thread"]["annotation"] {
  return annotation;
}

/** Whether an annotation, or a reply that the viewer may see in its thread, has one of some ids. */
function hasId(placed: PlacedThread, ids: ReadonlySet<string>, present: ViewedThreads["present"]): boolean {
  const { annotation, replies } = placed.thread;
  const isAmong = ({ id }: { id: string }): boolean => ids.has(id);
  return isAmong(annotation) || (replies.some(isAmong) && present(placed).replies.some(isAmong));
}

/** Returns the part of the threads that a page may take from: after its cursor, and within its clauses. */
function windowOf(
  text: VersionText,
  placed: readonly PlacedThread[],
  { from, to, after }: PageInput,
): { start: number; end: number } {
  const startOf = (clause: number): number => indexAfterPosition(placed, startOfClause(clause));
  const first = from === undefined ? 0 : startOf(clauseNamed(text, "from", from));
  const isOfText = from !== undefined || to !== undefined;
  const last = to === undefined ? text.clauses.length - 1 : clauseNamed(text, "to", to);
  return {
    start: after === undefined ? first : Math.max(first, indexAfterPosition(placed, positionOfCursor(after))),
    end: isOfText ? startOf(last + 1) : placed.length,
  };
}

function clauseNamed(text: VersionText, field: "from" | "to", clause: string): number {
  const index = clauseIndex(text, clause);
  if (index !== undefined) return index;
  throw new ProblemError("invalid-request", {}, [fieldProblem(["query", field], "clause-unknown", { clause })]);
}

function isInList(
  list: AnnotationList,
  { clauses }: VersionText,
  { clause, visibility }: { clause: number; visibility: string },
): boolean {
  return list === "drafts" ? visibility !== "submitted" : listAt(clause, clauses.length) === list;
}

/**
 * Counts the annotations on a version that the actor may see, by clause and list.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getAnnotationCounts(
  context: Context,
  actor: Actor,
  input: { version: string },
  signal: AbortSignal | null,
): Promise<AnnotationCounts> {
  const { text, placed, viewer, isKnown } = await readPlaced(context, actor, input.version, signal);
  const knowsSubmittedOn = (versionId: string): boolean => mayKnowAnyones(viewer, versionId);
  return countAnnotations(text, placed, { isKnown, knowsSubmittedOn, keys: keysOf(viewer) });
}
