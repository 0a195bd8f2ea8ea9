import * as z from "zod";
import { DocumentHistory } from "#core/compile/document-history.ts";
import { operation } from "#core/contract/operation.ts";
import { Version } from "#core/text/version.ts";

export const historyOperations = {
  getHistory: operation({
    method: "get",
    path: "/documents/{document}/history",
    summary: "How the text of a document went from clause to clause through its drafts, and what was said on each",
    action: "read-forum",
    params: z.object({ document: z.string() }),
    /** Left out, the language in which the document was published first. */
    query: z.object({ language: Version.shape.language.optional() }),
    answer: { kind: "json", schema: DocumentHistory },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
};
