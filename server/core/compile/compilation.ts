import * as z from "zod";
import { Forum } from "#core/access/forum.ts";
import { AnnotationKind, CommentType, Standing, Visibility } from "#core/discuss/annotation.ts";
import { InlineContent, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Position } from "#core/discuss/reply.ts";
import { Speaker, StakeholderGroup } from "#core/discuss/speaker.ts";
import { Target } from "#core/discuss/target.ts";
import { DispositionFilter, DispositionOutcome } from "#core/outcome/disposition.ts";
import { Placement, PlacementState } from "#core/place/placement.ts";
import { ProposedClause } from "#core/propose/proposal-segment.ts";
import { ClauseKind } from "#core/text/clause-kind.ts";
import { Notice } from "#core/text/notice.ts";
import { ForumDocument, Version } from "#core/text/version.ts";

/** Which annotations a compilation takes in. A filter left out, or an empty list, takes all; several narrow together. */
export const CompilationFilters = z.object({
  kinds: z.array(AnnotationKind).optional(),
  types: z.array(CommentType).optional(),
  /** Organisation ids; a joint comment counts for each of its organisations. */
  organisations: z.array(z.string()).optional(),
  groups: z.array(StakeholderGroup).optional(),
  states: z.array(PlacementState).optional(),
  dispositions: z.array(DispositionFilter).optional(),
  /** Addresses of the versions they were made on. */
  versions: z.array(z.string()).optional(),
  /** Clause ids of the compiled version. */
  clauses: z.array(z.string()).optional(),
  /** Ids of clauses that open a section, each meant with what stands in it; together with `clauses`, not narrowing them. */
  sections: z.array(z.string()).optional(),
  /** Words in the comment, the words it speaks of, what it proposes, or a reply; letter case is ignored. */
  text: z.string().optional(),
});
export type CompilationFilters = z.infer<typeof CompilationFilters>;

/** Sources are shown for all or for none, never for some. */
const sourcesShown = ["shown", "hidden"] as const;
export const SourcesShown = z.enum(sourcesShown);
export type SourcesShown = z.infer<typeof SourcesShown>;

/** Whether the filters themselves would name who speaks, which a compilation with hidden sources must not. */
export function tellSources({ organisations = [], groups = [] }: CompilationFilters): boolean {
  return organisations.length > 0 || groups.length > 0;
}

/** Something said in words by core/messages: `say(wording, language)`. */
export const Wording = Notice.pick({ code: true, params: true });
export type Wording = z.infer<typeof Wording>;

/** Who said it: every organisation that says it jointly by name, and the person. */
export const Source = Speaker.pick({ name: true, capacity: true, group: true }).extend({
  /** The speaker's own first, then the others that say the same; empty in a personal capacity. */
  organisations: z.array(z.object({ id: z.string(), name: z.string(), shortName: z.string() })),
});
export type Source = z.infer<typeof Source>;

