import type * as z from "zod";
import type { Actor } from "#core/access/permissions.ts";
import type { annotationOperations } from "#core/contract/annotation-operations.ts";
import type { OutcomeCell } from "#core/contract/outcome-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { isSameTargets, type RangeTarget, type Target } from "#core/discuss/target.ts";
import { mayBeTaken } from "#core/outcome/place-taken.ts";
import { markGone } from "#core/place/candidate-places.ts";
import { placeAtHome, placementOf } from "#core/place/carry-forward.ts";
import { occurrencesOf } from "#core/place/occurrences.ts";
import { type LookedFor, placeAnew } from "#core/place/place-anew.ts";
import type { Placement, TargetHits } from "#core/place/placement.ts";
import { carriedFromSettled, type SettledPlace, settledPlacement, targetHits } from "#core/place/settled-placement.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import type { Version } from "#core/text/version.ts";
import type { KeptSettlement } from "../../store/collections.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { isDamage } from "../kernel/damage.ts";
import type { KeptThread } from "../kernel/kept-discussions.ts";
import { ProblemError } from "../kernel/problem.ts";
import { visiblePlacement } from "../kernel/visibility.ts";
import { charactersIn, loadContent } from "../versions/content.ts";
import { findVersion, versionAmong } from "../versions/find-version.ts";
import { addressOf, earlierOf, laterOf } from "../versions/version-order.ts";
import { findAnnotation } from "./find-annotation.ts";

/** The data needed to place an annotation: the annotation and its settlements. */
type PlaceableThread = Pick<KeptThread, "annotation" | "settlements">;

/** Places annotations on the last version of a line, in the given order; see `placeThread`. */
export async function placeThreads(
  context: Context,
  threads: readonly PlaceableThread[],
  line: readonly Version[],
  compared: Comparer,
): Promise<Placement[]> {
  return Promise.all(threads.map((thread) => placeThread(context, thread, line, compared)));
}

/**
 * Places an annotation on the last version of a line. The line holds versions of one language in reading order,
 * including the annotation's own.
 *
 * - On its own version, the placement is its targets.
 * - On a later version, it is looked for from its own text and clause; see `placeAnew`. Carrying it from draft to draft
 *   would lose it at a draft without its clause, or pass on a wrong placement.
 * - A proposal whose text is in the later version is placed there, unless its target is unchanged.
 * - A settlement decides the placement on its version. On versions after that one, the settled text is looked for.
 * - If a text that this needs is damaged, there is no placement until it is restored.
 */
export async function placeThread(
  context: Context,
  { annotation, settlements }: PlaceableThread,
  line: readonly Version[],
  compared: Comparer,
): Promise<Placement> {
  const version = line.at(-1);
  const home = line.find(({ id }) => id === annotation.versionId);
  if (!version || !home) throw new Error(`Annotation ${annotation.id} is on a version that does not exist`);
  if (home.id === version.id) return placeOnOwn(context, annotation, version);
  try {
    return await placeOnLater(context, { annotation, settlements }, { version, home, line }, compared);
  } catch (error) {
    if (isDamage(error)) return unplaceable(annotation, version);
    throw error;
  }
}

/** Returns a placement in short, for a table. */
export function outcomeCell({ versionId, state, score, reason, gone, settled }: Placement): OutcomeCell {
  return { versionId, state, score, reason, ...(gone && { gone }), settled: settled?.kind ?? null };
}

/** Returns the placement of an annotation on its own version. */
export async function placeOnOwn(context: Context, annotation: Annotation, version: Version): Promise<Placement> {
  try {
    return placeAtHome(annotation, (await loadContent(context, version)).text);
  } catch (error) {
    if (isDamage(error)) return unplaceable(annotation, version);
    throw error;
  }
}

/** Returns the placement of an annotation on a version if a text that it needs is damaged: none, with that reason. */
function unplaceable({ id }: Pick<Annotation, "id">, version: Version): Placement {
  const reason = { code: "text-damaged", params: {} } as const;
  return { annotationId: id, versionId: version.id, state: "orphan", score: 0, reason, targets: [] };
}

async function placeOnLater(
  context: Context,
  { annotation, settlements }: PlaceableThread,
  { version, home, line }: { version: Version; home: Version; line: readonly Version[] },
  compared: Comparer,
): Promise<Placement> {
  const { text } = await loadContent(context, version);
  const computed = await computedPlace(context, annotation, versionsFrom(home, line), compared);
  const place = lastSettled(annotation, settlements, line);
  if (!place) return computed;
  const { act } = place;
  const from = line.find(({ id }) => id === place.versionId);
  if (!from || from.id === version.id || act.kind === "given-up") {
    return settledPlacement(annotation, place, text, computed);
  }
  const { id } = annotation;
  const chosen = { annotation: id, name: `${id} ${place.versionId} ${act.at}`, targets: act.targets };
  const looked = await lookFor(chosen, versionsFrom(from, line), compared);
  return carriedFromSettled(place, lookedForPlacement(id, version, looked), computed, looked);
}

/** Returns a version of a line and those after it. */
function versionsFrom(version: Version, line: readonly Version[]): [Version, ...Version[]] {
  return [version, ...line.slice(line.findIndex(({ id }) => id === version.id) + 1)];
}

/** Looks for an annotation's own targets on the last version of a line, which is later than its own. */
export function lookForAnnotation(
  { id, revision, targets, versionId }: Pick<Annotation, "id" | "revision" | "targets" | "versionId">,
  line: readonly Version[],
  compared: Comparer,
): Promise<LookedFor[]> {
  const home = line.find((version) => version.id === versionId);
  if (!home) throw new Error(`Annotation ${id} is on a version that does not exist`);
  const own = { annotation: id, name: `${id} ${revision}`, targets };
  return lookFor(own, versionsFrom(home, line), compared);
}

