import * as z from "zod";
import { InterfaceLanguage } from "#core/access/interface-language.ts";
import { Organisation, Participant } from "#core/access/people.ts";

/** Maximum number of earlier names that an organisation keeps. */
export const mostFormerNames = 20;

/**
 * An organisation as stored. Readers of the forum get only the fields of `Organisation`; the rest is for the
 * secretariat.
 */
export const KeptOrganisation = Organisation.extend({
  /** How the secretariat reaches it: a name, an address, a telephone number. */
  contact: z.string().trim().max(500).optional(),
  /** Names and short names that it had before, latest first. Files may still name it so. */
  formerNames: z.array(z.string()).max(mostFormerNames).optional(),
  /** Id of the organisation into which it was merged. */
  mergedInto: z.string().optional(),
  /**
   * Ids of the organisations that were merged into this one, directly or through others. Its people may read and change
   * what those had shared.
   */
  absorbed: z.array(z.string()).optional(),
});
export type KeptOrganisation = z.infer<typeof KeptOrganisation>;

/**
 * The limit to what a person reads through an organisation that they joined, or whose coordinator they became, by an act
 * of others. Earlier drafts stay closed until one of the organisation's people, who are notified, opens them.
 */
export const Standing = z.object({
  organisationId: z.string(),
  /** As a member, the person reads what the organisation and its circles share; as a coordinator, what awaits clearance. */
  as: z.enum(["member", "coordinator"]),
  /** Drafts written before this time are closed. Null if none are. */
  since: z.iso.datetime().nullable(),
  /** Why: the person got this place, or another mail address. */
  cause: z.enum(["placed", "address"]),
  at: z.iso.datetime(),
  /** Id of the person who did it. Null for the operator. */
  by: z.string().nullable(),
  /** Who opened the earlier drafts: a person's id, or null for the operator. */
  agreed: z.object({ by: z.string().nullable(), at: z.iso.datetime() }).optional(),
});
export type Standing = z.infer<typeof Standing>;

/** The days in which the drafts of a person whose address was replaced stay closed, until the old address agrees. */
const AddressHold = z.object({
  /** Their drafts written before this time are closed. */
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  /** The old address. Null if there was none. */
  email: z.string().nullable(),
  /** Hash of the token with which the old address agrees. */
  token: z.string(),
  /** The limits that applied under the old address. */
  standing: z.array(Standing),
});

/** A person as stored. */
export const KeptParticipant = Participant.extend({
  /** The language of their mails and pages, until they choose another. */
  language: InterfaceLanguage.optional(),
  /** A deactivated person cannot sign in. Their comments stay. */
  deactivatedAt: z.iso.datetime().optional(),
  /** Without an entry for an organisation, nothing of it is closed to them. */
  standing: z.array(Standing).optional(),
  addressHold: AddressHold.optional(),
});
export type KeptParticipant = z.infer<typeof KeptParticipant>;

/**
 * Returns a person without the limits to what they read. Events record this much, so that no undo changes a limit, and
 * so does the list of people.
 */
export function withoutLimits(person: KeptParticipant): Omit<KeptParticipant, "standing" | "addressHold"> {
  const { standing: _standing, addressHold: _addressHold, ...rest } = person;
  return rest;
}

/** A person who may do what another person may do. */
export const Deputy = z.object({
  id: z.string(),
  /** Id of the person who is represented. */
  principalId: z.string(),
  deputyId: z.string(),
  /** The last day, in the forum's time zone. Null if there is no end. */
  until: z.iso.date().nullable(),
  madeAt: z.iso.datetime(),
  /**
   * When the principal agreed. Null while the principal has not answered a proposal of the secretariat. Without this
   * consent the secretariat could read a person's drafts through a deputy of its choice.
   */
  acceptedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type Deputy = z.infer<typeof Deputy>;

/** Returns whether a deputy may act on a day (YYYY-MM-DD). */
export function isInForce({ until, acceptedAt, revokedAt }: Deputy, today: string): boolean {
  return acceptedAt !== null && revokedAt === null && (until === null || today <= until);
}

/** Returns whether a person can sign in and counts among the people of the forum. */
export function isActive({ deactivatedAt }: KeptParticipant): boolean {
  return deactivatedAt === undefined;
}

/** Returns the fields of an organisation that every reader of the forum may see. */
export function shownOrganisation(organisation: KeptOrganisation): Organisation {
  const { id, name, shortName, group, logo, archivedAt } = organisation;
  return { id, name, shortName, group, ...(logo && { logo }), ...(archivedAt !== undefined && { archivedAt }) };
}

/** Returns the fields of an organisation that its own people may see, with its rules for comments. */
export function ownOrganisation(organisation: KeptOrganisation): Organisation {
  const { clearance, firstVisibility } = organisation;
  return {
    ...shownOrganisation(organisation),
    ...(clearance !== undefined && { clearance }),
    ...(firstVisibility !== undefined && { firstVisibility }),
  };
}

/** Returns the fields of a person that the person sees of themselves on every page. */
export function shownParticipant(participant: KeptParticipant): Participant {
  const { id, name, email, organisationId, group, role } = participant;
  return { id, name, email, organisationId, group, role };
}
