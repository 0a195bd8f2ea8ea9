import { type Action, type Actor, can, type Subject } from "#core/access/permissions.ts";
import { type Circle, type Role, roles } from "#core/access/people.ts";
import type { AnnotationAccess, CommentAccess, ContributionAccess } from "#core/access/permissions.ts";
import type { Forum } from "#core/access/forum.ts";
import type { Version } from "#core/text/version.ts";

/**
 * The policy in words: for every action, the roles that may perform it, and on what. It is computed by asking the table
 * of permissions about examples, so that it cannot differ from what the forum enforces.
 */

/** The kind of an example, as seen by the person who acts. */
export type PolicyCase =
  | "public-forum"
  | "closed-forum"
  | "published"
  | "prepared"
  | "own"
  | "colleague"
  | "other"
  | "other-person"
  | "own-private"
  | "other-private"
  | "shared-organisation"
  | "shared-circle"
  | "other-circle"
  | "own-awaiting-clearance"
  | "awaiting-clearance"
  | "submitted"
  | "submitted-blind"
  | "invited"
  | "co-signed"
  | "sources-shown"
  | "sources-hidden"
  | "own-organisation"
  | "other-organisation"
  | "made-by-own"
  | "received"
  | "imported"
  | "forum-settings"
  | "addressed"
  | "addressed-to-others";

/** Examples of the subjects of an action; null if the action concerns the forum as a whole. */
type Examples<A extends Action> = Subject<A> extends undefined ? null : { readonly [Case in PolicyCase]?: Subject<A> };

const organisation = (id: string) => ({ id, name: id, shortName: id, group: "other" });
const [ours, theirs] = [organisation("ours"), organisation("theirs")];

const comment = (
  participantId: string,
  by: typeof ours,
  visibility: CommentAccess["visibility"] = "submitted",
): AnnotationAccess => ({
  speaker: { participantId, organisation: by, jointly: [], awaiting: [] },
  visibility,
  createdAt: "2026-01-01T00:00:00.000Z",
  circle: [],
  blind: false,
});
const own = comment("me", ours);
const colleague = comment("colleague", ours);
const other = comment("other", theirs);
const invited: AnnotationAccess = { ...other, speaker: { ...other.speaker, awaiting: [ours] } };
const cosigned: AnnotationAccess = { ...other, speaker: { ...other.speaker, jointly: [ours] } };
const awaiting = { visibility: "clearance", clearance: "awaiting" } as const;
const awaitingReply = { ...colleague, ...awaiting };
const byWhom = { own, colleague, other };

const publicForum = { audience: "public", sources: "shown" } as Forum;
const closedForum = { audience: "participants", sources: "hidden" } as Forum;
const forums = { "public-forum": publicForum, "closed-forum": closedForum };
const published = { state: "published" } as Version;
const prepared = { state: "prepared" } as Version;

const circle = (organisationIds: string[], madeBy: string): Circle => ({ id: "c", name: "c", organisationIds, madeBy });
const circles = {
  "made-by-own": circle(["ours", "theirs"], "ours"),
  "own-organisation": circle(["ours", "theirs"], "theirs"),
  "other-organisation": circle(["theirs", "third"], "theirs"),
};

const contribution = (fields: Pick<ContributionAccess, "organisationIds" | "imported">): ContributionAccess => ({
  ...fields,
  bodyIds: [],
  blind: false,
  sources: "shown",
});
const contributions = {
  "own-organisation": contribution({ organisationIds: ["ours"], imported: true }),
  received: contribution({ organisationIds: ["theirs"], imported: false }),
  imported: contribution({ organisationIds: ["theirs"], imported: true }),
};

