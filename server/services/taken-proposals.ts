import type { Annotation } from "#core/annotate/annotation.ts";
import { groupsBehind, largeEnough, organisationsBehind, type SourcesKept } from "#core/annotate/sources-behind.ts";
import type { StakeholderGroup } from "#core/annotate/speaker.ts";
import type { Uptake, UptakeCorrection } from "#core/annotate/uptake.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "./context.ts";
import { showUptake } from "./show-uptake.ts";

/** Words of a proposal that stand in a later version, and whose proposal it was, as far as that may be told. */
export interface TakenProposal {
  annotation: string;
  version: Version;
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
  const proposals = annotations.filter(
    ({ kind, visibility, standing }) => kind === "proposal" && visibility === "submitted" && standing === "open",
  );
  const told = largeEnough(
    proposals.map(({ speaker }) => speaker),
    sources,
  );
  const taken = proposals.map(async (annotation) => {
    const at = line.findIndex(({ id }) => id === annotation.versionId);
    const home = line[at];
    if (!home) return [];
    const groups = [...groupsBehind(annotation.speaker)].filter((group) => told.has(group));
    const by = sources === "hidden" ? [] : organisationsBehind(annotation.speaker).map(({ shortName }) => shortName);
    const later = line.slice(at + 1).map(async (version): Promise<TakenProposal[]> => {
      const { extent, computed } = await showUptake(context, annotation, home, version, corrections);
      if (extent === "not" || computed.words.length === 0) return [];
      return [{ annotation: annotation.id, version, words: computed.words, groups, by }];
    });
    return (await Promise.all(later)).flat();
  });
  return (await Promise.all(taken)).flat();
}
