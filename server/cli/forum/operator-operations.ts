import * as z from "zod";
import { exportOperations } from "#core/contract/export-operations.ts";
import { LongText } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import type { Problem } from "#core/contract/problem.ts";

const ParticipantParams = z.object({ participant: z.string() });

/** A one-time link, and the end of its life. */
const Link = z.object({ path: z.string(), expiresAt: z.iso.datetime() });

/**
 * The operations that are reserved for the operator of the machine. A server offers them only to commands, in addition to
 * the operations of the contract.
 */
export const operatorOperations = {
  getLinkBase: operation({
    method: "get",
    path: "/operator/link-base",
    summary: "The URL with which links to the forum begin",
    action: "invite",
    answer: { kind: "json", schema: z.object({ linkBase: z.string() }) },
    problems: [],
  }),
  makeLink: operation({
    method: "post",
    path: "/operator/participants/{participant}/link",
    summary: "Create a one-time sign-in link for anyone, to hand over",
    action: "invite",
    params: ParticipantParams,
    answer: { kind: "json", schema: Link },
    problems: ["not-found", "wrong-state"],
  }),
  recoverByLink: operation({
    method: "post",
    path: "/operator/participants/{participant}/recovery",
    summary: "Remove the passkeys and providers of a person, and create a one-time sign-in link",
    action: "recover-access",
    params: ParticipantParams,
    answer: { kind: "json", schema: Link.extend({ removed: z.int().nonnegative() }) },
    problems: ["not-found"],
  }),
  receiveMail: operation({
    method: "post",
    path: "/operator/mails",
    summary: "Make a reply of an answer by mail, or keep it for its author to confirm",
    action: "manage-forum",
    body: z.object({
      recipients: z.array(z.string().max(320)).max(100),
      from: z.string().max(320).nullable(),
      isVouched: z.boolean(),
      messageId: z.string().min(1).max(100),
      text: LongText.min(1),
      hadQuotes: z.boolean(),
    }),
    answer: {
      kind: "json",
      schema: z.object({
        outcome: z.enum(["posted", "to-confirm", "not-addressed", "address-not-valid", "too-many"]),
      }),
    },
    problems: [],
  }),
  recordBounce: operation({
    method: "post",
    path: "/operator/bounces",
    summary: "Record that a message came back, if the report names a message that was sent to one of the addresses",
    action: "manage-people",
    body: z.object({
      messageId: z.string().max(1000),
      addresses: z.array(z.string().max(1000)).max(10),
      status: z.string().regex(/^[45]\.\d{1,3}\.\d{1,3}$/u),
      answer: z.string(),
    }),
    answer: {
      kind: "json",
      schema: z.object({ result: z.enum(["bounced", "delayed", "known", "unknown"]), person: z.string().nullable() }),
    },
    problems: [],
  }),
  exportInTemplate: operation({
    ...exportOperations.exportVersion,
    method: "post",
    path: "/operator/versions/{version}/export",
    summary: "Export the commented text of a version in a Word template",
    /** `template` is the name of the file. */
    query: exportOperations.exportVersion.query.extend({ template: z.string() }),
    file: "manage-forum",
  }),
  backUp: operation({
    method: "get",
    path: "/operator/backup",
    summary: "The lines of a backup of the whole forum",
    action: "manage-forum",
    answer: { kind: "written-file", mediaTypes: ["application/jsonl"] },
    problems: [],
  }),
};

/** Names the participant who acts, percent-encoded. Without it, the program itself acts. */
export const actingHeader = "Acting-Participant";

/** A failed operation. `reason` says why, if it was not a problem of the request. */
export interface Failure extends Problem {
  reason?: string;
}
