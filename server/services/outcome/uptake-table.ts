import type { Actor } from "#core/access/permissions.ts";
import type { ShownUptake, UptakeTable } from "#core/contract/uptake-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import {
  groupsBehind,
  largeEnough,
  organisationsBehind,
  type SourcesKept,
  type StakeholderGroup,
} from "#core/discuss/speaker.ts";
import { summariseUptake } from "#core/outcome/summarise-uptake.ts";
import type { Uptake, UptakeCorrection } from "#core/outcome/uptake.ts";
import type { Version } from "#core/text/version.ts";
import { readDocumentLine } from "../annotations/threads.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { shownTo } from "../kernel/visibility.ts";
import { addressOf } from "../versions/version-order.ts";
import { showUptake } from "./uptake.ts";

/**
 * The proposals made on a document's drafts in one language that were submitted and stand, how far later drafts took them
 * up, and what that comes to by organisation and group.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getUptakeTable(
  context: Context,
  actor: Actor,
  input: { document: string; language?: string | undefined },
): Promise<UptakeTable> {
  const { forum, versions, line, threads, sight, corrections } = await context.store.read(async (reader) => ({
    ...(await readDocumentLine(context, reader, actor, input)),
    corrections: await reader.list("uptakes", { documentId: input.document }),
  }));
  const annotations = threads.map(({ annotation }) => annotation);
  const shown = await proposalUptakes(context, line, annotations, corrections);
  return {
    versions: line.map((version) => {
      const { id, label, date } = version;
      return { id, label, date, address: addressOf(version, versions) };
    }),
    proposals: shown.map(({ annotation, uptakes }) => ({ annotation: shownTo(sight, annotation), uptakes })),
    ...summariseUptake(shown, forum.sources),
  };
}

/** A proposal, and how far each later version of the line took it up, in the line's order. */
interface AssessedProposal {
  annotation: Annotation;
  uptakes: ShownUptake[];
}

/** How far the versions of a line took up what was proposed on earlier ones: of the proposals that were submitted and stand. */
async function proposalUptakes(
  context: Context,
  line: readonly Version[],
  annotations: readonly Annotation[],
  corrections: readonly UptakeCorrection[],
): Promise<AssessedProposal[]> {
  const compared = comparerOnce(context);
  const proposals = annotations.filter(
    ({ kind, visibility, standing }) => kind === "proposal" && visibility === "submitted" && standing === "open",
  );
  return Promise.all(
    proposals.map(async (annotation) => {
      const at = line.findIndex(({ id }) => id === annotation.versionId);
      const home = line[at];
      if (!home) return { annotation, uptakes: [] };
      const later = line.slice(at + 1);
      return {
        annotation,
        uptakes: await Promise.all(
          later.map((version) => showUptake(context, annotation, home, version, corrections, compared)),
        ),
      };
    }),
  );
}

/** Words of a proposal that stand in a later version, and whose proposal it was, as far as that may be told. */
export interface TakenProposal {
  annotation: string;
  versionId: string;
  words: Uptake["words"];
  groups: StakeholderGroup[];
  /** Short names; empty where sources are hidden. */
  by: string[];
}

/**
 * What the versions of a line hold of the proposals made on earlier ones, version by version: those that were submitted
 * and stand, wherever they were taken up wholly or in part, by the text or by the secretariat's word.
 */
export async function takenProposals(
  context: Context,
  line: readonly Version[],
  annotations: readonly Annotation[],
  { corrections, sources }: { corrections: readonly UptakeCorrection[]; sources: SourcesKept },
): Promise<TakenProposal[]> {
  const assessed = await proposalUptakes(context, line, annotations, corrections);
  const told = largeEnough(
    assessed.map(({ annotation }) => annotation.speaker),
    sources,
  );
  return assessed.flatMap(({ annotation: { id, speaker }, uptakes }) => {
    const groups = [...groupsBehind(speaker)].filter((group) => told.has(group));
    const by = sources === "hidden" ? [] : organisationsBehind(speaker).map(({ shortName }) => shortName);
    return uptakes
      .filter(({ extent, computed }) => extent !== "not" && computed.words.length > 0)
      .map(({ versionId, computed: { words } }) => ({ annotation: id, versionId, words, groups, by }));
  });
}
