import type { Actor } from "#core/access/permissions.ts";
import type { RedlinePart } from "#core/contract/comparison-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { loadComparison } from "./load-comparison.ts";

/**
 * Some rows of the redline of any two versions.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getRedline(
  context: Context,
  actor: Actor,
  { base, revised, from, limit }: { base: string; revised: string; from: number; limit: number },
): Promise<RedlinePart> {
  const [before, after] = await context.store.read(async (reader) =>
    Promise.all([findVersion(reader, actor, base), findVersion(reader, actor, revised)]),
  );
  const { redline } = await loadComparison(context, before.version, after.version);
  const end = from + limit;
  return { total: redline.length, rows: redline.slice(from, end), next: end < redline.length ? end : null };
}
