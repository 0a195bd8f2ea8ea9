import * as z from "zod";
import { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { exportFormats } from "#core/compile/export-format.ts";
import { commaSeparated } from "#core/contract/fields.ts";
import { FieldProblem } from "#core/contract/field-problem.ts";
import { NewDecision } from "#core/contract/decision-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { Annotation } from "#core/discuss/annotation.ts";
import { Decision } from "#core/outcome/decision.ts";
import { DeskNotes, Grouping, NoteText, Tag } from "#core/outcome/desk-entry.ts";
import { PlacementState } from "#core/place/placement.ts";

/** Maximum number of comments in one answer, and of those that one request changes. */
export const mostDeskItems = 500;

/** An outcome with its reason. */
const ShortDecision = Decision.pick({ outcome: true, reason: true });

/** A comment or proposal on the desk, with the current draft of its document in its language. */
export const DeskItem = Annotation.pick({ id: true, kind: true, documentId: true, speaker: true }).extend({
  /** The beginning of the comment, or of the proposed text if there is no comment. */
  text: z.string(),
  submittedAt: z.iso.datetime(),
  /** Address of the draft on which it is shown. */
  version: z.string(),
  /** The language of that draft (BCP 47). */
  language: z.string(),
  /** The clause in which it begins. Null if it is about the whole document, or unplaced. */
  clause: z.object({ id: z.string(), citation: z.string() }).nullable(),
  placement: z.object({
    state: PlacementState,
    /** Whether a person should confirm or choose the location. */
    needsDecision: z.boolean(),
  }),
  /** The released decision, and its revision; 0 before the first. `inText` says whether a draft shows it. */
  decision: ShortDecision.extend({ by: z.string(), inText: z.boolean() }).nullable(),
  decisionRevision: z.int(),
  /** Revision of the notes; 0 before the first. */
  revision: z.int(),
  prepared: ShortDecision.extend({ shownIn: Decision.shape.shownIn, amendedBy: z.string().nullable() }).nullable(),
  assignedTo: DeskNotes.shape.assignedTo,
  dueOn: DeskNotes.shape.dueOn,
  tags: DeskNotes.shape.tags,
  /** How somebody corrected the groups of similar comments. Null for no correction. */
  grouping: Grouping.nullable(),
  /** Number of internal notes. */
  notes: z.int(),
});
export type DeskItem = z.infer<typeof DeskItem>;

/** A comment with all that is needed to decide on it. */
export const OpenedDeskItem = z.object({
  item: DeskItem,
  placed: PlacedAnnotation,
  /** The text of its clause in the draft on which it is shown. Null without a clause. */
  clauseText: z.string().nullable(),
  /** The other comments that begin in the same clause, at most 50; first those on the same words. */
  beside: z.array(
    PlacedAnnotation.pick({ annotation: true, proposed: true, decision: true, positions: true }).extend({
      onSameWords: z.boolean(),
    }),
  ),
  /** Internal notes with the names of their authors, oldest first. */
  notes: z.array(z.object({ text: z.string(), by: z.string(), at: z.iso.datetime() })),
});
export type OpenedDeskItem = z.infer<typeof OpenedDeskItem>;

/** A change of the notes of comments. Absent fields keep their value. */
export const DeskChange = z.object({
  assignedTo: DeskNotes.shape.assignedTo.optional(),
  dueOn: DeskNotes.shape.dueOn.optional(),
  addTags: z.array(Tag).max(20).optional(),
  removeTags: z.array(Tag).max(20).optional(),
  note: NoteText.optional(),
  /** Null takes the correction back. For the comment with which others are joined, it does so too. */
  grouping: Grouping.nullable().optional(),
  /** Null takes a prepared decision back. */
  prepared: NewDecision.omit({ revision: true }).nullable().optional(),
  /** Whether the decision in `prepared` is released at once. */
  release: z.boolean().optional(),
});
export type DeskChange = z.infer<typeof DeskChange>;

/** A comment and the revision of its notes on which a change is based. */
const Named = z.object({ annotation: z.string(), revision: z.int().nonnegative() });

const ChangedItem = Named.extend({
  /** A change of this comment alone, beside that of all. */
  change: DeskChange.optional(),
  /** Revision of the released decision that a prepared one replaces. Without it, a comment that is decided is left out. */
  replaces: z.int().optional(),
});

/** Names comments, each once. */
const Names = z.array(Named).min(1).max(mostDeskItems);

/** Why a change left a comment out. Messages name each (`desk-left-…`). */
export const leftOutReasons = ["changed", "decided", "not-open", "not-valid", "nothing"] as const;

/** The comments after a change, and those that it left out because somebody had changed or decided them before. */
export const ChangedDesk = z.object({
  items: z.array(DeskItem),
  leftOut: z.array(z.object({ item: DeskItem.nullable(), annotation: z.string(), reason: z.enum(leftOutReasons) })),
});
export type ChangedDesk = z.infer<typeof ChangedDesk>;

/** Maximum number of comments in an Excel file. */
export const mostDeskRows = 20_000;

/** A row of an Excel file whose decision differs from that of the desk. */
export const ImportedDecision = z.object({
  /** Its number in the file, from 1. */
  row: z.int(),
  /** "conflict": somebody decided since the file was exported. */
  kind: z.enum(["new", "changed", "conflict"]),
  item: DeskItem,
  prepared: NewDecision,
  /** The prepared or released decision. Null if there is none. */
  current: ShortDecision.extend({ by: z.string() }).nullable(),
});
export type ImportedDecision = z.infer<typeof ImportedDecision>;

/** The decisions of an Excel file, before they are prepared. */
export const DecisionsOfFile = z.object({
  decisions: z.array(ImportedDecision),
  /** Numbers of rows that change nothing: with the decision of the desk, and without any. */
  unchanged: z.int(),
  undecided: z.int(),
  /** Rows that cannot be imported, with the reason. */
  refused: z.array(z.object({ row: z.int(), ...FieldProblem.pick({ code: true, params: true }).shape })),
});
export type DecisionsOfFile = z.infer<typeof DecisionsOfFile>;

/** Names a comment, or the end of a document: key and id of the document, language, position in the text. */
const DeskCursor = z
  .string()
  .max(500)
  .regex(/^[^~]*~[^~]+~(?:\{|[^~{]+~\d{1,9}-\d{1,9}-\d{1,16}-.+)$/u);

const decided = {
  action: "decide",
  problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
} as const;

export const deskOperations = {
  getDesk: operation({
    method: "get",
    path: "/desk",
    summary: "Submitted comments of all documents, for those who decide on them, by document in the order of the text",
    ...decided,
    query: z.object({
      /** Only those of a document. */
      document: z.string().optional(),
      /** Only those with these ids (comma-separated). */
      ids: commaSeparated(z.array(z.string()).max(100)),
      after: DeskCursor.optional(),
      size: z.coerce.number().int().min(1).max(mostDeskItems).default(mostDeskItems),
    }),
    answer: {
      kind: "json",
      schema: z.object({
        items: z.array(DeskItem),
        /** The documents of these items. */
        documents: z.array(z.object({ id: z.string(), title: z.string() })),
        next: z.string().nullable(),
      }),
    },
  }),
  getDeskItem: operation({
    method: "get",
    path: "/desk/items/{annotation}",
    summary: "A comment on the current draft, with its clause, the comments beside it and internal notes",
    ...decided,
    params: z.object({ annotation: z.string() }),
    answer: { kind: "json", schema: OpenedDeskItem },
  }),
  changeDesk: operation({
    method: "post",
    path: "/desk/change",
    summary: "Assign comments, tag them, note something about them, or prepare a decision; `undoDesk` undoes this",
    ...decided,
    body: z.object({ items: z.array(ChangedItem).min(1).max(mostDeskItems), change: DeskChange.default({}) }),
    answer: { kind: "json", schema: ChangedDesk },
  }),
  undoDesk: operation({
    method: "post",
    path: "/desk/undo",
    summary:
      "Undo changes of comments on the desk by their revisions, or the release of decisions; the last ones first",
    ...decided,
    body: z.object({ items: Names }),
    answer: { kind: "json", schema: ChangedDesk },
  }),
  releaseDecisions: operation({
    method: "post",
    path: "/desk/release",
    summary: "Release prepared decisions together; from then on everybody sees them",
    ...decided,
    body: z.object({ items: Names }),
    answer: { kind: "json", schema: ChangedDesk },
  }),
  exportDesk: operation({
    method: "post",
    path: "/desk/export",
    summary: "Export comments of the desk as an Excel file in which decisions are filled in",
    ...decided,
    body: z.object({ ids: z.array(z.string().max(100)).min(1).max(mostDeskRows) }),
    answer: { kind: "written-file", mediaTypes: [exportFormats.xlsx.mediaType] },
  }),
  readDecisions: operation({
    method: "post",
    path: "/desk/read",
    summary: "Read the decisions of an Excel file and compare them with the desk; nothing is stored",
    action: "decide",
    file: "decide",
    query: z.object({ fileName: z.string().max(255).default("desk.xlsx") }),
    answer: { kind: "json", schema: DecisionsOfFile },
    problems: [...decided.problems, ...(["file-empty", "not-this-format", "file-damaged", "file-too-large"] as const)],
  }),
  visitDesk: operation({
    method: "put",
    path: "/desk/visit",
    summary: "Say which comment one has open on the desk, and see which ones others have open",
    ...decided,
    body: z.object({ annotation: z.string().nullable() }),
    answer: { kind: "json", schema: z.array(z.object({ annotation: z.string(), name: z.string() })) },
  }),
  getDeskChoices: operation({
    method: "get",
    path: "/desk/choices",
    summary: "The people to whom comments can be assigned, and the forum's own reasons for decisions",
    ...decided,
    answer: {
      kind: "json",
      schema: z.object({
        officers: z.array(z.object({ id: z.string(), name: z.string() })),
        reasons: z.array(z.string()),
      }),
    },
  }),
};
