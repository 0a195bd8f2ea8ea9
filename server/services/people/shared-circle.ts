import type { Actor } from "#core/access/permissions.ts";
import type { Visibility } from "#core/discuss/annotation.ts";
import type { Reader } from "../../store/store.ts";
import { invalidField } from "../kernel/invalid-field.ts";

/**
 * The circle a draft is shared with; null for any other visibility. It is one that the actor's organisation is in.
 * @throws ProblemError invalid-request
 */
export async function sharedCircle(
  reader: Reader,
  { organisationId }: Actor,
  { visibility, circle: id }: { visibility: Visibility; circle?: string | null | undefined },
): Promise<string | null> {
  if (visibility !== "circle") return null;
  const circle = id == null ? undefined : await reader.get("circles", id);
  if (!circle || organisationId === null || !circle.organisationIds.includes(organisationId)) {
    throw invalidField("circle", "circle-unknown");
  }
  return circle.id;
}
