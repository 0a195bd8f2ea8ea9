import type { Annotation } from "#core/discuss/annotation.ts";
import { groupsBehind, largeEnough, organisationsBehind, type SourcesKept } from "#core/discuss/sources-behind.ts";
import type { StakeholderGroup } from "#core/discuss/speaker.ts";
import type { Uptake, UptakeCorrection } from "#core/outcome/uptake.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { proposalUptakes } from "./proposal-uptakes.ts";

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
