import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { gatherProposals } from "#core/propose/gather-proposals.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import { rebaseOperations } from "#core/propose/rebase-operations.ts";
import type { RebasedProposal, WorkingText } from "#core/contract/working-text-operations.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Version } from "#core/text/version.ts";
import { authorise } from "../kernel/authorise.ts";
import { readSubmitted } from "./build-preview.ts";
import type { Context } from "../kernel/context.ts";
import type { KeptThread } from "../annotations/find-annotation.ts";
import { findVersion } from "../versions/find-version.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import { loadContent } from "../versions/load-content.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { shownTo } from "../kernel/shown-annotation.ts";

/**
 * A published version with proposals gathered into it: those that are named, or those that were accepted and show in no
 * version yet. Each is first carried to the version, as comments are. Nothing is kept.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state
 */
export async function getWorkingText(
  context: Context,
  actor: Actor,
  input: { version: string; proposals?: readonly string[] | undefined },
): Promise<WorkingText> {
  authorise(actor, "prepare-version");
  const { found, said } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    return { found, said: await readSubmitted(context, reader, actor, found) };
  });
  const { version } = found;
  if (version.state !== "published") throw new ProblemError("wrong-state", { state: version.state });
  const chosen = chosenProposals(said.threads, input.proposals);
  const homes = new Map(said.line.map((home) => [home.id, home]));
  const rebased = await Promise.all(
    chosen.map(({ annotation }) => rebasedTo(context, annotation, homes.get(annotation.versionId), version)),
  );
  const fitting = chosen.flatMap(({ annotation: { id } }, index) => {
    const one = rebased[index];
    return one?.problems.length === 0 ? [{ id, operations: one.operations }] : [];
  });
  const { draft } = await loadContent(context, version);
  const gathered = gatherProposals(draft, fitting);
  return {
    base: version.id,
    proposals: chosen.map(({ annotation, disposition }, index) => ({
      annotation: shownTo(said.sight, annotation),
      outcome: disposition?.current?.outcome ?? null,
      taken: gathered.taken.includes(annotation.id),
      rebased: rebased[index] ?? { operations: [], problems: [] },
      collisions: [...(gathered.left.get(annotation.id) ?? [])],
    })),
    draft: gathered.draft.toJSON() as Record<string, unknown>,
    changes: proposedClauses(draft, gathered.operations),
  };
}

function chosenProposals(threads: readonly KeptThread[], named: readonly string[] | undefined): KeptThread[] {
  const proposals = threads.filter(({ annotation }) => annotation.kind === "proposal");
  if (named === undefined) {
    return proposals.filter(
      ({ disposition }) => disposition?.current?.outcome === "accepted" && disposition.current.shownIn === null,
    );
  }
  const unknown = named.findIndex((id) => !proposals.some(({ annotation }) => annotation.id === id));
  if (unknown !== -1) {
    const wrong = fieldProblem(["query", "proposals", unknown], "annotation-unknown");
    throw new ProblemError("invalid-request", {}, [wrong]);
  }
  return proposals.filter(({ annotation }) => named.includes(annotation.id));
}

async function rebasedTo(
  context: Context,
  { operations }: Annotation,
  home: Version | undefined,
  version: Version,
): Promise<RebasedProposal> {
  if (!home || home.id === version.id) return { operations, problems: [] };
  const { carriage } = await loadComparison(context, home, version);
  return rebaseOperations(operations, carriage);
}
