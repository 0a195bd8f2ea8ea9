import { placeAtHome } from "#core/place/carry-forward.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Context } from "../kernel/context.ts";
import type { FoundAnnotation } from "./find-annotation.ts";
import { loadContent } from "../versions/load-content.ts";
import { placedAnnotation } from "./placed-annotation.ts";
import { addressOf } from "../versions/version-order.ts";

/** An annotation on the version it was made on, as the actor is shown it. */
export async function showAtHome(
  context: Context,
  { sight, version, versions, ...thread }: Omit<FoundAnnotation, "forum" | "document">,
): Promise<PlacedAnnotation> {
  const { text } = await loadContent(context, version);
  const placement = placeAtHome(thread.annotation, text);
  return placedAnnotation(sight, thread, addressOf(version, versions), placement);
}
