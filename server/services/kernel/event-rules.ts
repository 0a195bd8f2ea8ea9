import type { Forum } from "#core/access/forum.ts";
import type { Circle } from "#core/access/people.ts";
import { type Actor, can, isInCircle, readsOf } from "#core/access/permissions.ts";
import type { SavedFilter } from "#core/access/preferences.ts";
import type { EventKind } from "#core/contract/event-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Link } from "#core/discuss/link.ts";
import type { UptakeCorrection } from "#core/outcome/uptake.ts";
import type { Version } from "#core/text/version.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { audiencesOf, mayReadAnnouncement } from "./audience.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { RecordedContribution } from "./events.ts";
import { mayKnow, mayKnowReply, contributionFacts, type Viewer } from "./visibility.ts";

/** The viewer of annotations, with the forum. */
export type EventViewer = Viewer & { forum: Forum };

/** The rule by which events of one kind are shown. */
export interface EventRule {
  /** Whether the viewer may know of the event. */
  mayKnow(event: StoredEvent, viewer: EventViewer, reader: Reader): boolean | Promise<boolean>;
  /**
   * Whether the event records a statement by a participant. Its actor is then left out if the forum hides sources.
   * Other events are acts of the forum's administrators, or are seen only by those who know the actor.
   */
  isStatement?: true;
}

/** Events of the forum and of its documents: everybody who may read the forum. */
const forumRule: EventRule = { mayKnow: (_event, { actor, forum }) => can(actor, "read-forum", forum) };

/** Events of a version: everybody who may read it in the state it had after the event. */
const versionRule: EventRule = {
  mayKnow: ({ before, after }, { actor, forum }) =>
    can(actor, "read-version", { forum, version: (after ?? before) as Version }),
};

/** Events of a version's consultation: everybody who may read the version. */
const consultationRule: EventRule = {
  mayKnow: ({ subject }, viewer, reader) => mayReadVersion(reader, viewer, subject.id),
};

/**
 * Events of an annotation: everybody who may see both its current state and its state after the event. If a draft was
 * written in May and submitted in June, others do not learn in June that it existed in May.
 */
const annotationRule: EventRule = {
  mayKnow: async ({ subject, after }, viewer, reader) =>
    after !== null && mayKnow(viewer, after as Annotation) && (await mayKnowNow(reader, viewer, subject.id)),
  isStatement: true,
};

/** A declined invitation to co-sign: everybody who may see the annotation and could see the invitation. */
const declinedRule: EventRule = {
  ...annotationRule,
  mayKnow: (event, viewer, reader) =>
    event.before !== null &&
    can(viewer.actor, "read-awaiting", event.before as Annotation) &&
    annotationRule.mayKnow(event, viewer, reader),
};

/** Events of a reply: everybody who may see the reply, now and after the event, and its annotation. */
const replyRule: EventRule = {
  mayKnow: async ({ subject, after }, viewer, reader) => {
    const reply = after as KeptReply | null;
    const annotation = reply ? await reader.get("annotations", reply.annotationId) : undefined;
    const now = (await reader.get("replies", subject.id)) ?? reply;
    return (
      reply !== null &&
      now !== null &&
      annotation !== undefined &&
      mayKnow(viewer, annotation) &&
      [reply, now].every((state) => mayKnowReply(viewer, state, annotation))
    );
  },
  isStatement: true,
};

/** Decisions on an annotation: everybody who may see it. */
const decisionRule: EventRule = {
  mayKnow: ({ subject }, viewer, reader) => mayKnowNow(reader, viewer, subject.id),
};

/** Notes about an annotation on the desk: those who decide, if they may see it. */
const deskRule: EventRule = {
  mayKnow: async ({ subject }, viewer, reader) =>
    can(viewer.actor, "decide") && (await mayKnowNow(reader, viewer, subject.id)),
};

/** Settlements of an annotation's placement: everybody who may see it now and could see it then. */
const settlementRule: EventRule = {
  mayKnow: async ({ after }, viewer, reader) => {
    const recorded = after as KeptSettlement | null;
    const annotation = recorded ? await reader.get("annotations", recorded.annotationId) : undefined;
    return (
      recorded !== null &&
      annotation !== undefined &&
      mayKnow(viewer, annotation) &&
      mayKnow(viewer, { ...annotation, visibility: recorded.visibility })
    );
  },
  isStatement: true,
};

