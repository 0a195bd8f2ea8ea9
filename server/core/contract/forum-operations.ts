import * as z from "zod";
import { Forum } from "#core/access/forum.ts";
import { Organisation, Participant, Role } from "#core/access/people.ts";
import { Preferences, SavedFilter } from "#core/access/preferences.ts";
import { commaSeparated, cursorQuery, NamedVersion, partOf, wordSearch } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { Consultation, ConsultationState, ConsultationTerms } from "#core/outcome/consultation.ts";
import { OneLine } from "#core/text/one-line.ts";
import { ForumDocument, Version } from "#core/text/version.ts";

/** The amount of change between two versions: words inserted, deleted and moved, and clauses changed. */
export const ChangeSummary = z.object({
  inserted: z.int(),
  deleted: z.int(),
  moved: z.int(),
  /** A clause with only a new label does not count as changed. */
  clauses: z.int(),
});
export type ChangeSummary = z.infer<typeof ChangeSummary>;

/** A version in a list, with its number of annotations and its amount of change. */
export const ListedVersion = Version.omit({ lines: true }).extend({
  /**
   * `document@round` or `document@round:lang`. The id if that address leads to another text or to none (prepared,
   * superseded).
   */
  address: z.string(),
  /** Number of visible open annotations made on it: submitted, and not withdrawn, hidden or erased. */
  annotationCount: z.int(),
  /** The same for this version and all earlier ones in its language. */
  annotationTotal: z.int(),
  /** Null if none was ever set. `terms` is null if it was removed. */
  consultation: z
    .object({
      terms: ConsultationTerms.pick({ opensAt: true, closesAt: true, blind: true }).nullable(),
      /** According to the server's clock. */
      state: ConsultationState.nullable(),
      revision: Consultation.shape.revision,
    })
    .nullable(),
  /**
   * Compared with the previous version in its language whose text is not damaged. Null for the first, and if its own text
   * is damaged.
   */
  change: z
    .object({
      /** Address of the previous version. */
      against: z.string(),
      /**
       * Null while it is being computed. A response does not wait for long texts; a later request returns the result.
       */
      summary: ChangeSummary.nullable(),
    })
    .nullable(),
  /** True if its stored text is damaged, so that it cannot be shown or compared. Absent otherwise. */
  damaged: z.boolean().optional(),
});
export type ListedVersion = z.infer<typeof ListedVersion>;

/** A document with the versions visible to the reader, in reading order. */
export const ListedDocument = ForumDocument.extend({ versions: z.array(ListedVersion) });
export type ListedDocument = z.infer<typeof ListedDocument>;

/** The current reader. `participant` is null for the public. */
export const Me = z.object({
  participant: Participant.nullable(),
  organisation: Organisation.nullable(),
  role: Role,
  /** The deputy who acts in the participant's place. Absent if the participant acts in person. */
  deputy: Participant.pick({ id: true, name: true }).optional(),
  /** The participant's own settings. Absent if they chose none, and for their deputies. */
  preferences: Preferences.optional(),
});
export type Me = z.infer<typeof Me>;

/** The damage of what is stored, for the secretariat. Everything else works. */
export const DamageReport = z.object({
  /** The damaged texts and uploaded files. */
  bodies: z.array(
    z.object({
      /** Its path in the data folder, or its table and id in a database: "originals/3f2a…". */
      name: z.string(),
      kind: z.enum(["text", "file"]),
      /** Drafts that have this text, or were uploaded as this file. */
      versions: z.array(NamedVersion),
      /** File names of contributions. */
      contributions: z.array(z.object({ id: z.string(), fileName: z.string() })),
      /** Short names of organisations whose logo it is. */
      organisations: z.array(z.string()),
      /** Whether it is the forum's Word template. */
      isTemplate: z.boolean(),
      /** Whether it is the forum's logo. */
      isLogo: z.boolean(),
    }),
  ),
  /** Number of other faults, which `rapporteur verify` names. */
  others: z.int().nonnegative(),
});
export type DamageReport = z.infer<typeof DamageReport>;

/** The library: a part of the forum's table of contents. */
export const Library = z.object({
  forum: Forum,
  /** Archived ones are last in the whole list. */
  documents: z.array(ListedDocument),
  /** Documents of other parts with a consultation that is not over, for the calendar. */
  consulted: z.array(ListedDocument),
  /** For `after`, null at the end of the list. */
  next: z.string().nullable(),
  /** Number of documents of the whole list. */
  total: z.int(),
  /** Only for the secretariat, and only if something is damaged. */
  damage: DamageReport.optional(),
});
export type Library = z.infer<typeof Library>;

/** A participant as others see them. */
export const ListedParticipant = Participant.omit({ email: true }).extend({
  /** Short name of the organisation. */
  organisation: z.string().nullable(),
});
export type ListedParticipant = z.infer<typeof ListedParticipant>;

/** Why a message was not sent: the mail server cannot be used now, or it refused this message. */
export const MailFailure = z.enum(["unreachable", "refused"]);
export type MailFailure = z.infer<typeof MailFailure>;

const DocumentParams = z.object({ document: z.string() });

