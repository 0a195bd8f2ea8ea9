import type { Node } from "prosemirror-model";
import type { Forum } from "#core/access/forum.ts";
import { fieldsWithValue, settingsIn } from "#core/access/forum-settings.ts";
import { type Annotation, countKinds, inOrder } from "#core/discuss/annotation.ts";
import { type Clause, clauseById, type VersionText } from "#core/text/clause.ts";
import { contentOf } from "#core/discuss/inline-content.ts";
import type { Placement } from "#core/place/placement.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { clauseOfTarget } from "#core/discuss/target.ts";
import {
  type Compilation,
  type CompilationFilters,
  type CompiledClause,
  type CompiledThread,
  type SourcesShown,
  revealSources,
} from "#core/compile/compilation.ts";
import { clausesMeant, matches } from "#core/compile/apply-filters.ts";
import type { LetterRecipient } from "#core/compile/letter.ts";
import { compileThread, type ShownDecision, type ThreadOrigin } from "#core/compile/compile-thread.ts";
import { placesOf } from "#core/compile/places.ts";
import { linesByClause } from "#core/text/lines/find-lines.ts";
import type { LineNumbers } from "#core/text/lines/line-numbers.ts";
import { printedLabel } from "#core/text/labels/label-forms.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";

/** An annotation with its placement on the compiled version and its replies. */
export interface CompilableAnnotation {
  annotation: Annotation;
  placement: Placement;
  replies: readonly Reply[];
  /**
   * For a proposal carried from another version: its operations on this version. Null or omitted if they do not apply
   * here.
   */
  rebased?: readonly ProposalOperation[] | null;
  /** Whether it was submitted after its consultation closed. Defaults to false. */
  late?: boolean;
  /** The two versions whose change it is about, by name. Omitted if it is not about a change. */
  change?: CompiledThread["change"];
  /** The decision currently in force, with the draft that shows it. Omitted if nothing was decided. */
  decision?: ShownDecision | null;
  /** In a letter: its clauses in this version, as redlines of the version it was made on. */
  outcomeText?: CompiledThread["outcomeText"];
}

/** The input of `compile`. */
export interface CompileInput {
  forum: Forum;
  document: ForumDocument;
  version: Version;
  /** The version's address, or its id if the address leads to another text. */
  address: string;
  draft: Node;
  /** The annotations visible to the reader. `compile` applies the filters. */
  annotations: readonly CompilableAnnotation[];
  /** The versions that annotations were made on, by id. May omit the compiled version. Null for a damaged text. */
  origins: ReadonlyMap<string, { version: Version; address: string; draft: Node | null }>;
  filters: CompilationFilters;
  sources: SourcesShown;
  /** The numbered lines, to show them beside the text. */
  lines?: LineNumbers | null;
  /** Whether threads have their ids although sources are hidden, for a file that comes back. */
  hasIds?: boolean | undefined;
  /** The recipient of a letter, to whom all annotations belong. */
  recipient?: LetterRecipient | undefined;
  /** Whether to compile the public record. */
  isRecord?: true | undefined;
  /** ISO 8601, UTC. */
  generatedAt: string;
  /** The head of the public audit chain, such as "4711:9f2c…". */
  auditHead?: string;
  originalLanguage?: string;
}

/**
 * Compiles a version and all its annotations.
 *
 * - Order: general remarks, then the clauses with their threads, then orphans.
 * - A thread appears once, at the first clause it is about, in date order. Every clause it touches gets a highlight.
 * - Sources are shown for all annotations or for none. If they are hidden, filters must not reveal them either.
 * @throws RangeError if sources are hidden and a filter would reveal them, or if the version an annotation was made on
 *   is missing from `origins`.
 */