/** The examples for every action. The compiler names an action without any. */
const examples: { readonly [A in Action]: Examples<A> } = {
  enter: null,
  "sign-in": null,
  "read-forum": forums,
  "read-version": {
    published: { forum: publicForum, version: published },
    "closed-forum": { forum: closedForum, version: published },
    prepared: { forum: publicForum, version: prepared },
  },
  "read-original": null,
  "manage-documents": null,
  "prepare-version": null,
  "publish-version": null,
  "withdraw-version": null,
  "read-annotation": {
    "own-private": comment("me", ours, "private"),
    "other-private": comment("colleague", ours, "private"),
    "shared-organisation": comment("colleague", ours, "organisation"),
    "shared-circle": { ...comment("other", theirs, "circle"), circle: ["ours", "theirs"] },
    "other-circle": { ...comment("other", theirs, "circle"), circle: ["theirs", "third"] },
    "own-awaiting-clearance": comment("me", ours, "clearance"),
    "awaiting-clearance": comment("colleague", ours, "clearance"),
    submitted: other,
    "submitted-blind": { ...other, blind: true },
  },
  annotate: null,
  reply: null,
  "edit-annotation": {
    own,
    "shared-organisation": comment("colleague", ours, "organisation"),
    "awaiting-clearance": comment("colleague", ours, "clearance"),
    other,
  },
  "clear-annotation": {
    "awaiting-clearance": comment("colleague", ours, "clearance"),
    other: comment("other", theirs, "clearance"),
  },
  "clear-reply": { "awaiting-clearance": awaitingReply, other: { ...other, ...awaiting } },
  "undo-clearing": byWhom,
  "read-clearance": null,
  "set-clearance": { "own-organisation": { id: "ours" }, "other-organisation": { id: "theirs" } },
  "manage-mailbox": { "own-organisation": { id: "ours" }, "other-organisation": { id: "theirs" } },
  "withdraw-annotation": byWhom,
  "open-draft": byWhom,
  "confirm-joint": { invited, other },
  "leave-joint": { "co-signed": cosigned, invited, other },
  "sign-on": { other, colleague },
  "remove-joint": byWhom,
  consolidate: null,
  "read-awaiting": { ...byWhom, invited },
  "edit-reply": { ...byWhom, "awaiting-clearance": awaitingReply },
  "withdraw-reply": byWhom,
  "hide-annotation": null,
  "erase-annotation": null,
  "hide-reply": null,
  "erase-reply": null,
  "settle-place": byWhom,
  "read-sources": { "sources-shown": { sources: "shown" }, "sources-hidden": { sources: "hidden" } },
  "read-hidden-source": { ...byWhom, "co-signed": cosigned },
  "hold-consultation": null,
  decide: null,
  announce: null,
  "read-announcement": {
    addressed: { isSent: true, isRecipient: true },
    "addressed-to-others": { isSent: true, isRecipient: false },
  },
  "read-answers": { "sources-shown": { sources: "shown" }, "sources-hidden": { sources: "hidden" } },
  "read-circle": {
    "own-organisation": circles["own-organisation"],
    "other-organisation": circles["other-organisation"],
  },
  "open-earlier-drafts": null,
  "make-circle": null,
  "manage-circle": circles,
  "leave-circle": {
    "own-organisation": circles["own-organisation"],
    "other-organisation": circles["other-organisation"],
  },
  "correct-uptake": null,
  "link-clauses": null,
  "receive-contributions": null,
  "review-contribution": contributions,
  "date-contribution": null,
  "know-contribution": contributions,
  "read-contribution-original": contributions,
  "reconcile-contribution": contributions,
  "read-taken-back": byWhom,
  reinstate: byWhom,
  "read-participants": null,
  "keep-account": null,
  "keep-views": null,
  "keep-inbox": null,
  invite: null,
  "read-settings": null,
  "manage-forum": null,
  "manage-people": null,
  "replace-address": { own: { id: "me" }, "other-person": { id: "other" } },
  "recover-access": { own: { id: "me" }, "other-person": { id: "other" } },
  "erase-person": null,
  "undo-change": { "forum-settings": { principalId: null }, own: { principalId: "me" } },
  "read-deputies": null,
  "appoint-deputy": null,
  "end-deputy": null,
  "act-as-deputy": null,
};

/** The answer for one role: always, never, or in some of the cases. */
export type PolicyAnswer = "always" | "never" | readonly PolicyCase[];

/** One action with its answer for each role. */
export interface PolicyRow {
  action: Action;
  /** In the order of `roles`. */
  answers: readonly PolicyAnswer[];
}

/** Returns the policy, an action a row, in the order of the table of permissions. */
export function policy(): PolicyRow[] {
  return (Object.keys(examples) as Action[]).map((action) => ({
    action,
    answers: roles.map((role) => answerOf(exampleActor(role), action)),
  }));
}

/** A person with this role. The public has no account. Everybody else belongs to an organisation. */
function exampleActor(role: Role): Actor {
  return role === "public"
    ? { participantId: null, organisationId: null, role }
    : { participantId: "me", organisationId: "ours", role };
}

function answerOf(actor: Actor, action: Action): PolicyAnswer {
  const mayDo = can as (actor: Actor, action: Action, subject?: unknown) => boolean;
  const cases = Object.entries(examples[action] ?? { own: undefined }) as [PolicyCase, unknown][];
  const allowed = cases.filter(([, subject]) => mayDo(actor, action, subject)).map(([name]) => name);
  return allowed.length === cases.length ? "always" : allowed.length === 0 ? "never" : allowed;
}
