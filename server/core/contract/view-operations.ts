import * as z from "zod";
import { SavedView } from "#core/access/saved-view.ts";
import { operation } from "#core/contract/operation.ts";

/** The client names a view's id (a UUID), so that sending it again makes no second one. */
const ViewParams = z.object({ view: z.uuid() });

export const viewOperations = {
  getViews: operation({
    method: "get",
    path: "/views",
    summary: "The views one keeps, of all documents, in order of name",
    action: "keep-views",
    answer: { kind: "json", schema: z.array(SavedView) },
    problems: ["not-signed-in"],
  }),
  saveView: operation({
    method: "put",
    path: "/views/{view}",
    summary: "Keep a choice of a document's comments under a name, or change one",
    action: "keep-views",
    params: ViewParams,
    body: SavedView.pick({ documentId: true, name: true, query: true }),
    answer: { kind: "json", schema: SavedView },
    problems: ["not-signed-in", "not-found", "invalid-request", "already-exists"],
  }),
  removeView: operation({
    method: "delete",
    path: "/views/{view}",
    summary: "Keep a view no more; saving it under its id takes that back",
    action: "keep-views",
    params: ViewParams,
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-found"],
  }),
};
