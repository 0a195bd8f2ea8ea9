import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { showAtHome } from "./show-at-home.ts";

/**
 * An annotation on the version it was made on.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string },
): Promise<PlacedAnnotation> {
  const found = await context.store.read((reader) => findAnnotation(context, reader, actor, input.annotation));
  return showAtHome(context, found);
}
