import * as z from "zod";
import { operation } from "#core/contract/operation.ts";

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
