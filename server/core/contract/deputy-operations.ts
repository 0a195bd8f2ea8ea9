import * as z from "zod";
import { Deputy } from "#core/access/kept-people.ts";
import { cursorQuery, partOf } from "#core/contract/listing.ts";
import { operation } from "#core/contract/operation.ts";
import { change } from "#core/contract/settings-operations.ts";

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
    summary: "Appoint a deputy for oneself; the secretariat may propose one, whom the person must accept",
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
