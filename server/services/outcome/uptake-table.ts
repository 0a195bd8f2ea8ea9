import type { Actor } from "#core/access/permissions.ts";
import type { ShownUptake, UptakeTable } from "#core/contract/uptake-operations.ts";
import { groupsOfForum } from "#core/access/forum.ts";
import { type Annotation, hasOperations } from "#core/discuss/annotation.ts";
import { groupsBehind, largeEnough, organisationsBehind, type SourcesKept } from "#core/discuss/speaker.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { summariseUptake } from "#core/outcome/assess-uptake.ts";
import type { Uptake, UptakeCorrection } from "#core/outcome/uptake.ts";
import type { Version } from "#core/text/version.ts";
import { type OpenAmendment, openAmendments } from "../annotations/open-amendments.ts";
import { readDocumentLine } from "../annotations/threads.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { withLogos } from "../kernel/known-logos.ts";
import { visibleAnnotation } from "../kernel/visibility.ts";
import { damagedIn } from "../versions/damaged-drafts.ts";
import { addressOf } from "../versions/version-order.ts";
import { showUptake } from "./uptake.ts";

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
