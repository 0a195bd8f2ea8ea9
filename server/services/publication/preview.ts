import type { Actor } from "#core/access/permissions.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { hasOnlyClause, type Placement } from "#core/place/placement.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import { placeThread } from "../annotations/placement.ts";
import { readDiscussion, type Discussion } from "../annotations/threads.ts";
import { type Comparer, comparerOnce, loadComparison } from "../comparison/load-comparison.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { KeptThread } from "../kernel/kept-discussions.ts";
import { ProblemError } from "../kernel/problem.ts";
import { loadContent } from "../versions/content.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { addressOf, previousOf } from "../versions/version-order.ts";

/**
 * Returns the current preview of a prepared version.
 * @throws ProblemError not-allowed, not-found, wrong-state
 */
export async function getPreview(
  context: Context,
  actor: Actor,
  input: { version: string },
  signal: AbortSignal | null,
): Promise<Preview> {
  authorise(actor, "prepare-version");
  const { found, submitted } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    if (found.version.state !== "prepared") throw new ProblemError("wrong-state", { state: found.version.state });
    return { found, submitted: await readSubmitted(context, reader, actor, found) };
  });
  return buildPreview(context, found, submitted, signal);
}

/**
 * Reads the annotations that the preview of a version covers: all that are submitted and open. The publisher must not
 * learn about other people's drafts, not even their number.
 */
export async function readSubmitted(
  context: Pick<Context, "now" | "logos" | "discussions">,
  reader: Reader,
  actor: Actor,
  found: FoundVersion,
): Promise<Discussion> {
  const discussion = await readDiscussion(context, reader, actor, found);
  const threads = discussion.threads.filter(
    ({ annotation }) => annotation.visibility === "submitted" && annotation.standing === "open",
  );
  return { ...discussion, threads };
}

/** Computes the effects of publishing a prepared version. */
export async function buildPreview(
  context: Context,
  { version, versions }: Pick<FoundVersion, "version" | "versions">,
  submitted: Discussion,
  signal: AbortSignal | null,
): Promise<Preview> {
  return context.damage.leavingOut(() => previewOf(context, { version, versions }, submitted, signal));
}

async function previewOf(
  context: Context,
  { version, versions }: Pick<FoundVersion, "version" | "versions">,
  submitted: Discussion,
  signal: AbortSignal | null,
): Promise<Preview> {
  const previous = previousOf(version, [...context.damage.intact(versions), version]);
  const identical = versions.find(({ state, textHash }) => state === "published" && textHash === version.textHash);
  const { json, text } = await loadContent(context, version);
  return {
    version,
    draft: json,
    text,
    against: previous && addressOf(previous, versions),
    sameTextAs: identical ? addressOf(identical, versions) : null,
    stats: previous && (await loadComparison(context, previous, version, signal)).comparison.stats,
    ...(await previewPlacements(context, submitted, previous, signal)),
  };
}

type PlaceableThread = Pick<KeptThread, "annotation" | "settlements">;

/**
 * Computes how the last version of a line affects the placements of annotations. It reports the effect on each
 * placement that an annotation has on the draft before. Changes by earlier drafts were shown when those were published,
 * and would hide the effect of this one.
 *
 * `previous` is the draft before. An annotation made on a version between the two is carried from its own version.
 */
async function previewPlacements(
  context: Context,
  { threads, line }: { threads: readonly PlaceableThread[]; line: readonly Version[] },
  previous: Version | null,
  signal: AbortSignal | null,
): Promise<Pick<Preview, "placements" | "returned" | "lostBefore">> {
  const comparer = comparerOnce(context, signal);
  const upToPrevious = line.slice(0, line.findIndex(({ id }) => id === previous?.id) + 1);
  const lines = { line, upToPrevious };
  const effects = await Promise.all(threads.map((thread) => effectOn(context, thread, lines, comparer)));
  const placementsOf = (wanted: Effect["kind"]): Placement[] =>
    effects.flatMap(({ kind, placement }) => (kind === wanted ? [placement] : []));
  return {
    placements: placementsOf("kept"),
    returned: placementsOf("returned"),
    lostBefore: placementsOf("lost-before").length,
  };
}

/** The effect of the last version of a line on an annotation. */
interface Effect {
  /**
   * Whether the annotation had a placement on the draft before; had none, or only its clause, and has one again; or
   * still has none.
   */
  kind: "kept" | "returned" | "lost-before";
  /** Its placement on the last version. */
  placement: Placement;
}

async function effectOn(
  context: Context,
  thread: PlaceableThread,
  { line, upToPrevious }: { line: readonly Version[]; upToPrevious: readonly Version[] },
  comparer: Comparer,
): Promise<Effect> {
  const { annotation } = thread;
  const after = await placeThread(context, thread, line, comparer);
  if (!upToPrevious.some(({ id }) => id === annotation.versionId)) return { kind: "kept", placement: after };

  const before = await placeThread(context, thread, upToPrevious, comparer);
  if (before.state === "orphan")
    return { kind: after.state === "orphan" ? "lost-before" : "returned", placement: after };
  // The draft before lacks the text, so only the comparison with the annotation's own draft shows it.
  if (after.state === "taken" && before.state !== "taken") return { kind: "kept", placement: after };
  if (hasOnlyClause(before.state) && !hasOnlyClause(after.state) && after.state !== "orphan")
    return { kind: "returned", placement: after };
  const [from, to] = [upToPrevious.at(-1), line.at(-1)];
  if (!from || !to || after.state === "orphan") return { kind: "kept", placement: after };
  const { mapping } = await comparer(from, to);
  const step = carryForward({ id: annotation.id, targets: before.targets }, mapping, to.id);
  // The comparison with the annotation's own draft may find a placement that the step from the draft before misses.
  // That placement still counts.
  const misses = step.state === "orphan" || (hasOnlyClause(step.state) && !hasOnlyClause(after.state));
  return { kind: "kept", placement: misses ? after : { ...step, targets: after.targets } };
}
