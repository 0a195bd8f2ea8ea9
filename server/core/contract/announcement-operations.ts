import * as z from "zod";
import { cursorQuery, NamedVersion, partOf } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { Announcement } from "#core/discuss/announcement.ts";
import { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { ConsultationTerms } from "#core/outcome/consultation.ts";
import { OutcomeCount } from "#core/outcome/decision.ts";

/**
 * The recipients of an announcement. `not-answered` names the version whose consultation they have not answered, and
 * `letters` the version on which they have letters.
 */
export const Audience = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("everybody") }),
  z.object({ kind: z.literal("group"), group: StakeholderGroup }),
  z.object({ kind: z.literal("organisations"), organisationIds: z.array(z.string()).min(1).max(1000) }),
  z.object({ kind: z.literal("not-answered"), version: z.string() }),
  z.object({ kind: z.literal("letters"), version: z.string() }),
]);
export type Audience = z.infer<typeof Audience>;

/** A new announcement. */
export const NewAnnouncement = Announcement.pick({ subject: true, text: true }).extend({ to: Audience });
export type NewAnnouncement = z.infer<typeof NewAnnouncement>;

/** The draft of a consultation. */
const Draft = NamedVersion.pick({ address: true, label: true, document: true });

export const ShownAnnouncement = Announcement.pick({ id: true, subject: true, text: true, sendsAt: true }).extend({
  /** Name of the author. Empty after an erasure. */
  by: z.string(),
  /** One that was withdrawn before it was sent reached nobody. */
  state: z.enum(["waiting", "sent", "withdrawn", "withdrawn-unsent"]),
  to: z.object({
    kind: z.enum(["everybody", "group", "organisations", "not-answered", "letters"]),
    group: StakeholderGroup.nullable(),
    draft: Draft.nullable(),
    /** Short names of the organisations. Null for recipients, and for readers who may not know who has answered. */
    organisations: z.array(z.string()).nullable(),
  }),
});
export type ShownAnnouncement = z.infer<typeof ShownAnnouncement>;

const VersionAct = z.object({ version: z.string() });

/** An act that notifies many people. */
export const MailedAct = z.discriminatedUnion("kind", [
  VersionAct.extend({ kind: z.literal("new-draft") }),
  VersionAct.extend({ kind: z.literal("consultation-set"), closesAt: ConsultationTerms.shape.closesAt }),
  VersionAct.extend({ kind: z.literal("consultation-cancelled") }),
  NewAnnouncement.extend({ kind: z.literal("announcement") }),
  z.object({ kind: z.literal("decision"), annotations: z.array(z.string()).min(1).max(500) }),
]);
export type MailedAct = z.infer<typeof MailedAct>;

/** Whom an act would notify now. */
export const RecipientsPreview = z.object({
  count: z.int(),
  /** Number of people by how it reaches them. Others see it only on the page. */
  atOnce: z.int(),
  digest: z.int(),
  /** Number of mailboxes of organisations that get it by mail, which are no people. */
  mailboxes: z.int(),
  /** The people, by name, at most 500. */
  people: z.array(z.object({ name: z.string(), organisation: z.string().nullable() })),
  /** The notification. */
  sentence: z.string(),
  /** The message as plain text, as the reader would get it. */
  mail: z.object({ subject: z.string(), text: z.string() }),
  /** The language of both (BCP 47): that of the reader's messages. */
  language: z.string(),
});
export type RecipientsPreview = z.infer<typeof RecipientsPreview>;

/** The states of an organisation's answer to a consultation. Messages name each (`answer-…`). */
export const answerStates = ["answered", "drafting", "none"] as const;

/** An organisation in the table of answers. */
export const OrganisationAnswer = z.object({
  organisation: SpeakingOrganisation,
  /** A draft counts only if the reader may know of it. */
  state: z.enum(answerStates),
  /** Number of submitted comments and proposals. */
  comments: z.int(),
  /** When the last one was submitted. */
  lastAt: z.iso.datetime().nullable(),
});
export type OrganisationAnswer = z.infer<typeof OrganisationAnswer>;

export const VersionAnswers = z.object({
  draft: Draft.extend({ id: z.string(), documentId: z.string(), closesAt: z.iso.datetime().nullable() }),
  /** By group and name. */
  answers: z.array(OrganisationAnswer),
});
export type VersionAnswers = z.infer<typeof VersionAnswers>;

/** The facts for a message about the letters on a draft, and the last message. */
export const LetterMail = z.object({
  /** Counts only comments and proposals that every reader of the forum may read. */
  outcomes: z.array(OutcomeCount),
  /** Time of the last message. Null if there was none. */
  sentAt: z.iso.datetime().nullable(),
});
export type LetterMail = z.infer<typeof LetterMail>;

export const announcementOperations = {
  getAnnouncements: operation({
    method: "get",
    path: "/announcements",
    summary: "The announcements that reached one, newest first; all for the secretariat and the chair",
    action: "read-participants",
    query: z.object({ ...cursorQuery, size: cursorQuery.size.default(20) }),
    answer: { kind: "json", schema: partOf(ShownAnnouncement) },
    problems: ["not-signed-in", "invalid-request"],
  }),
  announce: operation({
    method: "post",
    path: "/announcements",
    summary: "Write to everybody, a group or organisations; it is sent after 2 minutes, unless it is withdrawn before",
    action: "announce",
    body: NewAnnouncement,
    answer: { kind: "json", schema: ShownAnnouncement, status: 201 },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  withdrawAnnouncement: operation({
    method: "post",
    path: "/announcements/{announcement}/withdraw",
    summary: "Withdraw an announcement: it is not sent, or marked as withdrawn if it was",
    action: "announce",
    params: z.object({ announcement: z.string() }),
    answer: { kind: "json", schema: ShownAnnouncement },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
  previewRecipients: operation({
    method: "post",
    path: "/recipients",
    summary: "Whom an act would notify: publishing a draft, setting or cancelling a consultation, an announcement",
    action: "announce",
    body: MailedAct,
    answer: { kind: "json", schema: RecipientsPreview },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
    costly: true,
  }),
  getLetterMail: operation({
    method: "get",
    path: "/versions/{version}/letters/mail",
    summary: "Facts for a message about the letters on a version, with the time of the last one",
    action: "announce",
    params: z.object({ version: z.string() }),
    answer: { kind: "json", schema: LetterMail },
    problems: ["not-signed-in", "not-allowed", "not-found"],
    costly: true,
  }),
  getAnswers: operation({
    method: "get",
    path: "/versions/{version}/answers",
    summary: "Which organisations have commented on a draft",
    action: "read-answers",
    params: z.object({ version: z.string() }),
    answer: { kind: "json", schema: VersionAnswers },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
};
