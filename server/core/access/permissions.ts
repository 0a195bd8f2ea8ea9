import type { Annotation, Visibility } from "#core/discuss/annotation.ts";
import type { Circle, Role } from "#core/access/people.ts";
import type { Forum } from "#core/access/forum.ts";
import type { Version } from "#core/text/version.ts";

/** Who acts: a participant who signed in, or the public, with no id and no organisation. */
export interface Actor {
  participantId: string | null;
  organisationId: string | null;
  role: Role;
}

/** Somebody without an account. */
export const publicActor: Actor = { participantId: null, organisationId: null, role: "public" };

/** What an annotation or reply shows of itself to the question who may see or change it. */
export interface Spoken {
  speaker: Pick<Annotation["speaker"], "participantId" | "organisation" | "jointly" | "awaiting">;
  visibility: Visibility;
}

/** What further says who may see it. */
export interface SeenAnnotation extends Spoken {
  /** Ids of the organisations it is shared with, where its visibility is a circle. */
  circle: readonly string[];
  /** Nobody sees yet what others submit on its version. */
  blind: boolean;
}

/** What a contribution shows of itself to the question who may see or change it. */
export interface ReceivedContribution {
  /** Who sent it, then those who sent it jointly. */
  organisationIds: readonly string[];
  taken: boolean;
  /** Nobody sees yet what others submit on its version. */
  blind: boolean;
  sources: Forum["sources"];
}

type Sentence<Subject> = (actor: Actor, subject: Subject) => boolean;

const anyone = (): boolean => true;
/** Known to the forum: somebody who signed in, or the program itself, which is nobody and has a role. */
const signedIn = (actor: Actor): boolean => actor.participantId !== null || actor.role !== "public";
const oneOf =
  (...allowed: Role[]) =>
  (actor: Actor): boolean =>
    allowed.includes(actor.role);
const secretariat = oneOf("secretariat");
const decides = oneOf("secretariat", "chair");
const speaks = oneOf("secretariat", "chair", "coordinator", "member");
const author: Sentence<Spoken> = (actor, { speaker }) =>
  actor.participantId !== null && speaker.participantId === actor.participantId;
const ofTheSameOrganisation: Sentence<Spoken> = (actor, { speaker }) =>
  actor.organisationId !== null && speaker.organisation?.id === actor.organisationId;

/** Of an organisation that says it, or that is asked to. */
const ofAnOrganisationBehind: Sentence<Spoken> = (actor, annotation) =>
  ofTheSameOrganisation(actor, annotation) ||
  [...annotation.speaker.jointly, ...annotation.speaker.awaiting].some(({ id }) => id === actor.organisationId);

/** Who may put an organisation's name to words, or take it off: whoever speaks for it and for nothing else. */
const speaksForOneOf = (actor: Actor, organisations: readonly { id: string }[]): boolean =>
  oneOf("coordinator", "member")(actor) && organisations.some(({ id }) => id === actor.organisationId);

/** Whether somebody speaks for an organisation of a circle. */
export const isInCircle = ({ organisationId }: Actor, { organisationIds }: Circle): boolean =>
  organisationId !== null && organisationIds.includes(organisationId);

/** Answers for what an organisation says. */
const coordinates = (actor: Actor): boolean => actor.role === "coordinator" && actor.organisationId !== null;
/** Of an organisation that sent it, and speaks for it. */
const sends = (actor: Actor, { organisationIds }: ReceivedContribution): boolean =>
  oneOf("coordinator", "member")(actor) && organisationIds.some((id) => id === actor.organisationId);

