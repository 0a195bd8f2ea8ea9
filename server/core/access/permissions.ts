import type { Annotation, Visibility } from "#core/discuss/annotation.ts";
import type { ReplyClearance } from "#core/discuss/reply.ts";
import type { Standing } from "#core/access/kept-people.ts";
import type { Circle, Role } from "#core/access/people.ts";
import type { Forum } from "#core/access/forum.ts";
import type { Version } from "#core/text/version.ts";

/** The person who acts: a signed-in participant, or the public, which has no id and no organisation. */
export interface Actor {
  participantId: string | null;
  organisationId: string | null;
  /** Ids of the organisations that were merged into the actor's. Their drafts and requests are now the actor's. */
  absorbed?: readonly string[];
  role: Role;
  /**
   * Id of the participant whose session is too weak for their role. They are the public to every action, and may only
   * add their first passkey or provider (services/people/ways-in.ts).
   */
  heldBack?: string;
  /**
   * True for a member of an organisation whose coordinators clear what it says. Whatever is published in the
   * organisation's name is its statement: such a member neither co-signs nor leaves in its name, and does not edit what
   * was cleared. The coordinators do it.
   */
  underClearance?: true;
  /**
   * True for an access token without the scope to manage. It changes only items of its owner, even if the owner's role
   * opens those of others (core/access/scopes.ts).
   */
  ownItemsOnly?: true;
  /** Id of the deputy who acts in the participant's place. Absent if the participant acts in person. */
  deputyId?: string;
  /** Since when the actor reads the drafts of organisations. Without an entry, all of them. */
  standing?: readonly Standing[];
  /** The actor's own drafts from before this time are closed, because their address was replaced. ISO 8601, UTC. */
  heldBefore?: string;
}

/** Whether the actor belongs to an organisation, or to one into which it was merged. */
export function represents({ organisationId, absorbed }: Actor, id: string | null | undefined): boolean {
  if (organisationId === null || id === null || id === undefined) return false;
  return id === organisationId || (absorbed?.includes(id) ?? false);
}

/**
 * Whether the actor reads what an organisation shared at a time: its members and coordinators, each from the time when
 * they got this place. Earlier drafts stay closed until somebody of the organisation opens them.
 * @param as Coordinator for what awaits clearance
 */
export function readsOf(
  actor: Actor,
  id: string | null | undefined,
  { createdAt }: Pick<Annotation, "createdAt">,
  as: Standing["as"] = "member",
): boolean {
  if (!represents(actor, id)) return false;
  return !actor.standing?.some(
    (limit) =>
      limit.organisationId === id &&
      (limit.as === "member" || as === "coordinator") &&
      limit.since !== null &&
      createdAt < limit.since,
  );
}

/** Returns the ids of the organisations that the actor represents. */
export function representedBy({ organisationId, absorbed }: Actor): string[] {
  return organisationId === null ? [] : [organisationId, ...(absorbed ?? [])];
}

/** A visitor without an account. */
export const publicActor: Actor = { participantId: null, organisationId: null, role: "public" };

/** The fields of an annotation or reply that decide who may see or change it. */
export interface CommentAccess {
  speaker: Pick<Annotation["speaker"], "participantId" | "organisation" | "jointly" | "awaiting">;
  visibility: Visibility;
  /** When it was written. */
  createdAt: string;
  /** Whether a reply awaits clearance or was sent back. */
  clearance?: ReplyClearance | null | undefined;
}

/** The further fields that decide who may see an annotation. */
export interface AnnotationAccess extends CommentAccess {
  /** Ids of the organisations in its circle, if its visibility is "circle". */
  circle: readonly string[];
  /** Ids of the organisations to which it was opened there. Undefined if it is open to the whole circle. */
  openTo?: readonly string[] | undefined;
  /** True while the consultation on its version is blind: participants do not see what others submit. */
  blind: boolean;
}

/** The fields of a contribution that decide who may see or change it. */
export interface ContributionAccess {
  /** Id of the organisation that sent it, followed by those of its co-signatories. */
  organisationIds: readonly string[];
  /** Ids of the organisations whose rows were imported from it in their own name. */
  bodyIds: readonly string[];
  imported: boolean;
  /** True while the consultation on its version is blind: participants do not see what others submit. */
  blind: boolean;
  sources: Forum["sources"];
}

type Sentence<Subject> = (actor: Actor, subject: Subject) => boolean;

const anyone = (): boolean => true;
/** Whether the forum knows the actor: a signed-in participant, or the program itself, which has a role but no id. */
const signedIn = (actor: Actor): boolean => actor.role !== "public" || actor.participantId !== null;
const oneOf =
  (...allowed: Role[]) =>
  (actor: Actor): boolean =>
    allowed.includes(actor.role);
