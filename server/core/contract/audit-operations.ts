import * as z from "zod";
import { operation } from "#core/contract/operation.ts";

/** The head of the public audit chain. A reader who notes it can check later that nothing before it was changed. */
const AuditHead = z.object({
  /** Number of events in the chain. */
  position: z.int().nonnegative(),
  /** SHA-256 in lower-case hex: the link of the last event. */
  link: z.string(),
  /** Time of the last event; null before the first one. */
  at: z.iso.datetime().nullable(),
});

export const auditOperations = {
  getAuditHead: operation({
    method: "get",
    path: "/audit/head",
    summary: "The head of the public audit chain",
    action: "read-forum",
    answer: { kind: "json", schema: AuditHead },
    problems: [],
  }),
  getAuditChain: operation({
    method: "get",
    path: "/audit/chain",
    summary: "The public audit chain, a line of JSON for each event; Rapporteur's checker checks it offline",
    action: "read-forum",
    query: z.object({
      /** Position of the last line that the reader has. If omitted, starts from the beginning. */
      after: z.coerce.number().int().min(0).default(0),
    }),
    answer: { kind: "written-file", mediaTypes: ["application/jsonl"] },
    problems: [],
  }),
};
