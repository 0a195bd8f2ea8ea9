import * as z from "zod";
import { Annotation } from "#core/discuss/annotation.ts";
import { DispositionOutcome } from "#core/outcome/disposition.ts";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { ProposalProblem, proposalProblems } from "#core/propose/proposal-problem.ts";
import { ProposedClause } from "#core/propose/proposal-segment.ts";
import { commaSeparated } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { Preview, PrepareQuery } from "#core/contract/version-operations.ts";

/** A proposal's steps as they read on a later version. */
export const RebasedProposal = z.object({
  operations: z.array(ProposalOperation),
  /** Steps that could not be carried there, each by its number on the version the proposal was made on. */
  problems: z.array(ProposalProblem),
});
export type RebasedProposal = z.infer<typeof RebasedProposal>;

/** A proposal that was asked for, and what became of it in the working text. */
export const GatheredProposal = z.object({
  annotation: Annotation,
  /** What was decided on it and holds. */
  outcome: DispositionOutcome.nullable(),
  /** Whether all of it is in the working text. */
  taken: z.boolean(),
  rebased: RebasedProposal,
  /** Why it is not, where its steps could be carried: what it meets. */
  collisions: z.array(
    z.object({
      /** Id of the proposal that was taken before it; null where it does not fit the draft by itself. */
      with: z.string().nullable(),
      code: z.enum(proposalProblems),
      params: ProposalProblem.shape.params,
    }),
  ),
});
export type GatheredProposal = z.infer<typeof GatheredProposal>;

/** The next draft as it would be: a version with proposals gathered into it. Nothing of it is kept. */
export const WorkingText = z.object({
  /** Id of the version that it is made of. */
  base: z.string(),
  /** In order of time. */
  proposals: z.array(GatheredProposal),
  /** The draft schema's JSON, to be edited and sent back. */
  draft: z.record(z.string(), z.unknown()),
  /** What it does to the base, clause by clause. */
  changes: z.array(ProposedClause),
});
export type WorkingText = z.infer<typeof WorkingText>;

const VersionParams = z.object({ version: z.string() });

export const workingTextOperations = {
  getRebased: operation({
    method: "get",
    path: "/annotations/{annotation}/rebased/{version}",
    summary: "A proposal's steps as they read on a later version, to be proposed there",
    action: "read-annotation",
    params: z.object({ annotation: z.string(), version: z.string() }),
    answer: { kind: "json", schema: RebasedProposal },
    problems: ["not-found", "wrong-state"],
    costly: true,
  }),
  getWorkingText: operation({
    method: "get",
    path: "/versions/{version}/working-text",
    summary: "A published version with the proposals gathered into it that were accepted, and where they collide",
    action: "prepare-version",
    params: VersionParams,
    query: z.object({
      /** Ids of the proposals to gather, with commas; left out, those that were accepted and show in no version yet. */
      proposals: commaSeparated(z.array(z.string())),
    }),
    answer: { kind: "json", schema: WorkingText },
    problems: ["not-allowed", "not-found", "invalid-request", "wrong-state"],
    costly: true,
  }),
  prepareWorkingText: operation({
    method: "post",
    path: "/versions/{version}/working-text",
    summary: "Keep a working text as the next version, and show what publishing it would do",
    action: "prepare-version",
    params: VersionParams,
    body: PrepareQuery.pick({ round: true, label: true, date: true }).extend({
      /** The draft schema's JSON, as it was edited; its clauses are named anew. */
      draft: z.record(z.string(), z.unknown()),
      /** Ids of the proposals it took in: once it is published, what was decided on them is shown in it. */
      proposals: z.array(z.string()).max(1000).default([]),
    }),
    answer: { kind: "json", schema: Preview, status: 201 },
    problems: ["not-allowed", "not-found", "invalid-request", "wrong-state", "already-published"],
  }),
};
