import * as z from "zod";
import { InterfaceLanguage } from "#core/access/interface-language.ts";
import { KeptOrganisation, KeptParticipant } from "#core/access/kept-people.ts";
import { Role } from "#core/access/people.ts";
import { LogoQuery } from "#core/contract/face-operations.ts";
import { cursorQuery, partOf, Reason, wordSearch } from "#core/contract/fields.ts";
import { MailFailure } from "#core/contract/forum-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { change } from "#core/contract/settings-operations.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { OneLine } from "#core/text/one-line.ts";

/** An organisation as the secretariat sees it. */
export const CountedOrganisation = KeptOrganisation.extend({
  /** Number of its active people. */
  people: z.int(),
});
export type CountedOrganisation = z.infer<typeof CountedOrganisation>;

/** The fields of an organisation that a person writes. */
export const OrganisationFields = z.object({
  name: OneLine.max(200),
  shortName: OneLine.max(60),
  group: StakeholderGroup,
  contact: z.string().trim().max(500).nullable().optional(),
  clearance: z.enum(["free", "coordinator"]).optional(),
  firstVisibility: z.enum(["private", "organisation", "submitted"]).optional(),
});
export type OrganisationFields = z.infer<typeof OrganisationFields>;

/** A person as the secretariat sees them. */
export const ListedPerson = KeptParticipant.omit({ standing: true, addressHold: true }).extend({
  /** Short name of the organisation. */
  organisation: z.string().nullable(),
  /** Version of the organisation's logo, for the logo's address. Absent without a logo. */
  logoVersion: z.string().optional(),
  /** Whether the person is signed in on a device. */
  hasSession: z.boolean(),
  /** Since when no news is mailed to their address, because messages to it were returned. Null if it is. */
  mailStoppedAt: z.iso.datetime().nullable(),
  /** The people who may act in their place, and those in whose place they may act, by id. */
  deputies: z.array(z.string()),
  deputyOf: z.array(z.string()),
  /**
   * The latest invitation, with its time: a link without a message ("made"), sent by mail, not sent and why, or no longer
   * valid. "used" is the first sign-in. Null without either.
   */
  invitation: z
    .object({
      state: z.enum(["made", "sent", "not-sent", "expired", "used"]),
      at: z.iso.datetime(),
      reason: MailFailure.nullable(),
    })
    .nullable(),
});
export type ListedPerson = z.infer<typeof ListedPerson>;

/** The fields of a person that the secretariat writes. */
export const PersonFields = z.object({
  name: OneLine.max(200),
  email: z.email().max(254).nullable(),
  organisationId: z.string().nullable(),
  /** The group of a person without an organisation. */
  group: StakeholderGroup.optional(),
  role: Role,
  language: InterfaceLanguage.nullable().optional(),
});
export type PersonFields = z.infer<typeof PersonFields>;

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/u)
  .max(80);
const OrganisationParams = z.object({ organisation: z.string() });
const PersonParams = z.object({ person: z.string() });
const OneOrganisation = z.object({ organisation: CountedOrganisation, change });
const OnePerson = z.object({ person: ListedPerson, change });

/**
 * Shared by the operations that change one organisation. Their parameters are not here, because the client leaves out
 * only those written in an operation (client/slim-contract.ts).
 */
const organisationChange = {
  action: "manage-people",
  answer: { kind: "json", schema: OneOrganisation },
} as const;

/** Shared by the operations that change one person. */
const personChange = {
  action: "manage-people",
  answer: { kind: "json", schema: OnePerson },
} as const;

const organisationOperations = {
  getOrganisations: operation({
    method: "get",
    path: "/settings/organisations",
    summary:
      "Organisations by short name, with their contact and the number of their people; search by beginnings of words",
    action: "read-settings",
    query: z.object({
      ...cursorQuery,
      /** Words of the id, the names or the contact. */
      search: wordSearch,
      group: StakeholderGroup.optional(),
      state: z.enum(["active", "archived", "all"]).default("active"),
    }),
    answer: { kind: "json", schema: partOf(CountedOrganisation) },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  addOrganisation: operation({
    method: "post",
    path: "/settings/organisations",
    summary: "Add an organisation",
    action: "manage-people",
    /** Without an id, one is made from the short name. */
    body: OrganisationFields.extend({ id: id.optional() }),
    answer: { kind: "json", schema: OneOrganisation, status: 201 },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "already-exists"],
  }),
  changeOrganisation: operation({
    method: "patch",
    path: "/settings/organisations/{organisation}",
    summary: "Rename an organisation, or change its group, contact and rules; earlier comments keep its former name",
    ...organisationChange,
    params: OrganisationParams,
    body: OrganisationFields.partial(),
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  archiveOrganisation: operation({
    method: "post",
    path: "/settings/organisations/{organisation}/archive",
    summary: "Archive an organisation without active people, so that it is no longer offered for choice",
    ...organisationChange,
    params: OrganisationParams,
    problems: ["not-signed-in", "not-allowed", "not-found", "in-use"],
  }),
  restoreOrganisation: operation({
    method: "post",
    path: "/settings/organisations/{organisation}/restore",
    summary: "Restore an archived organisation",
    ...organisationChange,
    params: OrganisationParams,
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "wrong-state"],
  }),
  changeOrganisations: operation({
    method: "post",
    path: "/settings/organisations/changes",
    summary: "Change the group of several organisations, archive or restore them, in one act: all of them or none",
    action: "manage-people",
    body: z.object({
      organisations: z.array(z.string()).min(1).max(100),
      group: StakeholderGroup.optional(),
      isArchived: z.boolean().optional(),
    }),
    answer: { kind: "json", schema: z.object({ organisations: z.array(CountedOrganisation), change }) },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "in-use", "wrong-state"],
  }),
  mergeOrganisations: operation({
    method: "post",
    path: "/settings/organisations/{organisation}/merge",
    summary: "Move an organisation's people, circles and requests to another; earlier comments keep its name",
    ...organisationChange,
    params: OrganisationParams,
    body: z.object({ into: z.string() }),
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "wrong-state"],
  }),
};

