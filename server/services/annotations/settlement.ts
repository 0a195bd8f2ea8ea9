import type { Actor } from "#core/access/permissions.ts";
import type { OutcomeEntry, NewPlaceAct } from "#core/contract/outcome-operations.ts";
import { revise, previousStatement } from "#core/discuss/revisable.ts";
import type { CandidatePlace, PlaceAct } from "#core/place/settlement.ts";
import { candidatePlaces } from "#core/place/candidate-places.ts";
import { isRightlyGone, needsDecision } from "#core/place/needs-decision.ts";
import type { LookedFor } from "#core/place/place-anew.ts";
import { hasOnlyClause, type Placement } from "#core/place/placement.ts";
import { targetHits, targetsBehind } from "#core/place/settled-placement.ts";
import type { Version } from "#core/text/version.ts";
import type { KeptSettlement } from "../../store/collections.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { KeptThread } from "../kernel/kept-discussions.ts";
import { checkOpen, checkRevision, invalidField, ProblemError, unsaved } from "../kernel/problem.ts";
import type { DocumentViewer } from "../kernel/visibility.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { loadContent } from "../versions/content.ts";
import { type FoundVersion, versionAmong } from "../versions/find-version.ts";
import { addressOf, earlierOf } from "../versions/version-order.ts";
import { checkTargets } from "./check-annotation.ts";
import { findAnnotation, type FoundAnnotation } from "./find-annotation.ts";
import { lookForAnnotation, placeThread } from "./placement.ts";
import { presentThread } from "./present-annotation.ts";
import { storeSettlement } from "./store-thread.ts";

/** An annotation and the later version for which its placement is settled. */
interface FoundPlace {
  found: FoundAnnotation;
  version: Version;
  /** The versions up to that one, in reading order. */
  line: readonly Version[];
  settlement: KeptSettlement | null;
}

type PlaceInput = { annotation: string; version: string; revision: number };

/**
 * Settles an annotation's placement on a later version: confirms the likely one, chooses another, or leaves it
 * unplaced. The annotation itself does not change.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state,
 *   target-not-in-version
 */
export async function settlePlace(
  context: Context,
  actor: Actor,
  input: PlaceInput & NewPlaceAct,
): Promise<OutcomeEntry> {
  const place = await context.store.read((reader) => findPlace(context, reader, actor, input));
  const placement = await placeThread(context, place.found, place.line, comparerOnce(context, null));
  const { targets, standsFor } = await chosenPlaces(context, place, placement, input);
  return changeSettlement(context, actor, input, async ({ found: { annotation } }, writer) => {
    // An author settles in the capacity in which they made the annotation, perhaps in person. Co-signers are left out,
    // because they do not take part in this decision.
    const isOwn = annotation.speaker.participantId === actor.participantId;
    return {
      kind: input.kind,
      targets,
      // The targets at the time of the decision. If the author has changed them since, the settlement does not apply to
      // the new ones.
      of: place.found.annotation.targets,
      ...(standsFor && { standsFor }),
      reason: input.reason,
      by: isOwn ? { ...annotation.speaker, jointly: [], awaiting: [] } : await freezeSpeaker(writer, actor, {}),
      at: context.now().toISOString(),
    };
  });
}

/**
 * Revokes the settlement of a placement.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function unsettlePlace(context: Context, actor: Actor, input: PlaceInput): Promise<OutcomeEntry> {
  return changeSettlement(context, actor, input, ({ settlement }) => {
    if (!settlement?.current) throw new ProblemError("wrong-state", { state: "unsettled" });
    return Promise.resolve(null);
  });
}

/**
 * Undoes the last change of a settlement, which restores the one before.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function undoSettlement(context: Context, actor: Actor, input: PlaceInput): Promise<OutcomeEntry> {
  return changeSettlement(context, actor, input, ({ settlement }) => {
    if (!settlement) throw new ProblemError("wrong-state", { state: "unsettled" });
    return Promise.resolve(previousStatement(settlement));
  });
}

/**
 * Returns the targets that a settlement gives an annotation, and the original targets that each of them replaces. A
 * confirmed placement is exactly the likely one that was shown, and replaces the targets that were mapped to it.
 */
async function chosenPlaces(
  context: Context,
  place: FoundPlace,
  { state, targets, settled }: Placement,
  input: NewPlaceAct,
): Promise<Pick<PlaceAct, "targets" | "standsFor">> {
  const { annotation } = place.found;
  switch (input.kind) {
    case "confirmed": {
      if (state !== "approximate") throw new ProblemError("wrong-state", { state });
      // A placement mapped from an earlier settlement replaces the same targets as that settlement, if it named any.
      if (settled) return { targets, standsFor: settled.standsFor };
      const looked = await lookForAnnotation(annotation, place.line, comparerOnce(context, null));
      return { targets, standsFor: targetsBehind(looked).map((index) => [index]) };
    }
    case "re-anchored": {
      const chosen = checkTargets(await loadContent(context, place.version), input.targets);
      if (input.standsFor) checkReplacedTargets(input.standsFor, chosen.length, annotation.targets.length);
      return { targets: chosen, standsFor: input.standsFor };
    }
    case "given-up":
      return { targets: [] };
  }
}

