import * as z from "zod";
import { Contribution, ContributionItem, VersionMatch } from "#core/receive/contribution.ts";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { ProposedClause } from "#core/propose/proposal-segment.ts";
import { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { Target } from "#core/discuss/target.ts";
import { commaSeparated, LongText, NamedVersion } from "#core/contract/fields.ts";
import { redlineFile, redlineFileProblems } from "#core/contract/comparison-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { fileProblems } from "#core/contract/problem.ts";

/** A contribution in a list. */
export const ListedContribution = Contribution.pick({
  id: true,
  source: true,
  sentOn: true,
  state: true,
  receivedAt: true,
  takenAt: true,
}).extend({
  /** Who sent it, then those who sent it jointly; empty until somebody says. */
  organisations: z.array(SpeakingOrganisation),
  /** The version it is on; null where none is known. */
  version: NamedVersion.nullable(),
  /** How many comments and proposals it makes, or made. */
  comments: z.int().nonnegative(),
  proposals: z.int().nonnegative(),
  /** How many wait for a person: without a place, or not yet agreed to. 0 once it was taken. */
  waiting: z.int().nonnegative(),
  may: z.object({
    /** Open it: see what it would make, correct it. */
    review: z.boolean(),
    /** Download the file as it was sent. */
    original: z.boolean(),
  }),
});
export type ListedContribution = z.infer<typeof ListedContribution>;

/** An item as it is shown: with what it does to the version, clause by clause, and whether it is among what is taken. */
export const ShownItem = ContributionItem.extend({
  /** Empty for a comment. */
  changes: z.array(ProposedClause),
  taken: z.boolean(),
});
export type ShownItem = z.infer<typeof ShownItem>;

/** A contribution as it is reviewed. */
export const ShownContribution = Contribution.omit({ items: true }).extend({
  organisations: z.array(SpeakingOrganisation),
  version: NamedVersion.nullable(),
  matches: z.array(VersionMatch.extend({ version: NamedVersion })),
  /** In the order of the text; what has no place comes last. */
  items: z.array(ShownItem),
  may: z.object({
    edit: z.boolean(),
    /** Whether there is anything to take, and it may be now. */
    take: z.boolean(),
    undo: z.boolean(),
    discard: z.boolean(),
  }),
});
export type ShownContribution = z.infer<typeof ShownContribution>;

/** What is said of a file as it is sent; the file itself is the body. */
export const ReceiveQuery = z.object({
  fileName: z.string().min(1).max(255),
  /** Id of who sent it; left out, a coordinator's own, else as the file's authors and its cover say. */
  organisation: z.string().optional(),
  /** Ids of those who sent it jointly, with commas; left out with the organisation, as the file's authors say. */
  jointly: commaSeparated(z.array(z.string()).max(50)),
  /** Participant id of who answers for it; left out, the first author that is known. */
  contributor: z.string().optional(),
  /** The day it was sent; left out, today. Only the secretariat says another day. */
  sentOn: z.iso.date().optional(),
  /** The version it is on, by id or address, where the sender knows better than its text; left out, its text tells. */
  version: z.string().optional(),
});
export type ReceiveQuery = z.infer<typeof ReceiveQuery>;

/** A correction; what is left out stays. Another version, or a yes or no, makes the items anew. */
export const ContributionEdit = z.object({
  revision: Contribution.shape.revision,
  /** Id or address of a published version. */
  version: z.string().optional(),
  organisation: z.string().optional(),
  jointly: z.array(z.string()).max(50).optional(),
  contributor: z.string().nullable().optional(),
  sentOn: z.iso.date().optional(),
  /** Which participants the file's authors are; those left out stay. */
  authors: Contribution.shape.authors.max(500).optional(),
  handMarks: z.enum(["yes", "no"]).optional(),
  unmarked: z.enum(["yes", "no"]).optional(),
});
export type ContributionEdit = z.infer<typeof ContributionEdit>;

/** A correction of one item; what is left out stays. */
export const ItemEdit = z.object({
  revision: Contribution.shape.revision,
  included: z.boolean().optional(),
  text: LongText.optional(),
  type: ContributionItem.shape.type.optional(),
  targets: z.array(Target).min(1).max(200).optional(),
  operations: z.array(ProposalOperation).max(200).optional(),
});
export type ItemEdit = z.infer<typeof ItemEdit>;

const ContributionParams = z.object({ contribution: z.string() });
const Revision = z.object({ revision: Contribution.shape.revision });

/** Asks of a contribution under review, or changes it, and is answered with it as it then is. */
const reviewing = {
  action: "review-contribution",
  params: ContributionParams,
  answer: { kind: "json", schema: ShownContribution },
} as const;

/** What stands in the way of a change. */
const changeProblems = ["not-allowed", "not-found", "revision-conflict", "wrong-state"] as const;

export const contributionOperations = {
  getContributions: operation({
    method: "get",
    path: "/contributions",
    summary: "Contributions the reader may know of, the last received first",
    action: "read-forum",
    answer: { kind: "json", schema: z.array(ListedContribution) },
    problems: [],
  }),
  receiveContribution: operation({
    method: "post",
    path: "/contributions",
    summary:
      "Read a file an organisation sent, and show what it would make; nothing of it is public before it is taken",
    action: "receive-contributions",
    query: ReceiveQuery,
    file: "receive-contributions",
    answer: { kind: "json", schema: ShownContribution, status: 201 },
    problems: [
      "not-signed-in",
      "not-allowed",
      "not-found",
      "invalid-request",
      "wrong-state",
      "already-received",
      ...fileProblems,
    ],
  }),
  getContribution: operation({
    method: "get",
    path: "/contributions/{contribution}",
    summary: "A contribution with everything it would make, or made",
    ...reviewing,
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  getContributionOriginal: operation({
    method: "get",
    path: "/contributions/{contribution}/original",
    summary: "The file as it was sent",
    action: "read-contribution-original",
    params: ContributionParams,
    answer: { kind: "file", mediaTypes: ["application/octet-stream"] },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  exportContribution: operation({
    method: "get",
    path: "/contributions/{contribution}/redline",
    summary: "A contribution against its draft: everything it proposes and that is not left out, as one redline",
    action: "review-contribution",
    params: ContributionParams,
    ...redlineFile,
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state", ...redlineFileProblems],
  }),
  editContribution: operation({
    method: "patch",
    path: "/contributions/{contribution}",
    summary: "Correct from whom it is and on which version, and say whether what was recognised is taken",
    ...reviewing,
    body: ContributionEdit,
    problems: [...changeProblems, "invalid-request"],
  }),
  editContributionItem: operation({
    method: "patch",
    path: "/contributions/{contribution}/items/{item}",
    summary: "Leave out a proposed annotation, or correct its words or its place",
    ...reviewing,
    params: ContributionParams.extend({ item: z.string() }),
    body: ItemEdit,
    problems: [...changeProblems, "invalid-request", "target-not-in-version", "proposal-not-applicable"],
  }),
  takeContribution: operation({
    method: "post",
    path: "/contributions/{contribution}/take",
    summary: "Submit everything it makes at once, in the name of those who sent it; `undoTaking` withdraws it",
    ...reviewing,
    body: Revision,
    problems: changeProblems,
  }),
  undoTaking: operation({
    method: "post",
    path: "/contributions/{contribution}/undo",
    summary: "Withdraw all that was made of it; it is prepared again, to be corrected, taken or discarded",
    ...reviewing,
    body: Revision,
    problems: changeProblems,
  }),
  discardContribution: operation({
    method: "delete",
    path: "/contributions/{contribution}",
    summary: "Throw a contribution away of which nothing was made",
    action: "review-contribution",
    params: ContributionParams,
    answer: { kind: "nothing" },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
};
