import * as z from "zod";
import { exportFormats } from "#core/compile/export-format.ts";
import { wordLayouts } from "#core/compile/word-layout.ts";
import { Annotation } from "#core/discuss/annotation.ts";
import { DecisionOutcome } from "#core/outcome/decision.ts";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { ProposalProblem, proposalProblems } from "#core/propose/proposal-problem.ts";
import { ProposedClause } from "#core/propose/proposal-segment.ts";
import { commaSeparated } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { Preview, PrepareQuery } from "#core/contract/version-operations.ts";

/** A proposal's steps rebased onto a later version. */
export const RebasedProposal = z.object({
  operations: z.array(ProposalOperation),
  /** Steps that could not be carried to that version, each by its index on the version the proposal was made on. */
  problems: z.array(ProposalProblem),
});
export type RebasedProposal = z.infer<typeof RebasedProposal>;

/** A requested proposal and its result in the working text. */
export const WorkingTextProposal = z.object({
  annotation: Annotation,
  /** The outcome of the current decision; null before a decision. */
  outcome: DecisionOutcome.nullable(),
  /** Id of the reply with whose amendment it was accepted; null if it was accepted in its own wording. */
  amendedBy: z.string().nullable(),
  /** Whether the working text contains the whole proposal. */
  taken: z.boolean(),
  rebased: RebasedProposal,
  /** Conflicts that keep it out of the working text although its steps could be rebased. */
  collisions: z.array(
    z.object({
      /** Id of the earlier proposal it conflicts with; null if it does not apply to the draft at all. */
      with: z.string().nullable(),
      code: z.enum(proposalProblems),
      params: ProposalProblem.shape.params,
    }),
  ),
});
export type WorkingTextProposal = z.infer<typeof WorkingTextProposal>;

/** A preview of the next draft: a version with proposals applied. Nothing is stored. */
export const WorkingText = z.object({
  /** Id of the version it is based on. */
  base: z.string(),
  /** In chronological order. */
  proposals: z.array(WorkingTextProposal),
  /** JSON of the draft schema, to be edited and sent back. */
  draft: z.record(z.string(), z.unknown()),
  /** The changes to the base, clause by clause. */
  changes: z.array(ProposedClause),
});
export type WorkingText = z.infer<typeof WorkingText>;

const VersionParams = z.object({ version: z.string() });

export const workingTextOperations = {
  getRebased: operation({
    method: "get",
    path: "/annotations/{annotation}/rebased/{version}",
    summary: "A proposal's operations rebased onto a later version, to be proposed there",
    action: "read-annotation",
    params: z.object({ annotation: z.string(), version: z.string() }),
    answer: { kind: "json", schema: RebasedProposal },
    problems: ["not-found", "wrong-state"],
    costly: true,
  }),
  getWorkingText: operation({
    method: "get",
    path: "/versions/{version}/working-text",
    summary: "A published version with the accepted proposals applied, and their conflicts",
    action: "prepare-version",
    params: VersionParams,
    query: z.object({
      /**
       * Ids of the proposals to apply, separated by commas. Defaults to accepted proposals that no version shows yet.
       */
      proposals: commaSeparated(z.array(z.string())),
    }),
    answer: { kind: "json", schema: WorkingText },
    problems: ["not-allowed", "not-found", "invalid-request", "wrong-state"],
    costly: true,
  }),
  exportWorkingText: operation({
    method: "get",
    path: "/versions/{version}/working-text/file",
    summary: "A published version with the accepted proposals applied, as a Word file",
    action: "prepare-version",
    params: VersionParams,
    query: z.object({
      /** Ids of the proposals to apply. Defaults to those of `getWorkingText`. Conflicting ones are left out, as there. */
      proposals: commaSeparated(z.array(z.string())),
      /** Whether the text is changed, or shows the changes as tracked, each under its author's name. */
      changes: z.enum(["made", "tracked"]).default("made"),
      /**
       * Where the file is written: into the version's own file, or into a new document. If it cannot be written into the
       * version's file, it is a new document. The headers `Word-Layout` and `Word-Notes` of the answer say so.
       */
      wordLayout: z.enum(wordLayouts).default("original"),
    }),
    answer: { kind: "written-file", mediaTypes: [exportFormats.docx.mediaType] },
    problems: ["not-allowed", "not-found", "invalid-request", "wrong-state"],
    costly: true,
  }),
  prepareWorkingText: operation({
    method: "post",
    path: "/versions/{version}/working-text",
    summary: "Save a working text as the next version and preview its publication",
    action: "prepare-version",
    params: VersionParams,
    body: PrepareQuery.pick({ round: true, label: true, date: true }).extend({
      /** JSON of the draft schema, as edited. Its clauses get new ids. */
      draft: z.record(z.string(), z.unknown()),
      /** Ids of the proposals it contains. On publication, their decisions are recorded as shown in it. */
      proposals: z.array(z.string()).max(1000).default([]),
    }),
    answer: { kind: "json", schema: Preview, status: 201 },
    problems: ["not-allowed", "not-found", "invalid-request", "wrong-state", "already-published", "storage-full"],
  }),
};