/**
 * @throws ProblemError invalid-request unless there is one entry for each new target and each entry names existing
 *   targets of the annotation
 */
function checkReplacedTargets(standsFor: readonly number[][], places: number, targetCount: number): void {
  const length = { limit: places };
  if (standsFor.length < places) throw invalidField("standsFor", "list-too-short", length);
  if (standsFor.length > places) throw invalidField("standsFor", "list-too-long", length);
  if (standsFor.flat().some((index) => index >= targetCount)) {
    throw invalidField("standsFor", "number-too-large", { limit: targetCount - 1 });
  }
}

async function changeSettlement(
  context: Context,
  actor: Actor,
  input: PlaceInput,
  next: (place: FoundPlace, writer: Writer) => Promise<PlaceAct | null>,
): Promise<OutcomeEntry> {
  const { found, version, line, after } = await context.store.transact(async (writer) => {
    const place = await findPlace(context, writer, actor, input);
    const { found, version, settlement: before } = place;
    const { id, documentId, visibility } = found.annotation;
    checkRevision(before ?? unsaved, input);
    const after: KeptSettlement = {
      id: `${id} ${version.id}`,
      documentId,
      annotationId: id,
      versionId: version.id,
      ...revise(before, await next(place, writer), context.now().toISOString()),
      visibility,
    };
    await storeSettlement(context, writer, actor, { annotation: found.annotation, before, after });
    return { ...place, after };
  });
  const settlements = [...found.settlements.filter(({ id }) => id !== after.id), after];
  const compared = comparerOnce(context, null);
  const placement = await placeThread(context, { ...found, settlements }, line, compared);
  const entry = {
    home: found.version,
    version,
    versions: found.versions,
    thread: { ...found, settlements },
    placement,
  };
  return outcomeEntry(found.viewer, entry, compared);
}

/**
 * @throws ProblemError not-found, also if the annotation cannot have a placement on the version: it has another
 *   document or language, is not later than the annotation's own, or is only prepared.
 */
async function findPlace(context: Context, reader: Reader, actor: Actor, input: PlaceInput): Promise<FoundPlace> {
  const found = await findAnnotation(context, reader, actor, input.annotation);
  authorise(actor, "settle-place", found.annotation);
  checkOpen(found.annotation);
  const { version: home, versions, document } = found;
  const version = versionAmong(document.id, versions, input.version);
  const before = version ? earlierOf(version, versions) : [];
  if (!version || version.state === "prepared" || !before.some(({ id }) => id === home.id)) {
    throw new ProblemError("not-found");
  }
  const settlement = found.settlements.find(({ versionId }) => versionId === version.id);
  return { found, version, line: [...before, version], settlement: settlement ?? null };
}

/** A thread with its placement on a version. */
interface PlacedThread extends Pick<FoundVersion, "version" | "versions"> {
  /** The version that it was made on. */
  home: Version;
  thread: KeptThread;
  placement: Placement;
}

/** Returns a thread as an entry of a version's outcomes table. */
export async function outcomeEntry(
  viewer: DocumentViewer,
  { version, versions, home, thread, placement }: PlacedThread,
  compared: Comparer,
): Promise<OutcomeEntry> {
  const line = [...earlierOf(version, versions), version];
  return {
    ...presentThread(viewer, thread, addressOf(home, versions), placement),
    waiting: needsDecision(placement),
    candidates: needsCandidates(placement)
      ? candidates(await lookForAnnotation(thread.annotation, line, compared))
      : [],
  };
}

/**
 * Whether to offer candidate places: the placement is uncertain, or the text of some targets was not found. A
 * "clause-only" placement needs no decision, but a person may know where the text went. What is rightly gone has none.
 */
function needsCandidates(placement: Placement): boolean {
  const { state, reason } = placement.settled?.computed ?? placement;
  const isPartly = reason.code === "some-targets-lost" || reason.code === "some-words-removed";
  const isUnsure = state === "approximate" || state === "orphan" || hasOnlyClause(state);
  return !isRightlyGone(placement) && reason.code !== "text-damaged" && (isUnsure || isPartly);
}

/**
 * Returns the candidate places of an annotation's targets. If there are several, only those get candidates that are
 * uncertain or whose text was not found.
 */
function candidates(looked: readonly LookedFor[]): CandidatePlace[] {
  const found = candidatePlaces(looked);
  if (looked.length === 1) return found;
  const { hits } = targetHits(looked);
  return found.filter(({ targetIndex }) => ["unsure", "gone"].includes(hits[targetIndex]?.outcome ?? "gone"));
}
