import * as z from "zod";
import { Deputy } from "#core/access/kept-people.ts";
import { cursorQuery, partOf } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { change } from "#core/contract/settings-operations.ts";

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

/** A deputy as shown to the people concerned. */
export const ShownDeputy = Deputy.extend({
  principal: z.string(),
  deputy: z.string(),
  /** Whether the deputy may act now. */
  isInForce: z.boolean(),
  may: z.object({ accept: z.boolean(), revoke: z.boolean(), act: z.boolean() }),
});
export type ShownDeputy = z.infer<typeof ShownDeputy>;

const DeputyParams = z.object({ deputy: z.string() });
const OneDeputy = z.object({ deputy: ShownDeputy, change });

/** The deputies of people. */
export const deputyOperations = {
  getDeputies: operation({
    method: "get",
    path: "/deputies",
    summary: "One's own deputies and the people one may act for, the newest first; for the secretariat all, by person",
    action: "read-deputies",
    query: z.object({
      ...cursorQuery,
      /** Only the deputies of this person, and the people whom they may act for. */
      person: z.string().optional(),
      state: z.enum(["current", "all"]).default("current"),
    }),
    answer: { kind: "json", schema: partOf(ShownDeputy) },
    problems: ["not-signed-in", "invalid-request"],
  }),
  appointDeputy: operation({
    method: "post",
    path: "/deputies",
    summary: "Appoint one’s own deputy; the secretariat may propose one to a person, who must accept",
    action: "appoint-deputy",
    body: z.object({ principal: z.string(), deputy: z.string(), until: z.iso.date().nullable().default(null) }),
    answer: { kind: "json", schema: OneDeputy, status: 201 },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "already-exists"],
  }),
  acceptDeputy: operation({
    method: "post",
    path: "/deputies/{deputy}/accept",
    summary: "Accept a deputy whom the secretariat proposed",
    action: "appoint-deputy",
    params: DeputyParams,
    answer: { kind: "json", schema: OneDeputy },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
  revokeDeputy: operation({
    method: "post",
    path: "/deputies/{deputy}/revoke",
    summary: "End a deputy's rights at once: the person, their deputy or the secretariat",
    action: "end-deputy",
    params: DeputyParams,
    answer: { kind: "json", schema: OneDeputy },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
  actAsDeputy: operation({
    method: "post",
    path: "/deputies/act",
    summary: "Act in another person's place for the rest of the session, or in one's own again",
    action: "act-as-deputy",
    body: z.object({ principal: z.string().nullable() }),
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-allowed", "not-found", "stronger-sign-in-needed"],
  }),
};

/** The consent of authors. Only the inbox loads it, so that it does not weigh on the pages on which people read. */
export const openDraftOperations = {
  openDrafts: operation({
    method: "post",
    path: "/circles/{circle}/readers",
    summary: "Open one's drafts to an organisation that joined their circle later: the named ones, or all; for ever",
    action: "open-draft",
    params: z.object({ circle: z.string() }),
    body: z.object({ organisation: z.string(), drafts: z.array(z.string()).min(1).max(200).optional() }),
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-found", "invalid-request"],
  }),
};