/** Corrections of a proposal's uptake: everybody who may see the proposal. */
const uptakeRule: EventRule = {
  mayKnow: ({ after }, viewer, reader) => mayKnowNow(reader, viewer, (after as UptakeCorrection).annotationId),
};

/** Events of a link between clauses: everybody who may read both versions. */
const linkRule: EventRule = {
  mayKnow: async ({ after }, viewer, reader) => {
    const { baseVersionId, revisedVersionId } = after as Link;
    return (
      (await mayReadVersion(reader, viewer, baseVersionId)) && (await mayReadVersion(reader, viewer, revisedVersionId))
    );
  },
};

type Known = RecordedContribution & Partial<Pick<Contribution, "bodyIds">>;

/** Events of a contribution: everybody who may know of it now and could know of it then. */
const contributionRule: EventRule = {
  mayKnow: async ({ subject, before, after }, viewer, reader) => {
    const recorded = (after ?? before) as RecordedContribution | null;
    const now: Known | null = (await reader.get("contributions", subject.id)) ?? recorded;
    return (
      recorded !== null &&
      now !== null &&
      // Events do not record whose rows a file has, because that would tell its bodies of each other.
      [{ ...recorded, bodyIds: now.bodyIds }, now].every((contribution) =>
        can(viewer.actor, "know-contribution", contributionFacts(viewer, contribution)),
      )
    );
  },
  isStatement: true,
};

/**
 * Events of a circle: its organisations, before or after the event, and the secretariat. An event of a document reveals
 * that something there is shared with the circle, so only those organisations know of it to which a draft was opened.
 */
const circleRule: EventRule = {
  mayKnow: async (event, { actor }, reader) => {
    const circles = [event.before as Circle | null, event.after as Circle | null].filter((circle) => circle !== null);
    if (isForumCircleEvent(event)) return circles.some((circle) => can(actor, "read-circle", circle));
    const [earliest] = circles;
    if (!earliest || event.documentId === null || !circles.some((circle) => isInCircle(actor, circle))) return false;
    const scope = { documentId: event.documentId, circleId: event.subject.id };
    return (await reader.list("annotations", scope)).some(
      ({ standing, openTo = earliest.organisationIds, createdAt }) =>
        standing === "open" && openTo.some((id) => readsOf(actor, id, { createdAt })),
    );
  },
};

/** Events of a saved view: only its owner. */
const viewRule: EventRule = {
  mayKnow: ({ before, after }, { actor }) =>
    isPerson(actor, ((after ?? before) as SavedFilter | null)?.participantId ?? null),
};

/** Sign-in links, sign-ins and sign-outs: the person, and the secretariat, which invites people. */
const signInRule: EventRule = {
  mayKnow: ({ subject }, { actor }) => isPerson(actor, subject.id) || can(actor, "invite"),
};

/** Events of a person's own account: only the person. */
const personRule: EventRule = { mayKnow: ({ subject }, { actor }) => isPerson(actor, subject.id) };

/** An organisation's rule on clearance: its people, and the secretariat. */
const clearanceRule: EventRule = {
  mayKnow: ({ subject }, { actor }) => actor.organisationId === subject.id || can(actor, "set-clearance", subject),
};

/** Events of an announcement: the secretariat, the chair, and those whom it is for once it is sent. */
const announcementRule: EventRule = {
  mayKnow: async ({ subject }, { actor }, reader) => {
    const announcement = await reader.get("announcements", subject.id);
    return announcement !== undefined && mayReadAnnouncement(actor, announcement, await audiencesOf(reader, actor));
  },
};

/**
 * The rule for each kind of event. An event of any other kind was written by a later version and is shown to nobody.
 */
