import * as z from "zod";
import { Contribution, ContributionItem, RowSource, VersionMatch } from "#core/receive/contribution.ts";
import { exportFormats, reconciliationFormats } from "#core/compile/export-format.ts";
import { ColumnMapping, FileColumns } from "#core/receive/file-columns.ts";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { ProposedClause } from "#core/propose/proposal-segment.ts";
import { SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { Target } from "#core/discuss/target.ts";
import { commaSeparated, cursorQuery, LongText, NamedVersion, partOf } from "#core/contract/fields.ts";
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
  /**
   * The sender, the organisations that sent it jointly, and those whose rows it has, as far as the reader may know of
   * them. Empty until someone names the sender.
   */
  organisations: z.array(SpeakingOrganisation),
  /** The version it is based on. Null if unknown. */
  version: NamedVersion.nullable(),
  /** Number of comments and proposals that it would create or has created. */
  comments: z.int().nonnegative(),
  proposals: z.int().nonnegative(),
  /** Number of items that need a person's decision: unplaced, or not yet agreed to. 0 after the import. */
  waiting: z.int().nonnegative(),
  may: z.object({
    /** Open it to preview and correct its items. */
    review: z.boolean(),
    /** Download the original file. */
    original: z.boolean(),
    /** Export the reconciliation report, all of it or that on the parts of one's organisation. */
    reconcile: z.boolean(),
  }),
});
export type ListedContribution = z.infer<typeof ListedContribution>;

/**
 * An item as shown to the reader, with its changes to the version clause by clause, and whether it is included in the
 * import.
 */
export const ShownItem = ContributionItem.extend({
  /** Empty for a comment. */
  changes: z.array(ProposedClause),
  taken: z.boolean(),
  /** Whether it is not imported because of its source. */
  isHeld: z.boolean(),
});
export type ShownItem = z.infer<typeof ShownItem>;

/** A contribution under review. */
export const ShownContribution = Contribution.omit({
  items: true,
  columns: true,
  rowSources: true,
  bodyIds: true,
}).extend({
  organisations: z.array(SpeakingOrganisation),
  version: NamedVersion.nullable(),
  matches: z.array(VersionMatch.extend({ version: NamedVersion })),
  /** In text order. Unplaced items come last. */
  items: z.array(ShownItem),
  /**
   * The sources of remarks that are not imported because they are not exactly the senders, with the number of their
   * remarks, most first. An empty source is held too if the file names another than the senders.
   */
  held: z.array(z.object({ source: z.string(), count: z.int().positive() })),
  /**
   * The sources that rows name, in the order of the file, with the number of their rows. Empty if no row names one.
   * `isHeld` says that a person must decide before they are imported, `isOwn` that they are imported in the name of
   * `organisations`, or under the plain name if there are none, instead of the sender's.
   */
  sources: z.array(
    z.object({
      name: z.string(),
      count: z.int().positive(),
      organisations: z.array(SpeakingOrganisation),
      by: RowSource.shape.by,
      isHeld: z.boolean(),
      isOwn: z.boolean(),
    }),
  ),
  may: z.object({
    edit: z.boolean(),
    /** Whether it can be imported now and has items to import. */
    take: z.boolean(),
    undo: z.boolean(),
    discard: z.boolean(),
  }),
});
export type ShownContribution = z.infer<typeof ShownContribution>;

/** Metadata of an uploaded file. The file itself is the body. */
export const ReceiveQuery = z.object({
  fileName: z.string().min(1).max(255),
  /**
   * Id of the organisation that sent it. Defaults to a coordinator's own organisation, otherwise to what the file's
   * authors and its cover suggest.
   */
  organisation: z.string().optional(),
  /**
   * Ids of the organisations that sent it jointly, separated by commas. If `organisation` is omitted too, they are
   * inferred from the file's authors.
   */
  jointly: commaSeparated(z.array(z.string()).max(50)),
  /** Id of the participant who answers for it. Defaults to the first known author. */
  contributor: z.string().optional(),
  /** The day it was sent. Defaults to today. Only the secretariat may set another day. */
  sentOn: z.iso.date().optional(),
  /**
   * Id or address of the version it is based on, if the sender knows better than the text match. Defaults to the
   * version whose text matches.
   */
  version: z.string().optional(),
});
export type ReceiveQuery = z.infer<typeof ReceiveQuery>;

/**
 * A correction of a contribution. Omitted fields keep their value. Rebuilds the items if the version, `handMarks`,
 * `unmarked` or `columns` change.
 */
export const ContributionEdit = z.object({
  revision: Contribution.shape.revision,
  /** Id or address of a published version. */
  version: z.string().optional(),
  organisation: z.string().optional(),
  jointly: z.array(z.string()).max(50).optional(),
  contributor: z.string().nullable().optional(),
  sentOn: z.iso.date().optional(),
  /** The participants that match the file's authors. Omitted authors keep their match. */
  authors: Contribution.shape.authors.max(500).optional(),
  /**
   * The organisations to which rows belong, by the source that they name. Omitted sources keep theirs; without
   * organisations, rows keep their source as a plain name.
   */
  sources: z
    .array(RowSource.pick({ name: true, organisationIds: true }))
    .max(500)
    .optional(),
  /**
   * The columns of the form by the keys of the file's columns, as in `getContributionColumns`. Each column of the form is
   * given once at most, and that of the comments or of the changes is given. If the secretariat edits them, later files
   * with the same headings are read in the same way.
   */
  columns: ColumnMapping.refine((columns) => Object.keys(columns).length <= 500).optional(),
  handMarks: z.enum(["yes", "no"]).optional(),
  unmarked: z.enum(["yes", "no"]).optional(),
});
export type ContributionEdit = z.infer<typeof ContributionEdit>;

