import type { Actor } from "#core/access/permissions.ts";
import { rebaseOperations } from "#core/propose/rebase-operations.ts";
import type { RebasedProposal } from "#core/contract/working-text-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { versionAmong } from "../versions/find-version.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { shownTo } from "../kernel/shown-annotation.ts";
import { laterOf } from "../versions/version-order.ts";

/**
 * A proposal's steps as they read on a later published version. Of one that was taken back none are told to whoever may not
 * read its words.
 * @throws ProblemError not-signed-in, not-found, wrong-state (it is no proposal)
 */
export async function getRebased(
  context: Context,
  actor: Actor,
  input: { annotation: string; version: string },
): Promise<RebasedProposal> {
  const found = await context.store.read((reader) => findAnnotation(context, reader, actor, input.annotation));
  const { sight, document, version: home, versions } = found;
  const version = versionAmong(document.id, versions, input.version);
  if (!version || !laterOf(home, versions).some(({ id }) => id === version.id)) throw new ProblemError("not-found");
  const { kind, operations } = shownTo(sight, found.annotation);
  if (kind !== "proposal") throw new ProblemError("wrong-state", { state: kind });
  const { carriage } = await loadComparison(context, home, version);
  return rebaseOperations(operations, carriage);
}
