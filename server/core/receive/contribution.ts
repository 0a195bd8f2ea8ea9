import * as z from "zod";
import { AnnotationKind, CommentType } from "#core/discuss/annotation.ts";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Target } from "#core/discuss/target.ts";
import { Notice } from "#core/text/notice.ts";
import { Hash } from "#core/text/version.ts";

/** Formats a contribution is read from: marked texts, filled comment forms, a collection of Web Annotations. */
export const contributionFormats = ["docx", "odt", "xlsx", "csv", "jsonld"] as const;

/** prepared: reviewed, and nobody else sees anything of it; taken: what is in it was submitted. */
export const contributionStates = ["prepared", "taken"] as const;

/**
 * How a proposed annotation came about: a change its author tracked; a comment in the margin; marks set by hand, such as
 * bold for what is put in; a difference from the version that nobody marked; a remark of a form or a collection.
 */
export const itemOrigins = ["tracked", "comment", "by-hand", "unmarked", "remark"] as const;
export type ItemOrigin = (typeof itemOrigins)[number];

/** Why a proposed annotation has no sure place, or is not quite what its author made. Worded in core/messages. */
export const itemDoubts = [
  /** { score } The words stand a little otherwise in the version; the likeliest place was taken. */
  "place-likely",
  /** {} The version does not have these words. */
  "place-unknown",
  /** {} The version has these words in several places. */
  "place-ambiguous",
  /** { citation } The version has no clause that is cited so. */
  "citation-unknown",
  /** { citation } A step cannot be taken on the version: its words are others there. */
  "words-differ",
  /** {} What is proposed is told in words: it is a comment. */
  "wording-for-people",
  /** { operation } Another step of the proposal stands in its way. */
  "steps-collide",
] as const;
export type ItemDoubt = (typeof itemDoubts)[number];

/** Why something of a file became no annotation. Worded in core/messages. */
export const setAsideReasons = [
  /** {} It stands before the text: a cover, a title page. */
  "before-the-text",
  /** {} A comment without words. */
  "without-words",
  /** {} The forum has it already: it was in the file when that was taken away from here. */
  "said-already",
  /** {} It changes nothing that is read: a blank, what was put in and taken out again. */
  "changes-nothing",
  /** {} A footnote that was put in, and the file does not tell with which change. */
  "note-put-in",
] as const;

export type SetAsideReason = (typeof setAsideReasons)[number];

const CodedReason = <const Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  z.object({
    code: z.enum(codes),
    /** What the words speak of, by name. */
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  });

/** Somebody's words in a file. */
const FileVoice = z.object({
  /** The person as the file names them; empty where it names none. */
  author: z.string(),
  /** ISO 8601, UTC, as far as the file is believed: between the version's date and the day it was sent. */
  at: z.iso.datetime().nullable(),
  text: z.string(),
});

/** An annotation that a contribution would make, for a person to look at before. */
export const ContributionItem = FileVoice.extend({
  /** Unique in its contribution; the same as long as the file and the version it is on are. */
  id: z.string(),
  origin: z.enum(itemOrigins),
  kind: AnnotationKind,
  type: CommentType,
  /** Where it goes on the version; empty where it has no place yet, and is not taken before it has. */
  targets: z.array(Target),
  /** The proposed steps on the version; empty for a comment. */
  operations: z.array(ProposalOperation),
  /** The words it stands on or changes, as the file has them. */
  words: z.string(),
  /** What was not certain; null where nothing. */
  doubt: CodedReason(itemDoubts).nullable(),
  /** Its author ticked it off in the file. */
  resolved: z.boolean(),
  /** What was answered to it in the file. */
  replies: z.array(
    FileVoice.extend({
      /** As the item's marks name it. */
      id: z.string(),
      /** The reply it became; null before. */
      replyId: z.string().nullable(),
    }),
  ),
  /** Marks of the file it is made of: "change 3", "comment 5", "row 7", counted from 1 in the file's order. */
  marks: z.array(z.string()),
  /** False where a person left it out. */
  included: z.boolean(),
  /** Whether a person changed its words or its place. */
  edited: z.boolean(),
  /** What it answers in the forum, as an annotation's id, where the file came from there; null for what answers nothing. */
  answersId: z.string().nullable(),
  /** The annotation it became, or the reply, where it answers one; null before. */
  annotationId: z.string().nullable(),
});
export type ContributionItem = z.infer<typeof ContributionItem>;

