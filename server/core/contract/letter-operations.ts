import * as z from "zod";
import { CompiledThread } from "#core/compile/compilation.ts";
import { LetterRecipient } from "#core/compile/letter.ts";
import { NamedVersion } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";

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

export const letterOperations = {
  getLetters: operation({
    method: "get",
    path: "/versions/{version}/letters",
    summary: "The letters on the outcomes of comments that the reader may read for a version, and one of them",
    action: "read-version",
    params: z.object({ version: z.string() }),
    query: z.object({
      /** Id of the organisation or person whose letter to include. */
      recipient: z.string().optional(),
    }),
    answer: { kind: "json", schema: Letters },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
};
