import type { Actor } from "#core/access/permissions.ts";
import type { Lineage } from "#core/contract/lineage-operations.ts";
import { clauseLineage, clausesByVersion, tellClauses, tellStep } from "./clause-lineage.ts";
import type { Context } from "../kernel/context.ts";
import { nameVersions } from "../versions/name-versions.ts";

/**
 * What a clause was and became.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getLineage(
  context: Context,
  actor: Actor,
  input: { version: string; clause: string },
): Promise<Lineage> {
  const lineage = await clauseLineage(context, actor, input);
  const places = clausesByVersion(lineage);
  const clauses = await Promise.all(places.map((place) => tellClauses(context, place)));
  return {
    version: lineage.found.version.id,
    clause: lineage.clause,
    versions: await nameVersions(
      context,
      places.map(({ version }) => version),
    ),
    clauses: clauses.flat(),
    steps: await Promise.all(lineage.steps.map((step) => tellStep(context, step, lineage.links))),
  };
}