const rules: Readonly<Record<EventKind, EventRule>> = {
  "forum-seeded": forumRule,
  "document-created": forumRule,
  "document-changed": forumRule,
  "document-moved": forumRule,
  "document-archived": forumRule,
  "document-restored": forumRule,
  "version-prepared": versionRule,
  "version-corrected": versionRule,
  "version-published": versionRule,
  "version-superseded": versionRule,
  "version-discarded": versionRule,
  "version-withdrawn": versionRule,
  "annotation-created": annotationRule,
  "annotation-edited": annotationRule,
  "annotation-submitted": annotationRule,
  "annotation-sent-back": annotationRule,
  "annotation-unsubmitted": annotationRule,
  "annotation-opened": annotationRule,
  "annotation-withdrawn": annotationRule,
  "annotation-reinstated": annotationRule,
  "annotation-hidden": annotationRule,
  "annotation-erased": annotationRule,
  "annotation-joint-confirmed": annotationRule,
  "annotation-joint-declined": declinedRule,
  "annotation-joint-left": annotationRule,
  "annotation-consolidated": annotationRule,
  "annotation-released": annotationRule,
  "annotation-signed-on": annotationRule,
  "annotation-joint-removed": annotationRule,
  "reply-created": replyRule,
  "reply-edited": replyRule,
  "reply-submitted": replyRule,
  "reply-sent-back": replyRule,
  "reply-unsubmitted": replyRule,
  "reply-withdrawn": replyRule,
  "reply-reinstated": replyRule,
  "reply-hidden": replyRule,
  "reply-erased": replyRule,
  "disposition-made": decisionRule,
  "disposition-revised": decisionRule,
  "disposition-revoked": decisionRule,
  "desk-changed": deskRule,
  "link-added": linkRule,
  "link-revoked": linkRule,
  "place-confirmed": settlementRule,
  "place-re-anchored": settlementRule,
  "place-given-up": settlementRule,
  "place-unsettled": settlementRule,
  "uptake-corrected": uptakeRule,
  "uptake-uncorrected": uptakeRule,
  "consultation-set": consultationRule,
  "consultation-called-off": consultationRule,
  "consultation-closed": consultationRule,
  "contribution-received": contributionRule,
  "contribution-edited": contributionRule,
  "contribution-taken": contributionRule,
  "contribution-undone": contributionRule,
  "contribution-discarded": contributionRule,
  "contribution-erased": contributionRule,
  "circle-made": circleRule,
  "circle-changed": circleRule,
  "circle-dissolved": circleRule,
  "view-saved": viewRule,
  "view-removed": viewRule,
  "clearance-set": clearanceRule,
  "invitation-made": signInRule,
  "invitation-mailed": signInRule,
  "signed-in": signInRule,
  "signed-out": signInRule,
  "session-renewed": personRule,
  "session-ended": personRule,
  "profile-changed": signInRule,
  "preferences-changed": personRule,
  "email-changed": signInRule,
  "token-made": personRule,
  "token-used": personRule,
  "token-revoked": personRule,
  "announcement-made": announcementRule,
  "announcement-sent": announcementRule,
  "announcement-withdrawn": announcementRule,
};

/**
 * Returns the rule for an event. Null if its kind is unknown, or if no list of events shows it: changes of the settings
 * are only in the list of these changes, for those who may read the settings, and changes of how people sign in are in
 * none.
 */
export function ruleOf({ kind }: StoredEvent): EventRule | null {
  return Object.hasOwn(rules, kind) ? rules[kind as EventKind] : null;
}

/** Whether the viewer may see an annotation in its current state. */
async function mayKnowNow(reader: Reader, viewer: Viewer, annotationId: string): Promise<boolean> {
  const annotation = await reader.get("annotations", annotationId);
  return annotation !== undefined && mayKnow(viewer, annotation);
}

async function mayReadVersion(reader: Reader, { actor, forum }: EventViewer, id: string): Promise<boolean> {
  const version = await reader.get("versions", id);
  return version !== undefined && can(actor, "read-version", { forum, version });
}

function isPerson({ participantId }: Actor, id: string | null): boolean {
  return participantId !== null && participantId === id;
}

/**
 * Whether an event is the forum's own record of a circle change. Circle events with a document only report that
 * something is shared there.
 */
export function isForumCircleEvent({ subject, documentId }: Pick<StoredEvent, "subject" | "documentId">): boolean {
  return subject.collection === "circles" && documentId === null;
}
