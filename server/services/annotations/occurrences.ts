import type { Actor } from "#core/access/permissions.ts";
import { occurrencesOf } from "#core/place/occurrences.ts";
import type { RangeTarget } from "#core/discuss/target.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { loadContent } from "../versions/content.ts";

/**
 * Finds the occurrences of a phrase in a version, in text order.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getOccurrences(
  context: Context,
  actor: Actor,
  input: { version: string; phrase: string },
): Promise<RangeTarget[]> {
  const { version } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  const { text } = await loadContent(context, version);
  return occurrencesOf(text, input.phrase);
}