/** Whether a participant acts, and not a deputy in their place. */
const inPerson = (actor: Actor): boolean => actor.participantId !== null && actor.deputyId === undefined;
const secretariat = oneOf("secretariat");
const decides = oneOf("secretariat", "chair");
const comments = oneOf("secretariat", "chair", "coordinator", "member");
/** Whether the actor is the author, and not kept from this draft because their address was replaced. */
const author: Sentence<CommentAccess> = (actor, { speaker, visibility, createdAt }) =>
  actor.participantId !== null &&
  speaker.participantId === actor.participantId &&
  (visibility === "submitted" || actor.heldBefore === undefined || createdAt >= actor.heldBefore);
const ofTheSameOrganisation: Sentence<CommentAccess> = (actor, { speaker }) =>
  represents(actor, speaker.organisation?.id);

/** Whether the actor belongs to an organisation that made the annotation, co-signed it or was invited to co-sign it. */
const ofAnOrganisationBehind: Sentence<CommentAccess> = (actor, annotation) =>
  ofTheSameOrganisation(actor, annotation) ||
  [...annotation.speaker.jointly, ...annotation.speaker.awaiting].some(({ id }) => represents(actor, id));

/** Whether the actor may sign in the name of an organisation: a coordinator, or a member whom no coordinator clears. */
const signs = (actor: Actor): boolean =>
  oneOf("coordinator", "member")(actor) && actor.organisationId !== null && !actor.underClearance;
/**
 * Whether a coordinator of the actor's organisation cleared an annotation of theirs, so that its text stays as read.
 */
const isClearedText = (actor: Actor, { visibility, speaker }: CommentAccess): boolean =>
  visibility === "submitted" && actor.underClearance === true && speaker.organisation !== null;

/**
 * Whether the actor may add or remove the name of one of these organisations. Only a coordinator or member of that
 * organisation may.
 */
const speaksForOneOf = (actor: Actor, organisations: readonly { id: string }[]): boolean =>
  signs(actor) && organisations.some(({ id }) => represents(actor, id));

/** Whether the actor belongs to an organisation in the circle. */
export const isInCircle = (actor: Actor, { organisationIds }: Circle): boolean =>
  organisationIds.some((id) => represents(actor, id));

/** Whether the actor is the coordinator of an organisation, and so answers for its comments. */
const coordinates = (actor: Actor): boolean => actor.role === "coordinator" && actor.organisationId !== null;
/** Whether the actor is a coordinator or member of one of some organisations. */
const belongs = (actor: Actor, organisationIds: readonly string[]): boolean =>
  oneOf("coordinator", "member")(actor) && organisationIds.some((id) => represents(actor, id));

/** Whether the actor is of the secretariat, or the coordinator of the organisation that sent the contribution. */
const reviews = (actor: Actor, { organisationIds }: ContributionAccess): boolean =>
  secretariat(actor) || (coordinates(actor) && represents(actor, organisationIds[0]));

/** Whether the actor reviews a contribution or, after its import, is of an organisation that sent it. */
const reviewsOrSent = (actor: Actor, contribution: ContributionAccess): boolean =>
  reviews(actor, contribution) || (contribution.imported && belongs(actor, contribution.organisationIds));

/** Whether the actor is one of these, or of an organisation whose rows were imported from the contribution. */
const hasPart = (actor: Actor, contribution: ContributionAccess): boolean =>
  reviewsOrSent(actor, contribution) || (contribution.imported && belongs(actor, contribution.bodyIds));

/** Whether the actor answers for a statement as coordinator of its organisation, and was so when it was written. */
const answersFor = (actor: Actor, statement: CommentAccess): boolean =>
  coordinates(actor) && readsOf(actor, statement.speaker.organisation?.id, statement, "coordinator");

/** Whether a reply awaits clearance by the actor, a coordinator of its organisation. */
const awaitsClearanceOf = (actor: Actor, reply: CommentAccess): boolean =>
  reply.clearance === "awaiting" && answersFor(actor, reply);

/**
 * The complete access policy: for each action, who may do it and to what. Every route names its action, and only this
 * table decides.
 */
