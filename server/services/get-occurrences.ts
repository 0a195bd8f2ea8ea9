import type { Actor } from "#core/access/ability.ts";
import { occurrencesOf } from "#core/annotate/occurrences.ts";
import type { RangeTarget } from "#core/annotate/target.ts";
import type { Context } from "./context.ts";
import { findVersion } from "./find-version.ts";
import { loadContent } from "./load-content.ts";

/**
 * Where a phrase stands in a version, in its order.
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