export function compile(input: CompileInput): Compilation {
  const steps = compiling(input);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Compiles like `compile`, clause by clause, so that a caller can do other work in between. */
export function* compiling(input: CompileInput): Generator<undefined, Compilation> {
  const { forum, document, version, address, draft, filters, sources, generatedAt } = input;
  if (sources === "hidden" && revealSources(filters)) {
    throw new RangeError("Hidden sources cannot be filtered by organisation or group");
  }
  const text = versionTextOf(draft);
  yield undefined;
  const originOf = originsOf(input);
  const meant = clausesMeant(text, filters);
  const selected = input.annotations
    .map((entry) => ({ ...entry, id: entry.annotation.id, createdAt: entry.annotation.createdAt }))
    .map((entry) => ({ ...entry, places: placesOf(text, entry.placement.targets) }))
    .filter((entry) => matches(filters, { ...entry, meant, address: originOf(entry.annotation.versionId).address }));
  const { general, byClause, orphans } = arranged(inOrder(selected), originOf);

  // In the order in which a reader meets them, because this numbers the threads.
  const numbered = new Map<string, CompiledThread>();
  const numberThreads = (entries: readonly SelectedAnnotation[]): CompiledThread[] =>
    entries.map((entry) => {
      const compiled = compileThread(entry, originOf(entry.annotation.versionId), sources, numbered.size + 1);
      const thread = input.hasIds ? { ...compiled, id: entry.id } : compiled;
      numbered.set(entry.id, thread);
      return thread;
    });
  const generalThreads = numberThreads(general);
  const clauses: CompiledClause[] = [];
  const linesOf = input.lines ? linesByClause(text, input.lines) : new Map<string, never>();
  for (const [index, clause] of text.clauses.entries()) {
    const threads = numberThreads(byClause.get(clause.id) ?? []);
    const lines = linesOf.get(clause.id);
    const facts = clauseFacts(draft.child(index), clause, text);
    clauses.push({ ...facts, ...(lines && { lines }), highlights: [], threads });
    yield undefined;
  }
  const orphanThreads = numberThreads(orphans);
  highlight(clauses);
  nameMerged(selected, numbered);

  const { source: _source, notices: _notices, corrections: _corrections, ...facts } = version;
  return {
    forum: fieldsWithValue(forum, ["id", ...settingsIn("files")]),
    document: {
      id: document.id,
      title: titleIn(clauses) ?? document.title,
      shortTitle: document.shortTitle,
      kind: document.kind,
      ...(document.symbol !== undefined && { symbol: document.symbol }),
      ...(document.agendaItem !== undefined && { agendaItem: document.agendaItem }),
    },
    version: facts,
    address,
    direction: String(draft.attrs["direction"]),
    filters,
    sources,
    ...(input.recipient && { recipient: input.recipient }),
    ...(input.isRecord && { isRecord: input.isRecord }),
    generatedAt,
    ...(input.auditHead !== undefined && { auditHead: input.auditHead }),
    ...(input.originalLanguage !== undefined && { originalLanguage: input.originalLanguage }),
    counts: {
      ...countThreads([...numbered.values()]),
      general: general.length,
      orphans: orphans.length,
      organisations: organisationsIn(selected),
      clausesWithThreads: clauses.filter((clause) => clause.threads.length > 0).length,
      leftOut: input.annotations.length - selected.length,
    },
    general: generalThreads,
    clauses,
    orphans: orphanThreads,
  };
}

/** An annotation that passed the filters, with its places on the compiled version. */
interface SelectedAnnotation extends CompilableAnnotation {
  id: string;
  createdAt: string;
  places: ReturnType<typeof placesOf>;
}

/** Divides annotations into general ones, those of each clause, and orphans in the order of their own drafts' text. */
function arranged(ordered: readonly SelectedAnnotation[], originOf: (versionId: string) => ThreadOrigin) {
  const byClause = new Map<string, SelectedAnnotation[]>();
  for (const entry of ordered) {
    const clause = entry.places[0]?.clause;
    if (clause === undefined) continue;
    const others = byClause.get(clause);
    if (others) others.push(entry);
    else byClause.set(clause, [entry]);
  }
  const isOrphan = ({ placement }: CompilableAnnotation): boolean => placement.targets.length === 0;
  const general = ordered.filter((entry) => !isOrphan(entry) && entry.places.length === 0);
  const orphans = ordered
    .filter(isOrphan)
    .sort((left, right) => originOffset(left.annotation) - originOffset(right.annotation));
  return { general, byClause, orphans };

  /** Returns the offset of an annotation's first clause in its own version; -1 if it has no clause. */
  function originOffset({ versionId, targets }: Annotation): number {
    const origin = originOf(versionId);
    const [first] = targets;
    const clause = first && clauseOfTarget(first);
    return (clause === undefined || !origin.text ? undefined : clauseById(origin.text, clause)?.start) ?? -1;
  }
}

function clauseFacts(
  node: Node,
  { id, kind, label, citation, depth, start, end }: Clause,
  { text }: VersionText,
): Omit<CompiledClause, "highlights" | "threads"> {
  const { attrs, content } = node;
  return {
    id,
    kind,
    label,
    printed: printedLabel(node),
    citation,
    depth,
    language: attrs["language"] as string | null,
    direction: attrs["direction"] as string | null,
    table: attrs["table"] as CompiledClause["table"],
    text: text.slice(start, end),
    content: contentOf(content),
  };
}

function countThreads(threads: readonly CompiledThread[]) {
  const kinds = countKinds(threads);
  return {
    annotations: threads.length,
    comments: kinds.comment,
    proposals: kinds.proposal,
    carried: threads.filter(({ origin, placement }) => !origin.here && placement.state !== "orphan").length,
    replies: threads.reduce((sum, { replies }) => sum + replies.length, 0),
  };
}

/**
 * Returns the title in the draft's own text. A translation has its title in its own language, whereas the document has
 * one title for all languages.
 */
function titleIn(clauses: readonly CompiledClause[]): string | undefined {
  return clauses.find(({ kind, text }) => kind === "title" && text !== "")?.text;
}

/**
 * Adds to each merged thread the thread it was merged into. Runs after all threads are numbered, because that thread
 * may come later.
 */
function nameMerged(entries: readonly CompilableAnnotation[], numbered: ReadonlyMap<string, CompiledThread>): void {
  for (const { annotation, decision } of entries) {
    const merged = numbered.get(annotation.id)?.decision;
    const into = numbered.get(decision?.mergedWith ?? "");
    if (merged && into) merged.mergedWith = { kind: into.kind, number: into.number };
  }
}

/** Adds a highlight to every clause a thread touches, even if the thread is listed at an earlier clause. */
function highlight(clauses: readonly CompiledClause[]): void {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  for (const { threads } of clauses) {
    for (const { number, places } of threads) {
      for (const { clause, start, end } of places) byId.get(clause)?.highlights.push({ thread: number, start, end });
    }
  }
  for (const { highlights } of clauses) {
    highlights.sort((left, right) => left.start - right.start || left.end - right.end || left.thread - right.thread);
  }
}

function originsOf({ version, address, draft, origins }: CompileInput): (versionId: string) => ThreadOrigin {
  const known = new Map<string, ThreadOrigin>();
  return (versionId) => {
    const here = versionId === version.id;
    const from = here ? { version, address, draft } : origins.get(versionId);
    if (!from) throw new RangeError(`The version an annotation was made on is missing: ${versionId}`);
    const origin = known.get(versionId) ?? { ...from, text: from.draft && versionTextOf(from.draft), here };
    known.set(versionId, origin);
    return origin;
  };
}

function organisationsIn(entries: readonly CompilableAnnotation[]): number {
  const ids = new Set<string>();
  for (const { annotation, replies } of entries) {
    for (const { speaker, standing } of [annotation, ...replies]) {
      if (standing === "erased") continue;
      for (const { id } of speaker.jointly) ids.add(id);
      if (speaker.organisation) ids.add(speaker.organisation.id);
    }
  }
  return ids.size;
}
