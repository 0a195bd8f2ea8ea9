import type { Annotation } from "#core/discuss/annotation.ts";
import type { UptakeCorrection } from "#core/outcome/uptake.ts";
import type { ShownUptake } from "#core/contract/uptake-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import { showUptake } from "./show-uptake.ts";

/** A proposal, and how far each later version of the line took it up, in the line's order. */
export interface AssessedProposal {
  annotation: Annotation;
  uptakes: ShownUptake[];
}

/** How far the versions of a line took up what was proposed on earlier ones: of the proposals that were submitted and stand. */
export async function proposalUptakes(
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