/**
 * Returns the text mapping by which an annotation is placed on the last version of a line, for work that must agree with
 * its placement. If it has several targets, the first one decides.
 */
export async function placingMapping(
  annotation: Pick<Annotation, "id" | "revision" | "targets" | "versionId">,
  line: readonly Version[],
  compared: Comparer,
): Promise<TextMapping> {
  const [first] = await lookForAnnotation(annotation, line, compared);
  if (!first) throw new RangeError(`Annotation ${annotation.id} has no target`);
  return first.mappings[0];
}

/** Computes the placement of an annotation on a later version from the texts alone. */
async function computedPlace(
  context: Context,
  annotation: Annotation,
  line: readonly [Version, ...Version[]],
  compared: Comparer,
): Promise<Placement> {
  const [home] = line;
  const version = line.at(-1) ?? home;
  if (context.damage.has(home)) return unplaceable(annotation, version);
  const looked = await lookForAnnotation(annotation, line, compared);
  const carried = lookedForPlacement(annotation.id, version, looked);
  const comparison = await compared(home, version);
  if (!mayBeTaken(annotation, carried, comparison.mapping)) return carried;
  const { draft } = await loadContent(context, home);
  return comparison.placeTaken(draft, annotation, carried);
}

/**
 * Returns the settlement on the latest version of the line, regardless of when it was made. A settlement of targets
 * that the author has since changed does not count.
 */
function lastSettled(
  { targets }: Pick<Annotation, "targets">,
  settlements: readonly KeptSettlement[],
  line: readonly Version[],
): SettledPlace | undefined {
  if (settlements.length === 0) return undefined;
  for (const { id } of line.toReversed()) {
    const act = settlements.find(({ versionId }) => versionId === id)?.current;
    if (act && (!act.of || isSameTargets(act.of, targets))) return { act, versionId: id };
  }
  return undefined;
}

type Placements = z.infer<typeof annotationOperations.getPlacements.answer.schema>;

/**
 * Returns an annotation's placements on every later published version in its language, in reading order.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getPlacements(
  context: Context,
  actor: Actor,
  input: { annotation: string },
  signal: AbortSignal | null,
): Promise<Placements> {
  const found = await context.store.read((reader) => findAnnotation(context, reader, actor, input.annotation));
  const { version: home, versions } = found;
  const compared = comparerOnce(context, signal);
  return Promise.all(
    laterOf(home, versions).map(async (version) => ({
      version: addressOf(version, versions),
      placement: visiblePlacement(
        found.viewer,
        await placeThread(context, found, [...earlierOf(version, versions), version], compared),
      ),
    })),
  );
}

/**
 * Returns the effect of a later published version on each target of an annotation.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getTargetHits(
  context: Context,
  actor: Actor,
  input: { annotation: string; version: string },
  signal: AbortSignal | null,
): Promise<TargetHits> {
  const found = await context.store.read((reader) => findAnnotation(context, reader, actor, input.annotation));
  const { annotation, document, version: home, versions } = found;
  const version = versionAmong(document.id, versions, input.version);
  if (!version || !laterOf(home, versions).some(({ id }) => id === version.id)) throw new ProblemError("not-found");
  const line = [...earlierOf(version, versions), version];
  return targetHits(await lookForAnnotation(annotation, line, comparerOnce(context, signal)));
}

/**
 * Finds the occurrences of a phrase in a version, in text order.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getOccurrences(
  context: Context,
  actor: Actor,
  input: { version: string; phrase: string },
): Promise<RangeTarget[]> {
  const { version } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  const { text } = await loadContent(context, version);
  return occurrencesOf(text, input.phrase);
}

/** Targets on one version. */
export interface FixedTargets {
  /** Id of the annotation. */
  annotation: string;
  /** Identifies these targets among all of the annotation: one revision of it, or one settlement of its placement. */
  name: string;
  targets: readonly Target[];
}

/** Maximum number of versions to examine if the comparisons with the last one do not agree on a target. */
const mostVersionsBack = 8;
/** Maximum number of characters of all versions that are compared for that. */
const mostCharactersBack = 3_000_000;

/**
 * Looks for targets of the first version of a line on its last version, which is a later one. The line is in reading
 * order. Only its published versions between the two are examined.
 */
function lookFor(
  { name, targets }: FixedTargets,
  line: readonly [Version, ...Version[]],
  compared: Comparer,
): Promise<LookedFor[]> {
  const [home, ...after] = line;
  const later = after.filter(({ state }, index) => state === "published" || index === after.length - 1);
  const characters = charactersIn(home.wordCount + (later.at(-1)?.wordCount ?? 0));
  const furthest = Math.min(mostVersionsBack, Math.floor(mostCharactersBack / Math.max(1, characters)));
  return Promise.all(
    targets.map((target, index) =>
      placeAnew(target, { count: later.length, furthest }, async (number, since) => {
        const version = later[number];
        if (!version) throw new RangeError(`No version ${String(number)}`);
        const comparison = await compared(home, version, since === 0 ? undefined : later[since]);
        return { placed: comparison.placeTarget(target, `${name} ${String(index)}`), mapping: comparison.mapping };
      }),
    ),
  );
}

/** Returns the placement on a version of an annotation whose targets were looked for there. */
function lookedForPlacement(annotation: string, version: Version, looked: readonly LookedFor[]): Placement {
  const placement = placementOf(
    annotation,
    version.id,
    looked.map(({ placed }) => placed),
  );
  return markGone(placement, looked);
}
