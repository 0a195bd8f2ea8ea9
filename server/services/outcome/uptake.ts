import { groupsOfForum } from "#core/access/forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { ShownUptake, UptakeTable } from "#core/contract/uptake-operations.ts";
import { type Annotation, hasOperations } from "#core/discuss/annotation.ts";
import { revise, previousStatement } from "#core/discuss/revisable.ts";
import { groupsBehind, largeEnough, organisationsBehind, type SourcesKept } from "#core/discuss/speaker.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { summariseUptake } from "#core/outcome/assess-uptake.ts";
import type { Uptake, UptakeCorrection, UptakeExtent, UptakeRuling } from "#core/outcome/uptake.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { type OpenAmendment, openAmendments } from "../annotations/open-amendments.ts";
import { readDocumentLine } from "../annotations/threads.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { withLogos } from "../kernel/known-logos.ts";
import { checkOpen, checkRevision, ProblemError, unsaved } from "../kernel/problem.ts";
import { visibleAnnotation } from "../kernel/visibility.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { loadContent } from "../versions/content.ts";
import { damagedIn } from "../versions/family.ts";
import { versionAmong } from "../versions/find-version.ts";
import { addressOf, laterOf } from "../versions/version-order.ts";

/**
 * Returns the uptake of a proposal in each later published version in its language. The list is empty for a withdrawn
 * or hidden proposal whose text the actor may not read.
 * @throws ProblemError not-signed-in, not-found, wrong-state (it is not a proposal)
 */
export async function getUptake(
  context: Context,
  actor: Actor,
  input: { annotation: string },
  signal: AbortSignal | null,
): Promise<ShownUptake[]> {
  const { found, corrections } = await context.store.read(async (reader) => {
    const found = await findAnnotation(context, reader, actor, input.annotation);
    return { found, corrections: await reader.list("uptakes", { annotationId: found.annotation.id }) };
  });
  const { version: home, versions } = found;
  const annotation = visibleAnnotation(found.viewer, found.annotation);
  if (!hasOperations(annotation)) throw new ProblemError("wrong-state", { state: annotation.kind });
  if (annotation.operations.length === 0) return [];
  const later = context.damage.intact(laterOf(home, versions));
  const comparer = comparerOnce(context, signal);
  const amendments = openAmendments(found.viewer, found.annotation, found.replies);
  const sources = { home, corrections, comparer, amendments };
  return Promise.all(later.map((version) => showUptake(context, annotation, { version, ...sources })));
}

/** The sources from which the uptake of a proposal in a later version is computed. */
interface UptakeSources {
  /** The version that the proposal was made on. */
  home: Version;
  version: Version;
  corrections: readonly UptakeCorrection[];
  comparer: Comparer;
  /** The amendments to it that the actor may see. */
  amendments: readonly OpenAmendment[];
}

/**
 * Returns the uptake of a proposal in a later version: as computed and as corrected. An amended proposal is a proposal
 * with other inserted text, so its uptake is computed in the same way.
 */
export async function showUptake(
  context: Context,
  annotation: Annotation,
  { home, version, corrections, comparer, amendments }: UptakeSources,
): Promise<ShownUptake> {
  const [compared, { draft }] = await Promise.all([comparer(home, version), loadContent(context, home)]);
  const computed = compared.uptake(draft, annotation);
  const correction = corrections.find(
    ({ annotationId, versionId }) => annotationId === annotation.id && versionId === version.id,
  );
  return {
    versionId: version.id,
    extent: correction?.current?.extent ?? computed.extent,
    computed,
    correction: correction ?? null,
    ...(amendments.length > 0 && {
      amendments: amendments.map(({ reply, operations }) => {
        const { id, revision, speaker } = reply;
        // The amended operations depend on both texts.
        const name = { id, revision: `${annotation.revision} ${revision}` };
        return { reply: id, speaker, ...compared.uptake(draft, { ...name, operations }) };
      }),
    }),
  };
}

type UptakeInput = { annotation: string; version: string; revision: number };

