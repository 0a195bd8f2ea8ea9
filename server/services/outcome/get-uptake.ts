import type { Actor } from "#core/access/permissions.ts";
import type { ShownUptake } from "#core/contract/uptake-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { shownTo } from "../kernel/shown-annotation.ts";
import { showUptake } from "./show-uptake.ts";
import { laterOf } from "../versions/version-order.ts";

/**
 * How far each later published version in its language took a proposal up. Of one that was taken back nothing is said to
 * whoever may not read its words.
 * @throws ProblemError not-signed-in, not-found, wrong-state (it is no proposal)
 */
export async function getUptake(context: Context, actor: Actor, input: { annotation: string }): Promise<ShownUptake[]> {
  const { found, corrections } = await context.store.read(async (reader) => {
    const found = await findAnnotation(context, reader, actor, input.annotation);
    return { found, corrections: await reader.list("uptakes", { annotationId: found.annotation.id }) };
  });
  const { version: home, versions } = found;
  const annotation = shownTo(found.sight, found.annotation);
  if (annotation.kind !== "proposal") throw new ProblemError("wrong-state", { state: annotation.kind });
  if (annotation.operations.length === 0) return [];
  const later = laterOf(home, versions);
  return Promise.all(later.map((version) => showUptake(context, annotation, home, version, corrections)));
}
