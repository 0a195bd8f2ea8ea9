import * as z from "zod";
import type { Action } from "#core/access/permissions.ts";

/**
 * The scopes of an access token. A token may do what its owner may do, within its scopes: read; comment and reply as
 * oneself; manage documents, people, the forum, and the comments and contributions of others.
 */
export const scopes = ["read", "annotate", "manage"] as const;
export const Scope = z.enum(scopes);
export type Scope = z.infer<typeof Scope>;

/** The operations that a token allows: those of its scopes, or only feeds. Only addresses of feeds have the latter. */
export type GrantedScope = Scope | "feed";

/**
 * The one scope that each action needs. Null if no token may do it: a stolen token must not sign in, make other tokens
 * or take over the account.
 */
const scopeOf: Readonly<Record<Action, Scope | null>> = {
  enter: "read",
  "sign-in": null,
  "keep-account": null,
  "read-forum": "read",
  "read-version": "read",
  "read-original": "read",
  "manage-documents": "manage",
  "prepare-version": "manage",
  "publish-version": "manage",
  "withdraw-version": "manage",
  "read-annotation": "read",
  annotate: "annotate",
  reply: "annotate",
  "edit-annotation": "annotate",
  "withdraw-annotation": "annotate",
  "open-draft": "annotate",
  "confirm-joint": "annotate",
  "leave-joint": "annotate",
  "sign-on": "annotate",
  "remove-joint": "annotate",
  consolidate: "manage",
  "read-awaiting": "read",
  "edit-reply": "annotate",
  "withdraw-reply": "annotate",
  "hide-annotation": "manage",
  "erase-annotation": "manage",
  "hide-reply": "manage",
  "erase-reply": "manage",
  "settle-place": "annotate",
  "read-sources": "read",
  "read-hidden-source": "read",
  "hold-consultation": "manage",
  decide: "manage",
  announce: "manage",
  "read-announcement": "read",
  "read-answers": "read",
  "read-circle": "read",
  "make-circle": "manage",
  "manage-circle": "manage",
  "leave-circle": "manage",
  "correct-uptake": "manage",
  "link-clauses": "manage",
  "receive-contributions": "manage",
  "review-contribution": "manage",
  "date-contribution": "manage",
  "know-contribution": "read",
  "read-contribution-original": "read",
  "reconcile-contribution": "read",
  "read-taken-back": "read",
  reinstate: "annotate",
  "read-participants": "read",
  "keep-views": "annotate",
  "keep-inbox": "annotate",
  invite: "manage",
  "clear-annotation": "manage",
  "clear-reply": "manage",
  "undo-clearing": "manage",
  "read-clearance": "read",
  "set-clearance": "manage",
  "manage-mailbox": "manage",
  // The settings hold people's addresses.
  "read-settings": "manage",
  "manage-forum": "manage",
  "manage-people": "manage",
  "replace-address": null,
  "recover-access": null,
  "erase-person": null,
  "open-earlier-drafts": null,
  "undo-change": "manage",
  "read-deputies": "read",
  "appoint-deputy": null,
  "end-deputy": "manage",
  "act-as-deputy": null,
};

/** Actions on the actor's own items, which some roles may also do on those of others. */
const alsoOnOthers: readonly Action[] = ["edit-annotation", "edit-reply", "settle-place"];

/**
 * Returns whether a token needs the scope to manage for an action that its owner may do, because it is no action on an
 * item of their own.
 */
export function isOnOthers(action: Action, isOwn: boolean): boolean {
  return scopeOf[action] === "manage" || (alsoOnOthers.includes(action) && !isOwn);
}

/**
 * Returns whether a token with these scopes may be used for an operation. One that changes something needs more than the
 * scope to read, even if its action does not: whoever may read a withdrawn comment may reinstate it.
 */
export function isInScope(
  { action, method, feed = false }: { action: Action; method: string; feed?: boolean },
  granted: readonly GrantedScope[],
): boolean {
  if (granted.includes("feed")) return feed;
  const scope = scopeOf[action];
  const needed = scope === "read" && method !== "get" ? "annotate" : scope;
  return needed !== null && granted.includes(needed);
}