/**
 * Corrects how far a later version took up a proposal. The computed uptake stays visible beside the correction.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state
 */
export async function correctUptake(
  context: Context,
  actor: Actor,
  input: UptakeInput & { extent: UptakeExtent; reason: string },
): Promise<ShownUptake> {
  return changeCorrection(context, actor, input, async (_before, writer) => ({
    extent: input.extent,
    reason: input.reason,
    by: await freezeSpeaker(writer, actor, {}),
    at: context.now().toISOString(),
  }));
}

/**
 * Revokes a correction of uptake.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function revokeUptakeCorrection(context: Context, actor: Actor, input: UptakeInput): Promise<ShownUptake> {
  return changeCorrection(context, actor, input, (before) => {
    if (!before?.current) throw new ProblemError("wrong-state", { state: "uncorrected" });
    return Promise.resolve(null);
  });
}

/**
 * Undoes the last change of a correction.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function undoUptakeCorrection(context: Context, actor: Actor, input: UptakeInput): Promise<ShownUptake> {
  return changeCorrection(context, actor, input, (before) => {
    if (!before) throw new ProblemError("wrong-state", { state: "uncorrected" });
    return Promise.resolve(previousStatement(before));
  });
}

async function changeCorrection(
  context: Context,
  actor: Actor,
  input: UptakeInput,
  next: (before: UptakeCorrection | null, writer: Writer) => Promise<UptakeRuling | null>,
): Promise<ShownUptake> {
  authorise(actor, "correct-uptake");
  const corrected = await context.store.read((reader) => findCorrected(context, reader, actor, input));
  // The result is computed from both texts, so without them nothing is written.
  await Promise.all([loadContent(context, corrected.version), loadContent(context, corrected.later)]);
  const { annotation, home, version, after, amendments } = await context.store.transact(async (writer) => {
    const found = await findCorrected(context, writer, actor, input);
    const { annotation, document, version: home, later: version, viewer, replies } = found;
    if (!hasOperations(annotation)) throw new ProblemError("wrong-state", { state: annotation.kind });
    if (annotation.visibility !== "submitted") throw new ProblemError("wrong-state", { state: annotation.visibility });
    checkOpen(annotation);
    const id = `${annotation.id} ${version.id}`;
    const before = (await writer.get("uptakes", id)) ?? null;
    checkRevision(before ?? unsaved, input);
    const at = context.now().toISOString();
    const after: UptakeCorrection = {
      id,
      documentId: document.id,
      annotationId: annotation.id,
      versionId: version.id,
      ...revise(before, await next(before, writer), at),
    };
    await writer.put("uptakes", after);
    await writer.append({
      at,
      actor: actor.participantId,
      onBehalfOf: actor.organisationId,
      kind: after.current ? "uptake-corrected" : "uptake-uncorrected",
      documentId: document.id,
      subject: { collection: "uptakes", id },
      before,
      after,
    });
    return { annotation, home, version, after, amendments: openAmendments(viewer, annotation, replies) };
  });
  return showUptake(context, annotation, {
    home,
    version,
    corrections: [after],
    amendments,
    comparer: comparerOnce(context, null),
  });
}

/** @throws ProblemError not-signed-in, not-found */
async function findCorrected(context: Context, reader: Reader, actor: Actor, input: UptakeInput) {
  const found = await findAnnotation(context, reader, actor, input.annotation);
  const later = versionAmong(found.document.id, found.versions, input.version);
  if (!later || !laterOf(found.version, found.versions).some(({ id }) => id === later.id))
    throw new ProblemError("not-found");
  return { ...found, later };
}

