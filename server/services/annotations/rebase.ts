import type { Actor } from "#core/access/permissions.ts";
import type { RebasedProposal } from "#core/contract/working-text-operations.ts";
import { type Annotation, hasOperations } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { rebaseOperations } from "#core/propose/rebase-operations.ts";
import type { Version } from "#core/text/version.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { visibleAnnotation } from "../kernel/visibility.ts";
import { versionAmong } from "../versions/find-version.ts";
import { earlierOf, laterOf } from "../versions/version-order.ts";
import { findAnnotation } from "./find-annotation.ts";
import { placingMapping } from "./placement.ts";

/**
 * Returns a proposal's steps as rebased to a later published version. The steps of a withdrawn or hidden proposal are
 * empty for actors who may not read its text.
 * @throws ProblemError not-signed-in, not-found, wrong-state (it is not a proposal)
 */
export async function getRebased(
  context: Context,
  actor: Actor,
  input: { annotation: string; version: string },
  signal: AbortSignal | null,
): Promise<RebasedProposal> {
  const found = await context.store.read((reader) => findAnnotation(context, reader, actor, input.annotation));
  const { viewer, document, version: home, versions } = found;
  const version = versionAmong(document.id, versions, input.version);
  if (!version || !laterOf(home, versions).some(({ id }) => id === version.id)) throw new ProblemError("not-found");
  const annotation = visibleAnnotation(viewer, found.annotation);
  if (!hasOperations(annotation)) throw new ProblemError("wrong-state", { state: annotation.kind });
  const line = [...earlierOf(version, versions), version];
  return rebaseOperations(annotation.operations, await placingMapping(annotation, line, comparerOnce(context, signal)));
}

/**
 * Returns a proposal's steps on the last version of a line, which is later than its own. Returns null if any step cannot
 * be mapped, because half a proposal is a different proposal.
 */
export async function carriedSteps(
  annotation: Annotation,
  line: readonly Version[],
  compared: Comparer,
): Promise<ProposalOperation[] | null> {
  const { operations, versionId } = annotation;
  if (line.at(-1)?.id === versionId || operations.length === 0) return null;
  const rebased = rebaseOperations(operations, await placingMapping(annotation, line, compared));
  return rebased.problems.length === 0 ? rebased.operations : null;
}
