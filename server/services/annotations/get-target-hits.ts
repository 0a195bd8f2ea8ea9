import type { Actor } from "#core/access/permissions.ts";
import type { TargetHits } from "#core/place/target-hit.ts";
import { targetHits } from "#core/place/target-hits.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { versionAmong } from "../versions/find-version.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { laterOf } from "../versions/version-order.ts";

/**
 * What a later published version made of each place an annotation speaks of.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getTargetHits(
  context: Context,
  actor: Actor,
  input: { annotation: string; version: string },
): Promise<TargetHits> {
  const found = await context.store.read((reader) => findAnnotation(context, reader, actor, input.annotation));
  const { annotation, document, version: home, versions } = found;
  const version = versionAmong(document.id, versions, input.version);
  if (!version || !laterOf(home, versions).some(({ id }) => id === version.id)) throw new ProblemError("not-found");
  const { carriage } = await loadComparison(context, home, version);
  return targetHits(annotation.targets, carriage);
}
