import { placeAtHome } from "#core/annotate/carry-forward.ts";
import type { Annotation } from "#core/annotate/annotation.ts";
import type { Placement } from "#core/annotate/placement.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "./context.ts";
import { loadComparison, loadContent } from "./load-content.ts";

/**
 * Where annotations stand on a version, in their own order: on their own one where they say, on a later one where the
 * comparison of the two carries them, straight from the version they were made on. Carried step by step over every
 * draft between, one draft that dropped a clause would lose what the next brought back.
 *
 * `homes` are the versions they were made on, by id.
 */
export async function placeAnnotations(
  context: Context,
  annotations: readonly Annotation[],
  homes: ReadonlyMap<string, Version>,
  version: Version,
): Promise<Placement[]> {
  return Promise.all(
    annotations.map(async (annotation) => {
      const home = homes.get(annotation.versionId);
      if (!home) throw new Error(`Annotation ${annotation.id} was made on a version that is gone`);
      if (home.id === version.id) return placeAtHome(annotation, (await loadContent(context, version)).text);
      return (await loadComparison(context, home, version)).place(annotation, version.id);
    }),
  );
}
