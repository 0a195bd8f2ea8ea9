import type { Actor } from "#core/access/permissions.ts";
import type { DocumentOutcomes, VersionOutcomes } from "#core/contract/outcome-operations.ts";
import { isRightlyGone, needsDecision } from "#core/place/needs-decision.ts";
import { type Placement, type PlacementState, placementStates } from "#core/place/placement.ts";
import { outcomeCell, placeThread, placeThreads } from "../annotations/placement.ts";
import { outcomeEntry } from "../annotations/settlement.ts";
import { readDocumentLine, readDiscussion } from "../annotations/threads.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import type { KeptThread } from "../kernel/kept-discussions.ts";
import { mayKnowReply, type DocumentViewer, visibleAnnotation, visibleReply } from "../kernel/visibility.ts";
import { findVersion } from "../versions/find-version.ts";
import { inTextOrder } from "./clause-order.ts";
import { addressOf } from "../versions/version-order.ts";

/** A version, and the entries to select. */
interface OutcomesInput {
  version: string;
  states?: readonly PlacementState[] | undefined;
  /** Only those that need a person's decision. */
  waiting: boolean;
  /** Only those that are rightly gone. */
  gone?: boolean | undefined;
}

/**
 * Returns the outcomes table of a version: the placements of all open annotations from earlier versions, as far as the
 * actor may see them.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getOutcomes(
  context: Context,
  actor: Actor,
  input: OutcomesInput,
  signal: AbortSignal | null,
): Promise<VersionOutcomes> {
  const { found, discussion } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    return { found, discussion: await readDiscussion(context, reader, actor, found) };
  });
  const { version, versions } = found;
  const homes = new Map(discussion.line.map((home) => [home.id, home]));
  const threads = discussion.threads.filter(
    ({ annotation }) => annotation.standing === "open" && annotation.versionId !== version.id,
  );
  const compared = comparerOnce(context, signal);
  const placements = await placeThreads(context, threads, discussion.line, compared);
  const isSelected = selectionOf(input);
  const selected = threads.flatMap((thread, index) => {
    const [home, placement] = [homes.get(thread.annotation.versionId), placements[index]];
    if (!home || !placement || !isSelected(placement)) return [];
    return [{ home, thread, placement, annotation: thread.annotation, targets: placement.targets }];
  });
  const entries = (await inTextOrder(context, selected, discussion.line)).map(async ({ row, clause }) => {
    const { home, thread, placement } = row;
    const place = { version, versions, home, thread, placement };
    return { ...(await outcomeEntry(discussion.viewer, place, compared)), clause };
  });
  const { id, label, date, language } = version;
  return {
    version: { id, label, date, language, address: addressOf(version, versions) },
    counts: countsOf(placements.map(({ state }) => state)),
    waiting: placements.filter(needsDecision).length,
    gone: placements.filter(isRightlyGone).length,
    entries: await Promise.all(entries),
  };
}

function selectionOf({
  states = placementStates,
  waiting,
  gone = false,
}: OutcomesInput): (place: Placement) => boolean {
  const chosen = new Set<PlacementState>(states);
  return (place) => chosen.has(place.state) && (!waiting || needsDecision(place)) && (!gone || isRightlyGone(place));
}

function countsOf(states: readonly PlacementState[]): VersionOutcomes["counts"] {
  const counts = Object.fromEntries(placementStates.map((state) => [state, 0])) as VersionOutcomes["counts"];
  for (const state of states) counts[state] += 1;
  return counts;
}

/**
 * Returns the outcomes table of a document: its open annotations against its drafts in one language, as far as the
 * actor may see them.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getDocumentOutcomes(
  context: Context,
  actor: Actor,
  input: { document: string; language?: string | undefined },
  signal: AbortSignal | null,
): Promise<DocumentOutcomes> {
  const { versions, line, threads, viewer } = await context.store.read((reader) =>
    readDocumentLine(context, reader, actor, input),
  );
  const compared = comparerOnce(context, signal);
  const open = threads.filter(({ annotation }) => annotation.standing === "open");
  const placed = open.map(async (thread) => {
    const home = line.findIndex(({ id }) => id === thread.annotation.versionId);
    const placements = await Promise.all(
      line
        .slice(home)
        .map((_version, index) => placeThread(context, thread, line.slice(0, home + index + 1), compared)),
    );
    return { thread, placements, annotation: thread.annotation, targets: placements.at(-1)?.targets ?? [] };
  });
  const rows = await inTextOrder(context, await Promise.all(placed), line);
  return {
    versions: line.map((version) => {
      const { id, label, date } = version;
      return { id, label, date, address: addressOf(version, versions) };
    }),
    rows: rows.map(({ row: { thread, placements }, clause }) => ({
      annotation: visibleAnnotation(viewer, thread.annotation),
      clause,
      outcome: thread.decision?.current?.outcome ?? null,
      ...amendingIn(viewer, thread),
      cells: placements.map(outcomeCell),
    })),
  };
}

/** Returns the author of the amendment that a decision names, as the actor may see them. Empty if it names none. */
export function amendingIn(
  viewer: DocumentViewer,
  { annotation, replies, decision }: Pick<KeptThread, "annotation" | "replies" | "decision">,
): Pick<DocumentOutcomes["rows"][number], "asAmendedBy"> {
  const named = decision?.current?.amendedBy ?? null;
  const reply = named === null ? undefined : replies.find(({ id }) => id === named);
  return reply && mayKnowReply(viewer, reply, annotation)
    ? { asAmendedBy: visibleReply(viewer, reply, annotation).speaker }
    : {};
}
