import { can, type Actor } from "#core/access/permissions.ts";
import { inOrder } from "#core/discuss/in-order.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { findForum } from "../versions/find-version.ts";
import { showAtHome } from "./show-at-home.ts";

/**
 * What others said also in the name of the actor's organisation and what waits for its word, oldest first, each on the
 * version it was made on; nothing where the actor speaks for none.
 * @throws ProblemError not-signed-in
 */
export async function getJointRequests(context: Context, actor: Actor): Promise<PlacedAnnotation[]> {
  const found = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const annotations = await reader.list("annotations");
    const waiting = annotations.filter(
      (annotation) => annotation.standing === "open" && can(actor, "confirm-joint", annotation),
    );
    return Promise.all(inOrder(waiting).map(({ id }) => findAnnotation(context, reader, actor, id)));
  });
  return Promise.all(found.map((one) => showAtHome(context, one)));
}
