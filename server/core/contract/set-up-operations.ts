import * as z from "zod";
import { SetUp, SetUpStep } from "#core/access/kept-forum.ts";
import { operation } from "#core/contract/operation.ts";

/**
 * The tasks that remain in a new forum; "own-address" is that of a member of the secretariat, who cannot sign in by
 * e-mail.
 */
export const leftToDo = ["organisations", "people", "document", "draft", "calendar", "own-address"] as const;

/** The progress of setting up a forum, with the checklist of what is left. */
export const ShownSetUp = SetUp.extend({
  /** Whether the forum was set up before, or is not new: it has a second person or a document. */
  isFinished: z.boolean(),
  /** Steps neither done nor skipped. */
  open: z.array(SetUpStep),
  left: z.array(z.enum(leftToDo)),
  model: z.object({
    /** Whether the forum is empty, so that the model forum can fill it. */
    canTry: z.boolean(),
    /** Whether the model forum fills it, and nothing was added, so that it can be cleared. */
    canClear: z.boolean(),
    /** The steps done and of all while the model forum is being filled. Null at other times. */
    filling: z.object({ done: z.int(), of: z.int() }).nullable(),
  }),
});
export type ShownSetUp = z.infer<typeof ShownSetUp>;

/** Shared by the operations that change the set-up. */
const setUpChange = { action: "manage-forum", answer: { kind: "json", schema: ShownSetUp } } as const;

/** Setting up a new forum. */
export const setUpOperations = {
  getSetUp: operation({
    method: "get",
    path: "/settings/set-up",
    summary: "The progress of setting up the forum, and what is left to do",
    action: "read-settings",
    answer: { kind: "json", schema: ShownSetUp },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  markSetUpStep: operation({
    method: "put",
    path: "/settings/set-up/{step}",
    summary: "Mark a step of the set-up as done, skipped or open",
    ...setUpChange,
    params: z.object({ step: SetUpStep }),
    body: z.object({ state: z.enum(["done", "skipped", "open"]) }),
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  finishSetUp: operation({
    method: "post",
    path: "/settings/set-up/finish",
    summary: "End the set-up; every setting can still be changed",
    ...setUpChange,
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  tryModelForum: operation({
    method: "post",
    path: "/settings/model-forum",
    summary: "Fill an empty forum with the model forum",
    ...setUpChange,
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
  clearModelForum: operation({
    method: "delete",
    path: "/settings/model-forum",
    summary: "Remove the model forum again, if nothing was added to it; while it is being filled, stop that",
    ...setUpChange,
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
};
