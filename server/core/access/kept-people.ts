import * as z from "zod";
import { InterfaceLanguage } from "#core/access/interface-language.ts";
import { Organisation, Participant } from "#core/access/people.ts";

/**
 * An organisation as stored. Readers of the forum get only the fields of `Organisation`; the rest is for the
 * secretariat.
 */
export const KeptOrganisation = Organisation.extend({
  /** How the secretariat reaches it: a name, an address, a telephone number. */
  contact: z.string().trim().max(500).optional(),
  /** Id of the organisation into which it was merged. */
  mergedInto: z.string().optional(),
  /**
   * Ids of the organisations that were merged into this one, directly or through others. Its people may read and change
   * what those had shared.
   */
  absorbed: z.array(z.string()).optional(),
});
export type KeptOrganisation = z.infer<typeof KeptOrganisation>;

/** A person as stored. */
export const KeptParticipant = Participant.extend({
  /** The language of their mails and pages, until they choose another. */
  language: InterfaceLanguage.optional(),
  /** A deactivated person cannot sign in. Their comments stay. */
  deactivatedAt: z.iso.datetime().optional(),
});
export type KeptParticipant = z.infer<typeof KeptParticipant>;

/** A person who may do what another person may do. */
export const Deputy = z.object({
  id: z.string(),
  /** Id of the person who is represented. */
  principalId: z.string(),
  deputyId: z.string(),
  /** The last day, in UTC. Null if there is no end. */
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

/** Returns whether a deputy may act at a time. */
export function isInForce({ until, acceptedAt, revokedAt }: Deputy, now: Date): boolean {
  return acceptedAt !== null && revokedAt === null && (until === null || now.toISOString().slice(0, 10) <= until);
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
