import type { Actor } from "#core/access/permissions.ts";
import { threeWay } from "#core/compare/three-way.ts";
import type { ThreeWayPage } from "#core/contract/comparison-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { loadComparison } from "./load-comparison.ts";
import { nameVersions } from "../versions/name-versions.ts";

/**
 * Compares a base with two versions made from it, of one document or of several.
 * @throws ProblemError not-signed-in, not-found
 */
export async function compareThree(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string; other: string },
): Promise<ThreeWayPage> {
  const [base, revised, other] = await context.store.read(
    async (reader) =>
      [
        (await findVersion(reader, actor, input.base)).version,
        (await findVersion(reader, actor, input.revised)).version,
        (await findVersion(reader, actor, input.other)).version,
      ] as const,
  );
  const [one, two] = await Promise.all([loadComparison(context, base, revised), loadComparison(context, base, other)]);
  const [baseName, revisedName, otherName] = await nameVersions(context, [base, revised, other]);
  if (!baseName || !revisedName || !otherName) throw new RangeError("As many names as versions");
  return {
    base: { version: baseName, clauses: one.base.clauses },
    revised: { version: revisedName, clauses: one.revised.clauses },
    other: { version: otherName, clauses: two.revised.clauses },
    ...threeWay(
      one.base,
      { text: one.revised, comparison: one.comparison },
      { text: two.revised, comparison: two.comparison },
    ),
  };
}
