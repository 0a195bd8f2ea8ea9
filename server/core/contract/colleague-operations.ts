import * as z from "zod";
import { operation } from "#core/contract/operation.ts";

const NamedPerson = z.object({ id: z.string(), name: z.string() });

/** Somebody who got a place in the reader's organisation, or another mail address, by an act of others. */
export const NewColleague = z.object({
  person: NamedPerson,
  organisation: z.object({ id: z.string(), shortName: z.string() }),
  change: z.enum(["member", "coordinator", "address"]),
  at: z.iso.datetime(),
  /** Who did it. Null for the operator of the forum. */
  by: NamedPerson.nullable(),
  /** Whether the reader is this person. */
  isOwn: z.boolean(),
  /** Whether drafts written before are closed to them. */
  isClosed: z.boolean(),
  /** Whether the reader may open these drafts. */
  mayAgree: z.boolean(),
  /** Names of those who may open these drafts. Empty for others than the person. */
  agreeing: z.array(z.string()),
  /** Who opened them. The person is null for the operator of the forum. */
  agreed: z.object({ by: NamedPerson.nullable(), at: z.iso.datetime() }).nullable(),
});
export type NewColleague = z.infer<typeof NewColleague>;

/** Shown in the inbox only, so that these operations do not weigh on the pages on which people read. */
export const colleagueOperations = {
  getNewColleagues: operation({
    method: "get",
    path: "/colleagues/new",
    summary:
      "People who joined one's organisation, became its coordinator or got another address, with what is closed to them",
    action: "read-participants",
    answer: {
      kind: "json",
      schema: z.object({
        colleagues: z.array(NewColleague),
        /** When the reader's own drafts open, which are closed because their address was replaced. Null if they are not. */
        heldUntil: z.iso.datetime().nullable(),
      }),
    },
    problems: ["not-signed-in"],
  }),
  openEarlierDrafts: operation({
    method: "post",
    path: "/organisations/{organisation}/people/{participant}/earlier-drafts",
    summary: "Open an organisation's earlier drafts to a new colleague, as far as one reads them oneself; for ever",
    action: "open-earlier-drafts",
    params: z.object({ organisation: z.string(), participant: z.string() }),
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
};