/** Something of a file that became no annotation. */
export const SetAside = CodedReason(setAsideReasons).extend({
  /** As the file has them. */
  words: z.string(),
  author: z.string(),
  /** As an item's; empty for what is no mark. */
  marks: z.array(z.string()),
});
export type SetAside = z.infer<typeof SetAside>;

/**
 * What a person says to what was recognised but not said by the file: none, where nothing was recognised; asked, until
 * somebody says yes or no.
 */
export const Consent = z.enum(["none", "asked", "yes", "no"]);
export type Consent = z.infer<typeof Consent>;

/** A published version a contribution may have been written on. */
export const VersionMatch = z.object({
  versionId: z.string(),
  /** 0 to 1: how many of the runs of four words of both, the cover aside, both have. */
  score: z.number().min(0).max(1),
});
export type VersionMatch = z.infer<typeof VersionMatch>;

/** A file that an organisation sent on a version: what it would become, and what became of it. */
export const Contribution = z.object({
  id: z.string(),
  source: z.object({
    fileName: z.string(),
    format: z.enum(contributionFormats),
    hash: Hash,
    /** Bytes. */
    size: z.int().nonnegative(),
  }),
  /** Of what was read of it: files that say the same share it, whatever their bytes. */
  readHash: Hash,
  /** Ids: who sent it, then those who sent it jointly; empty until somebody says. */
  organisationIds: z.array(z.string()),
  /** Whether the file told who sent it, as far as it was guessed, or a person did. */
  sendersBy: z.enum(["file", "person"]).default("file"),
  /** Who answers for it, and speaks where the file names nobody known: a participant id; null where nobody is named. */
  contributorId: z.string().nullable(),
  /** The day it was sent, YYYY-MM-DD. */
  sentOn: z.iso.date(),
  /** Everybody the file names, with the participant that is; null where none is known. */
  authors: z.array(z.object({ name: z.string(), participantId: z.string().nullable() })),
  /** The version it is on; null where none is like it, or two are alike, and nobody has chosen. */
  versionId: z.string().nullable(),
  /** Whether the text told the version, or a person did. */
  matchedBy: z.enum(["text", "person"]),
  /** The likeliest, best first; the second is the runner-up. */
  matches: z.array(VersionMatch),
  /** Whether what is marked by hand is taken as such. */
  handMarks: Consent,
  /** Whether differences that nobody marked are taken. */
  unmarked: Consent,
  items: z.array(ContributionItem),
  setAside: z.array(SetAside),
  notices: z.array(Notice),
  state: z.enum(contributionStates),
  receivedAt: z.iso.datetime(),
  /** Participant id; null for the program. */
  receivedBy: z.string().nullable(),
  takenAt: z.iso.datetime().nullable(),
  /** Opaque: names the state it was last brought into. */
  revision: z.string(),
});
export type Contribution = z.infer<typeof Contribution>;

/** Whether an item is among what is taken: it has a place and something to say, nobody left it out, and what had to be asked was answered yes. */
export function isTaken(
  { handMarks, unmarked }: Pick<Contribution, "handMarks" | "unmarked">,
  { origin, included, targets }: Pick<ContributionItem, "origin" | "included" | "targets">,
): boolean {
  const agreed = origin === "by-hand" ? handMarks === "yes" : origin === "unmarked" ? unmarked === "yes" : true;
  return included && agreed && targets.length > 0;
}
