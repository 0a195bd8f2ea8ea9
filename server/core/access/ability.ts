import type { Annotation, Visibility } from "#core/annotate/annotation.ts";
import type { Forum } from "#core/access/forum.ts";
import type { Role } from "#core/access/role.ts";
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

/** Who may put an organisation's name to words, or take it off: whoever speaks for it and for nothing else. */
const speaksForOneOf = (actor: Actor, organisations: readonly { id: string }[]): boolean =>
  oneOf("coordinator", "member")(actor) && organisations.some(({ id }) => id === actor.organisationId);

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
  /** An annotation: its author always; others as far as its visibility goes. Drafts stay hidden from the secretariat too. */
  "read-annotation": (actor: Actor, annotation: Spoken) => {
    if (annotation.visibility === "submitted" || author(actor, annotation)) return true;
    return annotation.visibility === "organisation" && ofTheSameOrganisation(actor, annotation);
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
  /** What became of an annotation. */
  decide: decides,
  /** How far a draft took a proposal up, where the text alone misleads. */
  "correct-uptake": secretariat,
  /** What a clause was and became, where the comparison does not know. */
  "link-clauses": decides,
  /** Words of a withdrawn or hidden annotation or reply. */
  "read-taken-back": (actor: Actor, annotation: Spoken) => author(actor, annotation) || secretariat(actor),
  "read-participants": signedIn,
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
