import type * as z from "zod";
import type { Actor } from "#core/access/permissions.ts";
import type { annotationOperations } from "#core/contract/annotation-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { placeThread } from "./place-threads.ts";
import { placementShown } from "../kernel/shown-annotation.ts";
import { addressOf, earlierOf, laterOf } from "../versions/version-order.ts";

type Placements = z.infer<typeof annotationOperations.getPlacements.answer.schema>;

/**
 * What became of an annotation on every later published version in its language, in reading order.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getPlacements(
  context: Context,
  actor: Actor,
  input: { annotation: string },
): Promise<Placements> {
  const found = await context.store.read((reader) => findAnnotation(context, reader, actor, input.annotation));
  const { version: home, versions } = found;
  return Promise.all(
    laterOf(home, versions).map(async (version) => ({
      version: addressOf(version, versions),
      placement: placementShown(
        found.sight,
        await placeThread(context, found, [...earlierOf(version, versions), version]),
      ),
    })),
  );
}