/** The whole policy, a sentence an action: who may do it, to what. Every route names its action; nothing else decides. */
const abilities = {
  /** The API's own description, signing in and out. */
  enter: anyone,
  /** The forum, its documents and published versions: everyone, where the forum is public; else who signed in. */
  "read-forum": (actor: Actor, forum: Forum) => forum.audience === "public" || signedIn(actor),
  /** A version: published ones as the forum; prepared ones the secretariat and the chair. */
  "read-version": (actor: Actor, { forum, version }: { forum: Forum; version: Version }) =>
    version.state === "prepared" ? decides(actor) : forum.audience === "public" || signedIn(actor),
  /** The original file behind a version. */
  "read-original": signedIn,
  "manage-documents": secretariat,
  "prepare-version": secretariat,
  "publish-version": secretariat,
  "withdraw-version": secretariat,
  /**
   * An annotation: its author always; others as far as its visibility goes. Drafts stay hidden from the secretariat too.
   * What is submitted is everybody's, but while a consultation runs blind: then it is its organisations', and whoever runs
   * the consultation sees it.
   */
  "read-annotation": (actor: Actor, annotation: SeenAnnotation) => {
    if (author(actor, annotation)) return true;
    switch (annotation.visibility) {
      case "private":
        return false;
      case "organisation":
        return ofTheSameOrganisation(actor, annotation);
      case "circle":
        return actor.organisationId !== null && annotation.circle.includes(actor.organisationId);
      case "submitted":
        return !annotation.blind || decides(actor) || ofAnOrganisationBehind(actor, annotation);
    }
  },
  annotate: speaks,
  reply: speaks,
  /** Its own author; a coordinator too for what the organisation holds as a draft. */
  "edit-annotation": (actor: Actor, annotation: Spoken) =>
    author(actor, annotation) ||
    (actor.role === "coordinator" &&
      annotation.visibility === "organisation" &&
      ofTheSameOrganisation(actor, annotation)),
  "withdraw-annotation": author,
  /** Say yes to what another said also in one's organisation's name. */
  "confirm-joint": (actor: Actor, { visibility, speaker }: Spoken) =>
    visibility === "submitted" && speaksForOneOf(actor, speaker.awaiting),
  /** Take one's organisation's name off it, whether it had said yes or not. */
  "leave-joint": (actor: Actor, { visibility, speaker }: Spoken) =>
    visibility === "submitted" && speaksForOneOf(actor, [...speaker.jointly, ...speaker.awaiting]),
  /** Say what another submitted for its organisation for one's own as well. */
  "sign-on": (actor: Actor, annotation: Spoken) =>
    annotation.visibility === "submitted" &&
    annotation.speaker.organisation !== null &&
    oneOf("coordinator", "member")(actor) &&
    actor.organisationId !== null &&
    !ofAnOrganisationBehind(actor, annotation),
  /** Take the name of an organisation off what one said: with whom one speaks is one's own to say. */
  "remove-joint": author,
  /** Make one submission of an organisation's drafts. */
  consolidate: (actor: Actor) => actor.role === "coordinator" && actor.organisationId !== null,
  /** Which organisations have not said yes: those that are asked, those that ask, and the secretariat. */
  "read-awaiting": (actor: Actor, annotation: Spoken) =>
    author(actor, annotation) ||
    ofTheSameOrganisation(actor, annotation) ||
    secretariat(actor) ||
    annotation.speaker.awaiting.some(({ id }) => id === actor.organisationId),
  "edit-reply": author,
  "hide-annotation": secretariat,
  "erase-annotation": secretariat,
  "hide-reply": secretariat,
  "erase-reply": secretariat,
  /** Where an annotation stands on a later version: its author knows, and the secretariat answers for the ledger. */
  "settle-place": (actor: Actor, annotation: Spoken) => author(actor, annotation) || secretariat(actor),
  /** Who spoke, where the forum keeps sources hidden: those who spoke, and the secretariat, which receives what they say. */
  "read-hidden-source": (actor: Actor, { speaker }: Pick<Spoken, "speaker">) => {
    const spoken = { speaker, visibility: "submitted" } as const;
    return author(actor, spoken) || ofAnOrganisationBehind(actor, spoken) || secretariat(actor);
  },
  /** When a version is open to comments. */
  "hold-consultation": secretariat,
  /** What became of an annotation. */
  decide: decides,
  /** A circle: those in it, and the secretariat, which answers for the people of the forum. */
  "read-circle": (actor: Actor, circle: Circle) => secretariat(actor) || isInCircle(actor, circle),
  "make-circle": oneOf("secretariat", "coordinator"),
  /** Change who is in it, or dissolve it: the coordinator of the organisation that made it, and the secretariat. */
  "manage-circle": (actor: Actor, { madeBy }: Circle) =>
    secretariat(actor) || (actor.role === "coordinator" && madeBy !== null && madeBy === actor.organisationId),
  /** Take one's organisation out of a circle. */
  "leave-circle": (actor: Actor, circle: Circle) => actor.role === "coordinator" && isInCircle(actor, circle),
  /** How far a draft took a proposal up, where the text alone misleads. */
  "correct-uptake": secretariat,
  /** What a clause was and became, where the comparison does not know. */
  "link-clauses": decides,
  /** Send in files of an organisation: the secretariat for any, a coordinator for their own. */
  "receive-contributions": (actor: Actor) => secretariat(actor) || coordinates(actor),
  /** See what such a file would make, correct, take, undo and discard it: likewise. */
  "review-contribution": (actor: Actor, { organisationIds }: ReceivedContribution) =>
    secretariat(actor) || (coordinates(actor) && organisationIds[0] === actor.organisationId),
  /** Say on which day it was sent: it decides whether it was late, so nobody says it for themselves. */
  "date-contribution": secretariat,
  /**
   * Know that a file came. Before it is taken, whoever may review it; then all who may know of what it says, and who says
   * it: where sources are hidden, or a consultation runs blind, those who sent it and who receives it.
   */
  "know-contribution": (actor: Actor, contribution: ReceivedContribution) => {
    const { organisationIds, taken, blind, sources } = contribution;
    if (secretariat(actor) || (coordinates(actor) && organisationIds[0] === actor.organisationId)) return true;
    if (!taken) return false;
    return sends(actor, contribution) || (sources === "shown" ? !blind || decides(actor) : false);
  },
  /** The file as it was sent, with all that was left out of what was made of it: those who sent it and who receives it. */
  "read-contribution-original": (actor: Actor, contribution: ReceivedContribution) =>
    secretariat(actor) ||
    (coordinates(actor) && contribution.organisationIds[0] === actor.organisationId) ||
    (contribution.taken && sends(actor, contribution)),
  /** Words of a withdrawn or hidden annotation or reply. */
  "read-taken-back": (actor: Actor, annotation: Spoken) => author(actor, annotation) || secretariat(actor),
  "read-participants": signedIn,
  /** Keep choices of comments under a name, each for themselves. */
  "keep-views": signedIn,
  invite: secretariat,
} as const;

export type Action = keyof typeof abilities;

/** What an action is done to; undefined where it is done to the forum as a whole. */
export type Subject<A extends Action> = Parameters<(typeof abilities)[A]>[1];

/** Whether the actor may do this to that. */
export function can<A extends Action>(
  actor: Actor,
  action: A,
  ...subject: Subject<A> extends undefined ? [] : [subject: Subject<A>]
): boolean {
  const sentence = abilities[action] as Sentence<unknown>;
  return sentence(actor, subject[0]);
}
