import * as z from "zod";
import { CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import { LetterRecipient } from "#core/compile/letter.ts";
import { NamedVersion } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { OutcomeCount } from "#core/outcome/decision.ts";

/** A comment or proposal in a letter. Its location in the draft is that of `citations`, which are empty without one. */
export const LetterEntry = CompiledThread.pick({
  number: true,
  id: true,
  kind: true,
  type: true,
  source: true,
  text: true,
  createdAt: true,
  late: true,
  origin: true,
  placement: true,
  proposal: true,
  replies: true,
  decision: true,
  outcomeText: true,
}).extend({ citations: z.array(z.string()), isGeneral: z.boolean() });
export type LetterEntry = z.infer<typeof LetterEntry>;

/** The letters "Outcomes of your comments" on a draft that the reader may read. */
export const Letters = z.object({
  version: NamedVersion,
  /** By name, with the number of their comments and proposals on this draft and earlier ones, and of those undecided. */
  recipients: z.array(LetterRecipient.extend({ comments: z.int(), proposals: z.int(), undecided: z.int() })),
  /** The letter that was asked for, in the order of the text. */
  letter: z.object({ recipient: LetterRecipient, entries: z.array(LetterEntry) }).nullable(),
});
export type Letters = z.infer<typeof Letters>;

/** Comments and proposals of the public record about one clause, the whole document, or text that the draft lacks. */
export const RecordSection = z.object({
  section: z.enum(["general", "clause", "unplaced"]),
  /** Null for other sections. */
  clause: CompiledClause.pick({
    ...{ id: true, citation: true, printed: true },
    ...{ text: true, language: true, changed: true },
  }).nullable(),
  entries: z.array(LetterEntry),
});
export type RecordSection = z.infer<typeof RecordSection>;

/** The public record of a draft, as far as the reader may see it. */
export const VersionRecord = z.object({
  version: NamedVersion,
  outcomes: z.array(OutcomeCount),
  /** In the order of the text, after general comments and before unplaced ones. */
  sections: z.array(RecordSection),
  /** Number of clauses without comments and proposals. */
  uncommented: z.int(),
  /** The value of `after` for the next part. Null at the end. */
  next: z.string().nullable(),
});
export type VersionRecord = z.infer<typeof VersionRecord>;

export const letterOperations = {
  getRecord: operation({
    method: "get",
    path: "/versions/{version}/record",
    summary:
      "The public record of a version: each comment and proposal up to it by clause, with decision, reason and text",
    action: "read-version",
    params: z.object({ version: z.string() }),
    query: z.object({
      /** Whether to include clauses without comments and proposals. */
      clauses: z.enum(["all", "commented"]).default("commented"),
      /** Number of comments, proposals and clauses without any to skip. */
      after: z.coerce.number().int().min(0).default(0),
    }),
    answer: { kind: "json", schema: VersionRecord },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
  getLetters: operation({
    method: "get",
    path: "/versions/{version}/letters",
    summary: "The letters on the outcomes of comments that the reader may read for a version, and one of them",
    action: "read-version",
    params: z.object({ version: z.string() }),
    query: z.object({
      /** Id of the organisation or person whose letter to include. */
      recipient: z.string().optional(),
      /** Whether to list only the reader's own letters, and to include the only one. Without own letters, it lists all. */
      own: z.literal("true").optional(),
    }),
    answer: { kind: "json", schema: Letters },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
};