export const forumOperations = {
  getOpenapi: operation({
    method: "get",
    path: "/openapi.json",
    summary: "This description of the API",
    action: "enter",
    answer: { kind: "json", schema: z.record(z.string(), z.unknown()) },
    problems: [],
  }),
  getMe: operation({
    method: "get",
    path: "/me",
    summary: "The signed-in participant",
    action: "enter",
    answer: { kind: "json", schema: Me },
    problems: [],
  }),
  signIn: operation({
    method: "post",
    path: "/sign-in",
    summary: "Sign in with the token of a one-time link; sets the session cookie",
    action: "sign-in",
    /** No length limit: an unknown token is simply an invalid link, and the sender needs no other answer. */
    body: z.object({ token: z.string() }),
    answer: { kind: "json", schema: Me },
    problems: ["link-not-valid", "too-many-requests"],
  }),
  signOut: operation({
    method: "post",
    path: "/sign-out",
    summary: "End the session",
    action: "sign-in",
    answer: { kind: "nothing" },
    problems: [],
  }),
  getForum: operation({
    method: "get",
    path: "/forum",
    summary: "The forum: its names, audience, groups and calendar",
    action: "read-forum",
    answer: { kind: "json", schema: Forum },
    problems: ["not-signed-in", "not-found"],
  }),
  getLibrary: operation({
    method: "get",
    path: "/library",
    summary: "The forum with its documents and versions, in parts",
    action: "read-forum",
    query: z.object(cursorQuery),
    answer: { kind: "json", schema: Library },
    problems: ["not-signed-in", "invalid-request"],
  }),
  getDocument: operation({
    method: "get",
    path: "/documents/{document}",
    summary: "One document with its versions",
    action: "read-forum",
    params: DocumentParams,
    answer: { kind: "json", schema: ListedDocument },
    problems: ["not-found"],
  }),
  createDocument: operation({
    method: "post",
    path: "/documents",
    summary: "Add a document to the forum",
    action: "manage-documents",
    body: ForumDocument.omit({ position: true, archivedAt: true }).extend({ title: OneLine, shortTitle: OneLine }),
    answer: { kind: "json", schema: ListedDocument, status: 201 },
    problems: ["not-allowed", "already-exists", "invalid-request"],
  }),
  getOrganisationNames: operation({
    method: "get",
    path: "/organisations",
    summary: "The organisations of the forum by short name, also archived ones",
    action: "read-forum",
    query: z.object({
      ...cursorQuery,
      /** Only those with these ids, separated by commas. */
      ids: commaSeparated(z.array(z.string()).max(100)),
    }),
    answer: { kind: "json", schema: partOf(Organisation) },
    problems: ["not-signed-in", "invalid-request"],
  }),
  getParticipants: operation({
    method: "get",
    path: "/participants",
    summary: "The active participants of the forum by name; search by beginnings of words",
    action: "read-participants",
    query: z.object({
      ...cursorQuery,
      /** Words of the name, the id, or the organisation's names or id. */
      search: wordSearch,
      /** Only those with these ids, separated by commas. */
      ids: commaSeparated(z.array(z.string()).max(100)),
      /** Only those whose name follows an @ in this text. */
      mentionedIn: z.string().max(4000).optional(),
    }),
    answer: { kind: "json", schema: partOf(ListedParticipant) },
    problems: ["not-signed-in", "invalid-request"],
  }),
  invite: operation({
    method: "post",
    path: "/participants/{participant}/invitation",
    summary:
      "Invite a participant who has never signed in, by mail; if mail does not reach them, only the operator gets a link",
    action: "invite",
    params: z.object({ participant: z.string() }),
    answer: {
      kind: "json",
      schema: z.object({
        /** Null for everybody but the operator, whose commands print a link if mail does not reach the person. */
        token: z.string().nullable(),
        path: z.string().nullable(),
        /** Whether the link was sent. "none" if mail does not reach the person. */
        mail: z.enum(["sent", "failed", "none"]),
        /** Why it was not sent, if it failed. A command on the machine then prints a link. Null otherwise. */
        reason: MailFailure.nullable(),
        expiresAt: z.iso.datetime(),
      }),
      status: 201,
    },
    problems: ["not-allowed", "not-found", "wrong-state", "account-in-use", "link-not-mailed"],
  }),
};

/** The client chooses a saved filter's id (a UUID), so that a retry does not create a second one. */
const SavedFilterParams = z.object({ filter: z.uuid() });

export const savedFilterOperations = {
  getSavedFilters: operation({
    method: "get",
    path: "/saved-filters",
    formerPath: "/views",
    summary: "One's saved filters of all documents, sorted by name",
    action: "keep-views",
    answer: { kind: "json", schema: z.array(SavedFilter) },
    problems: ["not-signed-in"],
  }),
  saveFilter: operation({
    method: "put",
    path: "/saved-filters/{filter}",
    formerPath: "/views/{filter}",
    summary: "Save filters of a document's comments under a name, or change them",
    action: "keep-views",
    params: SavedFilterParams,
    body: SavedFilter.pick({ documentId: true, query: true }).extend({ name: OneLine.max(100) }),
    answer: { kind: "json", schema: SavedFilter },
    problems: ["not-signed-in", "not-found", "invalid-request", "already-exists"],
  }),
  removeSavedFilter: operation({
    method: "delete",
    path: "/saved-filters/{filter}",
    formerPath: "/views/{filter}",
    summary: "Delete saved filters; saving them again under their id restores them",
    action: "keep-views",
    params: SavedFilterParams,
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-found"],
  }),
};