const personOperations = {
  getPeople: operation({
    method: "get",
    path: "/settings/people",
    summary: "People by name, with their e-mail addresses; search by beginnings of words",
    action: "read-settings",
    query: z.object({
      ...cursorQuery,
      /** Words of the name, the e-mail address, the id, or the organisation's names or id. */
      search: wordSearch,
      /** Id of an organisation; "none" for people without one. */
      organisation: z.string().optional(),
      role: Role.optional(),
      state: z.enum(["active", "deactivated", "all"]).default("active"),
    }),
    answer: { kind: "json", schema: partOf(ListedPerson) },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  addPerson: operation({
    method: "post",
    path: "/settings/people",
    summary: "Add a person",
    action: "manage-people",
    /** Without an id, one is made from the name. */
    body: PersonFields.extend({ id: id.optional() }),
    answer: { kind: "json", schema: OnePerson, status: 201 },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "already-exists"],
  }),
  changePerson: operation({
    method: "patch",
    path: "/settings/people/{person}",
    summary: "Change a person's name, e-mail address, organisation, role or language",
    ...personChange,
    params: PersonParams,
    body: PersonFields.partial(),
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "last-secretariat"],
  }),
  deactivatePerson: operation({
    method: "post",
    path: "/settings/people/{person}/deactivate",
    summary: "End a person's access at once; their comments stay",
    ...personChange,
    params: PersonParams,
    problems: ["not-signed-in", "not-allowed", "not-found", "last-secretariat"],
  }),
  reactivatePerson: operation({
    method: "post",
    path: "/settings/people/{person}/reactivate",
    summary: "Give a deactivated person access again",
    ...personChange,
    params: PersonParams,
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  replaceAddress: operation({
    method: "post",
    path: "/settings/people/{person}/address",
    summary: "Replace another person's lost mail address, end their sessions, and tell the old address",
    action: "replace-address",
    params: PersonParams,
    body: z.object({ email: z.email().max(254) }),
    answer: {
      kind: "json",
      schema: z.object({
        person: ListedPerson,
        /** Whether the old address was told. "none" if there was no address. */
        mail: z.enum(["sent", "failed", "none"]),
      }),
    },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "wrong-state"],
  }),
  erasePerson: operation({
    method: "post",
    path: "/settings/people/{person}/erase",
    summary:
      "Erase a person on legal demand, for ever; their comments follow the forum's rule, and names within the text of drafts and proposals stay",
    action: "erase-person",
    params: PersonParams,
    /** The reason is kept with the tombstones of erased texts. It must not name the person. */
    body: z.object({ reason: Reason }),
    answer: {
      kind: "json",
      schema: z.object({
        /** The opaque id in the records in place of theirs. */
        replacement: z.string(),
        /** Numbers of comments and replies whose text stays, and whose text was erased. */
        kept: z.int(),
        erased: z.int(),
      }),
    },
    problems: ["not-signed-in", "not-allowed", "not-found", "last-secretariat"],
  }),
  changePeople: operation({
    method: "post",
    path: "/settings/people/changes",
    summary: "Change several people in one act: all of them or none",
    action: "manage-people",
    body: z.object({
      people: z.array(z.string()).min(1).max(100),
      role: Role.optional(),
      organisationId: z.string().nullable().optional(),
      isActive: z.boolean().optional(),
    }),
    answer: { kind: "json", schema: z.object({ people: z.array(ListedPerson), change }) },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "last-secretariat"],
  }),
};

/** Largest file of a logo, in bytes. */
export const largestLogo = 64 * 1024;

/** Largest width and height of a logo, in pixels. A small file could otherwise fill the memory of every reader's browser. */
export const mostLogoPixels = 2048;

const logoOperations = {
  getOrganisationLogo: operation({
    method: "get",
    path: "/organisations/{organisation}/logo",
    summary: "The logo of an organisation",
    action: "read-forum",
    params: OrganisationParams,
    query: LogoQuery,
    answer: { kind: "file", mediaTypes: ["image/png", "image/jpeg"] },
    problems: ["not-found"],
  }),
  setOrganisationLogo: operation({
    method: "put",
    path: "/settings/organisations/{organisation}/logo",
    summary: "Set the logo of an organisation: a PNG or JPEG image of at most 64 kB and 2048 × 2048 pixels",
    ...organisationChange,
    params: OrganisationParams,
    file: "manage-people",
    problems: ["not-signed-in", "not-allowed", "not-found", "file-empty", "file-too-large", "not-this-format"],
  }),
  removeOrganisationLogo: operation({
    method: "delete",
    path: "/settings/organisations/{organisation}/logo",
    summary: "Remove the logo of an organisation",
    ...organisationChange,
    params: OrganisationParams,
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
};

/** The organisations and people of the forum. */
export const peopleOperations = {
  ...organisationOperations,
  ...logoOperations,
  ...personOperations,
};