/** A run of one clause of the compiled version. */
export const Place = z.object({
  clause: z.string(),
  /** UTF-16 offsets into the clause's text; the whole clause is 0 to its length. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});
export type Place = z.infer<typeof Place>;

/** Words that may not be shown: the annotation's or reply's standing says why, and `standingReason` in whose words. */
const Spoken = z.object({
  /** Null where sources are hidden, and for what was erased. */
  source: Source.nullable(),
  /** Paragraphs separated by "\n\n"; null where hidden, withdrawn or erased. */
  text: z.string().nullable(),
  standing: Standing,
  /** Why it was hidden, withdrawn or erased; null while open. */
  standingReason: z.string().nullable(),
  /** ISO 8601, UTC. */
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
});

/** An answer, in date order in its thread. */
export const CompiledReply = Spoken.extend({
  position: Position.nullable(),
});
export type CompiledReply = z.infer<typeof CompiledReply>;

/** A position that organisations (or persons speaking for themselves) hold, each by the last it took; never how many do. */
const CompiledPosition = z.object({
  position: Position,
  /** Who, by short name; empty where sources are hidden. */
  holders: z.array(z.string()),
});
type CompiledPosition = z.infer<typeof CompiledPosition>;

/** The version a comment was made on, and what it spoke of there. */
export const Origin = z.object({
  versionId: z.string(),
  /** What leads to it: its address, or its id where another text has taken that. */
  address: z.string(),
  round: z.string(),
  label: z.string(),
  /** YYYY-MM-DD. */
  date: z.string(),
  language: z.string(),
  /** Whether that is the compiled version itself. */
  here: z.boolean(),
  /** Citations of the clauses where its targets begin, each once; empty for a general remark. */
  citations: z.array(z.string()),
  /** The words its targets spoke of, one string a target; empty where it speaks of whole clauses, a section or all. */
  quotes: z.array(z.string()),
});
export type Origin = z.infer<typeof Origin>;

/** A version as a file names it. */
const NamedVersion = Origin.pick({ address: true, round: true, label: true, date: true, language: true });

/** What was decided on it and holds. */
export const CompiledDisposition = z.object({
  outcome: DispositionOutcome,
  /** "" where the outcome says enough. */
  reason: z.string(),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  /** As what it was decided: whose name is no concern of a file that is passed on. */
  capacity: Speaker.shape.capacity,
  /** The draft in which it shows; null where in none. */
  shownIn: NamedVersion.nullable(),
  /** The thread it was merged with; null for any other outcome, and where that thread is not in the compilation. */
  mergedWith: z.object({ kind: AnnotationKind, number: z.int().positive() }).nullable(),
});
export type CompiledDisposition = z.infer<typeof CompiledDisposition>;

/** A comment or proposal with all that answers it. */
export const CompiledThread = Spoken.extend({
  /** Counts from 1 in the order of the compilation: general remarks, clauses, orphans. */
  number: z.int().positive(),
  /** The annotation's id; null where sources are hidden, since an id may tell. */
  id: z.string().nullable(),
  kind: AnnotationKind,
  type: CommentType,
  visibility: Visibility,
  origin: Origin,
  /** The two versions it speaks of a change between; null where it speaks of none. */
  change: z.object({ base: NamedVersion, revised: NamedVersion }).nullable(),
  /** It was submitted after the consultation on its version closed. */
  late: z.boolean(),
  /** Its author ticked it off in the file it was read from. */
  resolved: z.boolean(),
  /** How it stands on this version. */
  placement: Placement.pick({ state: true, score: true, reason: true }),
  /** Its targets on this version, as carried; empty for an orphan. */
  targets: z.array(Target),
  /** The same, cut at clauses, in document order; empty for a general remark and an orphan. A section has its first clause. */
  places: z.array(Place),
  /** A proposal clause by clause, as a redline of the version it was made on; empty for a comment or where taken back. */
  proposal: z.array(ProposedClause),
  /** The same in words, a step each. */
  proposedChange: z.array(Wording),
  /** The same as operations on this version, for tracked changes; null where they do not fit it, or for a comment. */
  operations: z.array(ProposalOperation).nullable(),
  replies: z.array(CompiledReply),
  positions: z.array(CompiledPosition),
  /** Null where nothing was decided, or the decision was taken back. */
  disposition: CompiledDisposition.nullable(),
});
export type CompiledThread = z.infer<typeof CompiledThread>;

/** A run of a clause that a thread speaks of. */
export const Highlight = z.object({
  /** The thread's number. */
  thread: z.int().positive(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});
export type Highlight = z.infer<typeof Highlight>;

/** A clause of the version with the threads that begin on it. */
export const CompiledClause = z.object({
  id: z.string(),
  kind: ClauseKind,
  label: z.string().nullable(),
  citation: z.string(),
  depth: z.int().nonnegative(),
  /** BCP 47 and "ltr" or "rtl"; null where they are the version's. */
  language: z.string().nullable(),
  direction: z.string().nullable(),
  /** For a cell: where in which table. */
  table: z.object({ id: z.string(), row: z.int(), column: z.int(), header: z.boolean() }).nullable(),
  text: z.string(),
  content: InlineContent,
  /** Runs of this clause that threads speak of, those of threads that begin on an earlier clause included; by start. */
  highlights: z.array(Highlight),
  /** In date order; each thread stands once, where its first place is. */
  threads: z.array(CompiledThread),
});
export type CompiledClause = z.infer<typeof CompiledClause>;

/**
 * A version with everything said of it: all that every file format needs, and nothing of any format.
 *
 * Hidden, withdrawn and erased annotations stay in their place without their words.
 */
export const Compilation = z.object({
  forum: Forum.pick({ id: true, name: true, shortName: true, jurisdiction: true }),
  document: ForumDocument.pick({ id: true, title: true, shortTitle: true, kind: true }),
  version: Version.omit({ source: true, notices: true }),
  /** What leads to it: `document@round:lang`, or its id where that leads to another text. */
  address: z.string(),
  /** "ltr" or "rtl". */
  direction: z.string(),
  filters: CompilationFilters,
  sources: SourcesShown,
  /** ISO 8601, UTC. */
  generatedAt: z.iso.datetime(),
  /** What it contains. */
  counts: z.object({
    /** Threads in the compilation, and of them: */
    annotations: z.int(),
    comments: z.int(),
    proposals: z.int(),
    general: z.int(),
    orphans: z.int(),
    /** Made on another version and carried to this one (orphans not counted). */
    carried: z.int(),
    replies: z.int(),
    /** Organisations that speak in it, jointly or alone. */
    organisations: z.int(),
    clausesWithThreads: z.int(),
    /** Annotations the filters left out. */
    leftOut: z.int(),
  }),
  /** Remarks on the whole document, in date order. */
  general: z.array(CompiledThread),
  clauses: z.array(CompiledClause),
  /** What has no place left on this version, in the order of where it stood, then by date. */
  orphans: z.array(CompiledThread),
});
export type Compilation = z.infer<typeof Compilation>;