/**
 * Returns the uptake of open, submitted proposals on a document's drafts in one language. Includes totals by
 * organisation and by group.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getUptakeTable(
  context: Context,
  actor: Actor,
  input: { document: string; language?: string | undefined },
  signal: AbortSignal | null,
): Promise<UptakeTable> {
  const {
    forum,
    versions,
    line: all,
    threads,
    viewer,
    corrections,
  } = await context.store.read(async (reader) => ({
    ...(await readDocumentLine(context, reader, actor, input)),
    corrections: await reader.list("uptakes", { documentId: input.document }),
  }));
  const line = context.damage.intact(all);
  const annotations = threads.map(({ annotation }) => annotation);
  const amendments = new Map(
    threads.map(({ annotation, replies }) => [annotation.id, openAmendments(viewer, annotation, replies)]),
  );
  const shown = await proposalUptakes(context, line, { annotations, corrections, amendments }, signal);
  const named = shown.map((proposal) => ({ ...proposal, annotation: withLogos(viewer.logos, proposal.annotation) }));
  return {
    ...damagedIn(context, all, versions),
    versions: line.map((version) => {
      const { id, label, date } = version;
      return { id, label, date, address: addressOf(version, versions) };
    }),
    proposals: shown.map(({ annotation, uptakes }) => ({ annotation: visibleAnnotation(viewer, annotation), uptakes })),
    ...summariseUptake(named, { sources: forum.sources, groups: groupsOfForum(forum).map(({ id }) => id) }),
  };
}

/** A proposal with its uptake in each later version of the line, in order. */
interface AssessedProposal {
  annotation: Annotation;
  uptakes: ShownUptake[];
}

/** Annotations, and the corrections of the uptake of those among them that are proposals. */
interface AnnotationUptakes {
  annotations: readonly Annotation[];
  corrections: readonly UptakeCorrection[];
  /** The amendments to report, by the id of their proposal. Omitted if only the proposals' own wording is of interest. */
  amendments?: ReadonlyMap<string, readonly OpenAmendment[]>;
}

/** Computes the uptake of open, submitted proposals in the later versions of a line. */
async function proposalUptakes(
  context: Context,
  line: readonly Version[],
  { annotations, corrections, amendments }: AnnotationUptakes,
  signal: AbortSignal | null,
): Promise<AssessedProposal[]> {
  const comparer = comparerOnce(context, signal);
  const proposals = annotations
    .filter(hasOperations)
    .filter(({ visibility, standing }) => visibility === "submitted" && standing === "open");
  return Promise.all(
    proposals.map(async (annotation) => {
      const at = line.findIndex(({ id }) => id === annotation.versionId);
      const home = line[at];
      if (!home) return { annotation, uptakes: [] };
      const later = line.slice(at + 1);
      const sources = { home, corrections, comparer, amendments: amendments?.get(annotation.id) ?? [] };
      return {
        annotation,
        uptakes: await Promise.all(later.map((version) => showUptake(context, annotation, { version, ...sources }))),
      };
    }),
  );
}

/** The wording of a proposal found in a later version, with the proposal's authors if they may be shown. */
export interface AdoptedProposal {
  annotation: string;
  versionId: string;
  words: Uptake["words"];
  groups: StakeholderGroup[];
  /** Short names of the organisations; empty if sources are hidden. */
  by: string[];
}

/**
 * Returns the proposal wording found in later versions of a line. It covers open, submitted proposals that were taken
 * up wholly or in part, as computed or as corrected by the secretariat. A correction alone is not enough: at least one
 * word must be found in the text.
 */
export async function adoptedProposals(
  context: Context,
  line: readonly Version[],
  { annotations, corrections, sources }: AnnotationUptakes & { sources: SourcesKept },
  signal: AbortSignal | null,
): Promise<AdoptedProposal[]> {
  const assessed = await proposalUptakes(context, line, { annotations, corrections }, signal);
  const named = largeEnough(
    assessed.map(({ annotation }) => annotation.speaker),
    sources,
  );
  return assessed.flatMap(({ annotation: { id, speaker }, uptakes }) => {
    const groups = [...groupsBehind(speaker)].filter((group) => named.has(group));
    const by = sources === "hidden" ? [] : organisationsBehind(speaker).map(({ shortName }) => shortName);
    return uptakes
      .filter(({ extent, computed }) => extent !== "not" && computed.words.length > 0)
      .map(({ versionId, computed: { words } }) => ({ annotation: id, versionId, words, groups, by }));
  });
}