const abilities = {
  /** Reading the API description and one's own name. */
  enter: anyone,
  /** Signing in and signing out. */
  "sign-in": anyone,
  /**
   * Reading the forum, its documents and its published versions: everyone if the forum is public, otherwise signed-in
   * participants.
   */
  "read-forum": (actor: Actor, forum: Forum) => forum.audience === "public" || signedIn(actor),
  /**
   * Reading a version: for published versions the same people as for the forum, for prepared versions the secretariat
   * and the chair.
   */
  "read-version": (actor: Actor, { forum, version }: { forum: Forum; version: Version }) =>
    version.state === "prepared" ? decides(actor) : forum.audience === "public" || signedIn(actor),
  /** Downloading the uploaded file of a version. */
  "read-original": signedIn,
  "manage-documents": secretariat,
  "prepare-version": secretariat,
  "publish-version": secretariat,
  "withdraw-version": secretariat,
  /**
   * Reading an annotation. Its author always may; others may as its visibility allows. Drafts are hidden from the
   * secretariat too. An organisation that joins a circle reads what is shared from then on, and earlier drafts that
   * their authors open to it. Who joins an organisation reads what is written from then on, and earlier drafts that its
   * people open to them. A submitted annotation is open to all readers, except during a blind consultation. It is
   * then visible only to the organisations behind it, the secretariat and the chair.
   */
  "read-annotation": (actor: Actor, annotation: AnnotationAccess) => {
    // Asks nothing about the actor, so that answers that depend on no more are shared by all.
    if (annotation.visibility === "submitted" && !annotation.blind) return true;
    if (author(actor, annotation)) return true;
    switch (annotation.visibility) {
      case "private":
        return false;
      case "organisation":
        return readsOf(actor, annotation.speaker.organisation?.id, annotation);
      case "circle":
        return [annotation.circle, annotation.openTo ?? annotation.circle].every((ids) =>
          ids.some((id) => readsOf(actor, id, annotation)),
        );
      case "clearance":
        return answersFor(actor, annotation);
      case "submitted":
        return decides(actor) || ofAnOrganisationBehind(actor, annotation);
    }
  },
  annotate: comments,
  reply: comments,
  /**
   * Editing an annotation: its author, and the coordinator if it is a draft shared within the organisation or awaits
   * clearance. What was cleared for publication is no longer edited; its author can withdraw it.
   */
  "edit-annotation": (actor: Actor, annotation: CommentAccess) =>
    (author(actor, annotation) && !isClearedText(actor, annotation)) ||
    ((annotation.visibility === "organisation" || annotation.visibility === "clearance") &&
      answersFor(actor, annotation)),
  /** Clearing an annotation for submission, or sending it back: a coordinator of its organisation. */
  "clear-annotation": (actor: Actor, annotation: CommentAccess) =>
    annotation.visibility === "clearance" && answersFor(actor, annotation),
  /** Clearing a reply, or sending it back: a coordinator of its organisation. */
  "clear-reply": (actor: Actor, reply: CommentAccess) => awaitsClearanceOf(actor, reply),
  /** Undoing a clearance of one's own, soon after it: a coordinator of the organisation. */
  "undo-clearing": (actor: Actor, cleared: CommentAccess) =>
    cleared.visibility === "submitted" && coordinates(actor) && ofTheSameOrganisation(actor, cleared),
  /** Listing what awaits clearance: one's own, and as coordinator that of the organisation. */
  "read-clearance": signedIn,
  /** Setting whether an organisation's comments are cleared: its coordinators, and the secretariat. */
  "set-clearance": (actor: Actor, organisation: { id: string }) =>
    secretariat(actor) || (coordinates(actor) && organisation.id === actor.organisationId),
  /** Setting the mailbox of an organisation: its coordinators, and the secretariat. */
  "manage-mailbox": (actor: Actor, organisation: { id: string }) =>
    secretariat(actor) || (coordinates(actor) && organisation.id === actor.organisationId),
  /**
   * Withdrawing an annotation: its author. One that somebody else imported in an organisation's name, without a person:
   * a coordinator of that organisation, who so objects to it.
   */
  "withdraw-annotation": (actor: Actor, annotation: CommentAccess) =>
    author(actor, annotation) ||
    (annotation.speaker.participantId === "" && coordinates(actor) && ofTheSameOrganisation(actor, annotation)),
  /** Opening a draft to an organisation that joined its circle later. Its author alone agrees. */
  "open-draft": author,
  /** Confirming that one's organisation co-signs an annotation. */
  "confirm-joint": (actor: Actor, { visibility, speaker }: CommentAccess) =>
    visibility === "submitted" && speaksForOneOf(actor, speaker.awaiting),
  /** Removing one's organisation from the co-signatories, whether it has confirmed or not. */
  "leave-joint": (actor: Actor, { visibility, speaker }: CommentAccess) =>
    visibility === "submitted" && speaksForOneOf(actor, [...speaker.jointly, ...speaker.awaiting]),
  /** Adding one's organisation as a co-signatory to what another organisation submitted. */
  "sign-on": (actor: Actor, annotation: CommentAccess) =>
    annotation.visibility === "submitted" &&
    annotation.speaker.organisation !== null &&
    signs(actor) &&
    !ofAnOrganisationBehind(actor, annotation),
  /** Removing a co-signatory from one's own annotation. The author alone decides with whom to co-sign. */
  "remove-joint": author,
  /** Consolidating an organisation's drafts into one submission. */
  consolidate: (actor: Actor) => actor.role === "coordinator" && actor.organisationId !== null,
  /**
   * Seeing which organisations have not yet confirmed: those invited, the author and their organisation, and the
   * secretariat.
   */
  "read-awaiting": (actor: Actor, annotation: CommentAccess) =>
    author(actor, annotation) ||
    ofTheSameOrganisation(actor, annotation) ||
    secretariat(actor) ||
    annotation.speaker.awaiting.some(({ id }) => represents(actor, id)),
  /**
   * Editing a reply: its author, and the coordinator while it awaits clearance. What was cleared is no longer edited; its
   * author can withdraw it.
   */
  "edit-reply": (actor: Actor, reply: CommentAccess) =>
    (author(actor, reply) && !isClearedText(actor, reply)) || awaitsClearanceOf(actor, reply),
  "withdraw-reply": author,
  "hide-annotation": secretariat,
  "erase-annotation": secretariat,
  "hide-reply": secretariat,
  "erase-reply": secretariat,
  /**
   * Settling an annotation's placement on a later version: its author, and the secretariat, which answers for the
   * outcomes table.
   */
  "settle-place": (actor: Actor, annotation: CommentAccess) => author(actor, annotation) || secretariat(actor),
  /** Seeing the sources of all annotations: everybody if the forum shows sources, otherwise the secretariat. */
  "read-sources": (actor: Actor, { sources }: Pick<Forum, "sources">) => sources === "shown" || secretariat(actor),
  /**
   * Seeing the source of an annotation when the forum hides sources: its author, the organisations behind it, and the
   * secretariat, which receives the submissions.
   */
  "read-hidden-source": (actor: Actor, { speaker }: Pick<CommentAccess, "speaker">) => {
    const comment = { speaker, visibility: "submitted", createdAt: "" } as const;
    return author(actor, comment) || ofAnOrganisationBehind(actor, comment) || secretariat(actor);
  },
  /** The consultation terms that say when a version is open to comments. */
  "hold-consultation": secretariat,
  /** Recording a decision of an annotation. */
  decide: decides,
  /** Writing to everybody, a group or organisations, and seeing whom an act would notify. */
  announce: decides,
  /** Reading an announcement: those whom it is for, once it is sent; the secretariat and the chair. */
  "read-announcement": (actor: Actor, { isSent, isRecipient }: { isSent: boolean; isRecipient: boolean }) =>
    decides(actor) || (isSent && isRecipient),
  /** Seeing which organisations have answered a consultation: the secretariat, and the chair if sources are shown. */
  "read-answers": (actor: Actor, { sources }: Pick<Forum, "sources">) =>
    secretariat(actor) || (decides(actor) && sources === "shown"),
  /** Reading a circle: its organisations, and the secretariat, which manages the people of the forum. */
  "read-circle": (actor: Actor, circle: Circle) => secretariat(actor) || isInCircle(actor, circle),
  "make-circle": oneOf("secretariat", "coordinator"),
  /**
   * Changing a circle's organisations or dissolving it: the coordinator of the organisation that made it, and the
   * secretariat.
   */
  "manage-circle": (actor: Actor, { madeBy }: Circle) =>
    secretariat(actor) || (actor.role === "coordinator" && represents(actor, madeBy)),
  /**
   * Opening an organisation's earlier drafts to somebody who joined it or became its coordinator: a person who belonged to
   * it and had signed in before, in person (services/people/standing.ts); or the operator.
   */
  "open-earlier-drafts": (actor: Actor) => signedIn(actor) && actor.deputyId === undefined,
  /** Removing one's organisation from a circle. */
  "leave-circle": (actor: Actor, circle: Circle) => actor.role === "coordinator" && isInCircle(actor, circle),
  /** Correcting the uptake of a proposal in a draft when the computed answer misleads. */
  "correct-uptake": secretariat,
  /** Linking a clause to its earlier or later form when the comparison did not find it. */
  "link-clauses": decides,
  /** Uploading an organisation's contributions: the secretariat for any organisation, a coordinator for their own. */
  "receive-contributions": (actor: Actor) => secretariat(actor) || coordinates(actor),
  /**
   * Previewing, correcting, importing, undoing and discarding a contribution: the secretariat, and the coordinator of
   * the organisation that sent it.
   */
  "review-contribution": reviews,
  /**
   * Setting the day on which a contribution was sent. The day decides whether it was late, so no sender may set their
   * own.
   */
  "date-contribution": secretariat,
  /**
   * Knowing that a contribution exists. Before it is imported, those who may review it. Afterwards, those who may know
   * both its content and its source. If sources are hidden, only the senders, the organisations whose rows it has, and the
   * secretariat know. If they are shown but the consultation is blind, the chair knows too.
   */
  "know-contribution": (actor: Actor, contribution: ContributionAccess) => {
    const { imported, blind, sources } = contribution;
    return hasPart(actor, contribution) || (imported && sources === "shown" && (!blind || decides(actor)));
  },
  /**
   * Downloading a contribution as it was sent, including the parts that were not imported: those who sent it, and the
   * secretariat, which receives it.
   */
  "read-contribution-original": reviewsOrSent,
  /**
   * Reading the results of the parts of a contribution. Those who may review it read all of them. After the import, the
   * senders and the organisations whose rows it has read their own.
   */
  "reconcile-contribution": hasPart,
  /** Reading the text of a withdrawn or hidden annotation or reply. */
  "read-taken-back": (actor: Actor, annotation: CommentAccess) => author(actor, annotation) || secretariat(actor),
  /** Undoing a withdrawal or a hiding. Only the author undoes their withdrawal, and only the secretariat its hiding. */
  reinstate: (actor: Actor, annotation: CommentAccess) => author(actor, annotation) || secretariat(actor),
  "read-participants": signedIn,
  /**
   * One's own sessions, access tokens, profile and data. A deputy may do nothing with the account of their principal.
   */
  "keep-account": inPerson,
  /** Saving one's own comment filters under a name. */
  "keep-views": signedIn,
  /** Marking one's own notifications, and following or muting threads and documents. A deputy does it as one would. */
  "keep-inbox": signedIn,
  invite: secretariat,
  /** Reading the settings of the forum, with its people and their addresses. */
  "read-settings": secretariat,
  "manage-forum": secretariat,
  "manage-people": secretariat,
  /**
   * Giving a person who lost their address another one: another member of the secretariat, in person. Whoever found an
   * open session must not take the account over.
   */
  "replace-address": (actor: Actor, person: { id: string }) =>
    secretariat(actor) && actor.deputyId === undefined && actor.participantId !== person.id,
  /** Recovering the account of a person who lost their passkeys: another than one's own, or the one whom one represents. */
  "recover-access": ({ role, participantId, deputyId }: Actor, person: { id: string }) =>
    role === "secretariat" && participantId !== person.id && deputyId !== person.id,
  /** Erasing a person on legal demand, which nobody can undo: the secretariat, in person. */
  "erase-person": (actor: Actor) => secretariat(actor) && actor.deputyId === undefined,
  /** Undoing a change of the settings, or of one's own deputies. */
  "undo-change": (actor: Actor, { principalId }: { principalId: string | null }) =>
    principalId === null ? secretariat(actor) : inPerson(actor) && actor.participantId === principalId,
  "read-deputies": signedIn,
  /** Choosing, accepting and ending one's own deputies. A deputy cannot pass the right on. */
  "appoint-deputy": inPerson,
  /** Ending a deputy's rights: the person, their deputy and the secretariat. */
  "end-deputy": signedIn,
  "act-as-deputy": signedIn,
} as const;

export type Action = keyof typeof abilities;

/** The object of an action; undefined if the action applies to the forum as a whole. */
export type Subject<A extends Action> = Parameters<(typeof abilities)[A]>[1];

/** Returns whether the actor may perform the action on the subject. */
export function can<A extends Action>(
  actor: Actor,
  action: A,
  ...subject: Subject<A> extends undefined ? [] : [subject: Subject<A>]
): boolean {
  const sentence = abilities[action] as Sentence<unknown>;
  return sentence(actor, subject[0]);
}

/**
 * Returns whether the actor may perform the action, which changes something, on any subject at all. False is certain;
 * true means that the subject decides. No action on a subject is open to the public, except reading.
 */
export function canEver(actor: Actor, action: Action): boolean {
  const sentence = abilities[action] as Sentence<unknown>;
  // A sentence with one parameter does not look at the subject.
  return sentence.length < 2 ? sentence(actor, undefined) : signedIn(actor);
}