/** A correction of one item. Omitted fields keep their value. */
export const ItemEdit = z.object({
  id: ContributionItem.shape.id,
  included: z.boolean().optional(),
  /** Why it is excluded. An empty reason removes the one that it has. */
  reason: z.string().max(1_000).optional(),
  /** Accepts it despite its doubt, or takes this back. A correction of its location or its steps accepts it too. */
  confirmed: z.boolean().optional(),
  text: LongText.optional(),
  type: ContributionItem.shape.type.optional(),
  /** An item without targets is unplaced. */
  targets: z.array(Target).max(200).optional(),
  operations: z.array(ProposalOperation).max(200).optional(),
});
export type ItemEdit = z.infer<typeof ItemEdit>;

/** The new state of the items that were corrected, and of what depends on all items. */
export const EditedItems = ShownContribution.pick({
  revision: true,
  items: true,
  held: true,
  sources: true,
  may: true,
});
export type EditedItems = z.infer<typeof EditedItems>;

const ContributionParams = z.object({ contribution: z.string() });
const Revision = z.object({ revision: Contribution.shape.revision });

/** Shared by operations that read or change a contribution under review and return its new state. */
const reviewing = {
  action: "review-contribution",
  params: ContributionParams,
  answer: { kind: "json", schema: ShownContribution },
} as const;

/** Problems that can prevent a change. */
const changeProblems = ["not-allowed", "not-found", "revision-conflict", "wrong-state"] as const;

export const contributionOperations = {
  getContributions: operation({
    method: "get",
    path: "/contributions",
    summary: "Contributions the reader may see, latest first",
    action: "read-forum",
    query: z.object({
      ...cursorQuery,
      /** The contribution with which the list begins. */
      at: z.string().max(100).optional(),
      /** Lists only those that are still to be reviewed, at most `size`, in no order. */
      state: z.literal("prepared").optional(),
    }),
    answer: { kind: "json", schema: partOf(ListedContribution) },
    problems: ["invalid-request"],
  }),
  receiveContribution: operation({
    method: "post",
    path: "/contributions",
    summary: "Read a file from an organisation and preview its annotations; nothing is public before the import",
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
      "storage-full",
      ...fileProblems,
    ],
  }),
  getContribution: operation({
    method: "get",
    path: "/contributions/{contribution}",
    summary: "A contribution with the annotations it would create or has created",
    ...reviewing,
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  getContributionColumns: operation({
    method: "get",
    path: "/contributions/{contribution}/columns",
    summary: "The columns of a table of comments with samples, and the columns of the form as which they are read",
    action: "review-contribution",
    params: ContributionParams,
    answer: { kind: "json", schema: FileColumns },
    problems: ["not-signed-in", "not-allowed", "not-found", ...fileProblems],
  }),
  getContributionOriginal: operation({
    method: "get",
    path: "/contributions/{contribution}/original",
    summary: "The file as received",
    action: "read-contribution-original",
    params: ContributionParams,
    answer: { kind: "file", mediaTypes: ["application/octet-stream"] },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  exportContribution: operation({
    method: "get",
    path: "/contributions/{contribution}/redline",
    summary: "Export a contribution as a redline of its draft, with every proposal that is not left out",
    action: "review-contribution",
    params: ContributionParams,
    ...redlineFile,
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state", ...redlineFileProblems],
  }),
  exportReconciliation: operation({
    method: "get",
    path: "/contributions/{contribution}/reconciliation",
    summary: "The parts of a file with their author, result and reason, and their numbers; organisations get their own",
    action: "reconcile-contribution",
    params: ContributionParams,
    query: z.object({ format: z.enum(reconciliationFormats) }),
    answer: {
      kind: "written-file",
      mediaTypes: reconciliationFormats.map((format) => exportFormats[format].mediaType),
    },
    costly: true,
    problems: ["not-signed-in", "not-allowed", "not-found", ...redlineFileProblems],
  }),
  editContribution: operation({
    method: "patch",
    path: "/contributions/{contribution}",
    summary: "Correct a contribution's source and version, and whether to import the recognised items",
    ...reviewing,
    body: ContributionEdit,
    problems: [...changeProblems, "invalid-request", ...fileProblems],
  }),
  editContributionItems: operation({
    method: "patch",
    path: "/contributions/{contribution}/items",
    summary: "Leave out, confirm or correct proposed annotations, all of them or none",
    ...reviewing,
    body: Revision.extend({ items: z.array(ItemEdit).min(1).max(2_000) }),
    answer: { kind: "json", schema: EditedItems },
    problems: [...changeProblems, "invalid-request", "target-not-in-version", "proposal-not-applicable"],
  }),
  takeContribution: operation({
    method: "post",
    path: "/contributions/{contribution}/take",
    summary: "Import: submit all its annotations at once, in its organisation's name; `undoTaking` undoes this",
    ...reviewing,
    body: Revision,
    problems: [...changeProblems, "source-not-sender"],
  }),
  undoTaking: operation({
    method: "post",
    path: "/contributions/{contribution}/undo",
    summary: "Undo the import: withdraw all its annotations; it can then be corrected, imported or discarded",
    ...reviewing,
    body: Revision,
    problems: changeProblems,
  }),
  discardContribution: operation({
    method: "delete",
    path: "/contributions/{contribution}",
    summary: "Discard a contribution that is not imported",
    action: "review-contribution",
    params: ContributionParams,
    answer: { kind: "nothing" },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
};
