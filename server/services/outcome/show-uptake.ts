import type { Annotation } from "#core/discuss/annotation.ts";
import type { UptakeCorrection } from "#core/outcome/uptake.ts";
import type { ShownUptake } from "#core/contract/uptake-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { comparerOnce, type Comparer } from "../comparison/load-comparison.ts";
import { loadContent } from "../versions/load-content.ts";

/** How far a later version took a proposal up: as computed, and as it was corrected. */
export async function showUptake(
  context: Context,
  annotation: Annotation,
  home: Version,
  version: Version,
  corrections: readonly UptakeCorrection[],
  comparer: Comparer = comparerOnce(context),
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
  };
}
