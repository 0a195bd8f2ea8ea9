import { ClauseLines } from "#core/text/lines/line-numbers.ts";
import * as z from "zod";
import { Forum } from "#core/access/forum.ts";
import { fieldsWithValue, settingsIn } from "#core/access/forum-settings.ts";
import { LetterRecipient } from "#core/compile/letter.ts";
import { AnnotationKind, CommentType, ImportedFrom, Standing, Visibility } from "#core/discuss/annotation.ts";
import { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { AmendedPart, Position } from "#core/discuss/reply.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { Target } from "#core/discuss/target.ts";
import { OutcomeFilter, DecisionOutcome } from "#core/outcome/decision.ts";
import { Placement, PlacementState } from "#core/place/placement.ts";
import { ProposedClause } from "#core/propose/proposal-segment.ts";
import { ClauseKind } from "#core/text/clause.ts";
import { Notice } from "#core/text/notice.ts";
import { ForumDocument, Version } from "#core/text/version.ts";

/**
 * Selects the annotations of a compilation. A filter that is omitted or empty selects all. Several filters combine with
 * "and".
 */
export const CompilationFilters = z.object({
  kinds: z.array(AnnotationKind).optional(),
  types: z.array(CommentType).optional(),
  /** Organisation ids. A joint comment matches each of its organisations. */
  organisations: z.array(z.string()).optional(),
  /** Ids of the people who wrote them. */
  people: z.array(z.string()).optional(),
  groups: z.array(StakeholderGroup).optional(),
  states: z.array(PlacementState).optional(),
  outcomes: z.array(OutcomeFilter).optional(),
  /** Addresses of the versions on which they were made. */
  versions: z.array(z.string()).optional(),
  /** Clause ids of the compiled version. */
  clauses: z.array(z.string()).optional(),
  /** Ids of clauses that open a section; each selects its whole section. Adds to `clauses` and does not narrow it. */
  sections: z.array(z.string()).optional(),
  /** Text to find in the comment, the quoted text, the proposed text or a reply. Case-insensitive. */
  text: z.string().optional(),
});
export type CompilationFilters = z.infer<typeof CompilationFilters>;

/** Sources are shown for all annotations or for none. */
const sourcesShown = ["shown", "hidden"] as const;
export const SourcesShown = z.enum(sourcesShown);
export type SourcesShown = z.infer<typeof SourcesShown>;

/** Returns true if the filters themselves would reveal sources. A compilation with hidden sources must reject them. */
export function revealSources({ organisations = [], people = [], groups = [] }: CompilationFilters): boolean {
  return organisations.length > 0 || people.length > 0 || groups.length > 0;
}

/** A message code with its parameters. core/messages renders it: `say(wording, language)`. */
export const Wording = Notice.pick({ code: true, params: true });
export type Wording = z.infer<typeof Wording>;

/** The author of an annotation or reply: the person, and every organisation behind it. */
export const Source = Speaker.pick({ name: true, capacity: true, group: true }).extend({
  /** The author's own organisation first, then those that co-sign. Empty in a personal capacity. */
  organisations: z.array(z.object({ id: z.string(), name: z.string(), shortName: z.string() })),
});
export type Source = z.infer<typeof Source>;

/** A range within one clause of the compiled version. */
export const Place = z.object({
  clause: z.string(),
  /** UTF-16 offsets into the clause's text. The whole clause is 0 to its length. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});
export type Place = z.infer<typeof Place>;

/**
 * The source and text of an annotation or reply, either of which may be withheld. `standing` and `standingReason`
 * explain why.
 */
const CompiledEntry = z.object({
  /** Null if sources are hidden, or if the annotation or reply was erased. */
  source: Source.nullable(),
  /** Paragraphs separated by "\n\n". Null if hidden, withdrawn or erased. */
  text: z.string().nullable(),
  standing: Standing,
  /** Why it was hidden, withdrawn or erased. Null while open. */
  standingReason: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
});

/** A reply to an annotation. The replies of a thread are in date order. */
export const CompiledReply = CompiledEntry.extend({
  position: Position.nullable(),
  /** The proposal's wording as the reply amends it, as a redline. Absent if it amends nothing. */
  amendment: z.array(AmendedPart).optional(),
  /** Whether the proposal is accepted with this amendment. Absent if it is not. */
  accepted: z.literal(true).optional(),
});
export type CompiledReply = z.infer<typeof CompiledReply>;

/**
 * A position and its holders: organisations, or persons in a personal capacity, each with its latest position. Never
 * gives their number.
 */
const CompiledPosition = z.object({
  position: Position,
  /** Names of the holders: an organisation's short name or a person's name. Empty if sources are hidden. */
  holders: z.array(z.string()),
});
type CompiledPosition = z.infer<typeof CompiledPosition>;

/** The version an annotation was made on, and its targets there. */
export const Origin = z.object({
  versionId: z.string(),
  /** The version's address, or its id if the address leads to another text. */
  address: z.string(),
  round: z.string(),
  label: z.string(),
  /** YYYY-MM-DD. */
  date: z.string(),
  language: z.string(),
  /** Whether this is the compiled version. */
  here: z.boolean(),
  /** Citations of the clauses where its targets begin, without repetition. Empty for a general remark. */
  citations: z.array(z.string()),
  /** The quoted text of each range target. Empty if the targets are whole clauses, a section or the document. */
  quotes: z.array(z.string()),
});
export type Origin = z.infer<typeof Origin>;

/** A version as a file names it. */
const NamedVersion = Origin.pick({ address: true, round: true, label: true, date: true, language: true });

/** The decision currently in force on an annotation. */
export const CompiledDecision = z.object({
  outcome: DecisionOutcome,
  /** Empty if the outcome needs no reason. */
  reason: z.string(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** Capacity of the person who decided. The person is not named, because the file is passed on to others. */
  capacity: Speaker.shape.capacity,
  /** The draft that shows the decision. Null if no draft does. */
  shownIn: NamedVersion.nullable(),
  /** The thread it was merged into. Null for any other outcome, or if that thread is not in the compilation. */
  mergedWith: z.object({ kind: AnnotationKind, number: z.int().positive() }).nullable(),
});
export type CompiledDecision = z.infer<typeof CompiledDecision>;

/** A comment or proposal with its replies, positions and decision. */
export const CompiledThread = CompiledEntry.extend({
  /** Counts from 1 in the order of the compilation: general remarks, clauses, orphans. */
  number: z.int().positive(),
  /** The annotation's id. Null if sources are hidden, because an id may reveal the source. */
  id: z.string().nullable(),
  kind: AnnotationKind,
  type: CommentType,
  visibility: Visibility,
  origin: Origin,
  /** The two versions whose change it is about. Null if it is not about a change. */
  change: z.object({ base: NamedVersion, revised: NamedVersion }).nullable(),
  /** Whether it was submitted after the consultation on its version closed. */
  late: z.boolean(),
  /** Whether its author marked it as resolved in the imported file. */
  resolved: z.boolean(),
  /** The file from which it was imported. Absent if sources are hidden, or if the reader may not know it. */
  importedFrom: ImportedFrom.optional(),
  /** Its placement on the compiled version. */
  placement: Placement.pick({ state: true, score: true, reason: true, gone: true }),
  /** Its targets carried to this version. Empty for an orphan. */
  targets: z.array(Target),
  /**
   * The targets split at clause boundaries, in document order. A section is represented by its first clause. Empty for
   * a general remark and for an orphan.
   */
  places: z.array(Place),
  /**
   * The proposal clause by clause, as a redline of the version it was made on. Empty for a comment, and for a proposal
   * that is not open.
   */
  proposal: z.array(ProposedClause),
  /** The proposal in words, one entry per step. */
  proposedChange: z.array(Wording),
  /**
   * The proposal as operations on this version, for tracked changes. Null for a comment, or if the operations do not
   * apply to this version.
   */
  operations: z.array(ProposalOperation).nullable(),
  replies: z.array(CompiledReply),
  positions: z.array(CompiledPosition),
  /** Null if nothing was decided, or if the decision was revoked. */
  decision: CompiledDecision.nullable(),
  /**
   * In a letter, and in the record if it is unplaced: its clauses in this version, as redlines of the version it was made
   * on. Absent if it was made here.
   */
  outcomeText: z.array(ProposedClause).optional(),
});
export type CompiledThread = z.infer<typeof CompiledThread>;

/** A range of a clause that a thread is about. */
export const Highlight = z.object({
  /** The thread's number. */
  thread: z.int().positive(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});
export type Highlight = z.infer<typeof Highlight>;

/** A clause of the version, with the threads that begin on it. */
export const CompiledClause = z.object({
  id: z.string(),
  kind: ClauseKind,
  label: z.string().nullable(),
  /** The label as its file shows it: "(a)" for "a)". */
  printed: z.string().nullable(),
  citation: z.string(),
  depth: z.int().nonnegative(),
  /** `language` is a BCP 47 tag and `direction` is "ltr" or "rtl". Null if the same as the version's. */
  language: z.string().nullable(),
  direction: z.string().nullable(),
  /** For a cell: its table and its position there. */
  table: z.object({ id: z.string(), row: z.int(), column: z.int(), header: z.boolean() }).nullable(),
  text: z.string(),
  content: InlineContent,
  /** Absent if the file shows no line numbers, or the clause has none. */
  lines: ClauseLines.optional(),
  /**
   * Ranges of this clause that threads are about, ordered by start. Includes threads that begin on an earlier clause.
   */
  highlights: z.array(Highlight),
  /** In date order. Each thread appears once, at its first position. */
  threads: z.array(CompiledThread),
  /** In the public record: its text as a redline of the earliest draft with a request about it. Absent if unchanged. */
  changed: z.object({ since: NamedVersion, clause: ProposedClause }).optional(),
});
export type CompiledClause = z.infer<typeof CompiledClause>;

const forumFields = fieldsWithValue(Forum.shape, ["id", ...settingsIn("files")]);

/**
 * A version with all its annotations: everything a file format needs, and nothing specific to one format.
 *
 * Hidden, withdrawn and erased annotations keep their position but lose their text.
 */
export const Compilation = z.object({
  forum: z.object(forumFields),
  document: ForumDocument.pick({ id: true, title: true, shortTitle: true, kind: true, symbol: true, agendaItem: true }),
  version: Version.omit({ source: true, notices: true, corrections: true }),
  /** The version's address, `document@round:lang`, or its id if the address leads to another text. */
  address: z.string(),
  /** BCP 47. The language in which this round was published first. Absent if it is unknown. */
  originalLanguage: z.string().optional(),
  /** "ltr" or "rtl". */
  direction: z.string(),
  filters: CompilationFilters,
  sources: SourcesShown,
  /** The recipient of a letter. Absent in all other files. */
  recipient: LetterRecipient.optional(),
  /** Present in the public record. */
  isRecord: z.literal(true).optional(),
  /** ISO 8601, UTC. */
  generatedAt: z.iso.datetime(),
  /** The head of the public audit chain at that time, such as "4711:9f2c…". Absent in files made without a forum. */
  auditHead: z.string().optional(),
  counts: z.object({
    /** All threads of the compilation. The next four counts are subsets of it. */
    annotations: z.int(),
    comments: z.int(),
    proposals: z.int(),
    general: z.int(),
    orphans: z.int(),
    /** Threads made on another version and carried to this one, without orphans. */
    carried: z.int(),
    replies: z.int(),
    /** Organisations behind its annotations and replies, alone or jointly. */
    organisations: z.int(),
    clausesWithThreads: z.int(),
    /** Annotations that the filters excluded. */
    leftOut: z.int(),
  }),
  /** Remarks on the whole document, in date order. */
  general: z.array(CompiledThread),
  clauses: z.array(CompiledClause),
  /**
   * Annotations without a placement on this version, ordered by their position on the original version, then by date.
   */
  orphans: z.array(CompiledThread),
});
export type Compilation = z.infer<typeof Compilation>;
