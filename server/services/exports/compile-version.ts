import { hasGroup } from "#core/access/forum.ts";
import { can } from "#core/access/permissions.ts";
import {
  type Compilation,
  type CompilationFilters,
  type CompiledThread,
  type SourcesShown,
  revealSources,
} from "#core/compile/compilation.ts";
import type { ShownDecision } from "#core/compile/compile-thread.ts";
import { type CompilableAnnotation, type CompileInput, compiling } from "#core/compile/compile.ts";
import type { LetterRecipient } from "#core/compile/letter.ts";
import { placesOf } from "#core/compile/places.ts";
import { mostClauses, revisedClauses } from "#core/compile/revised-clauses.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Annotation, ChangeSubject } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { isLate } from "#core/outcome/consultation.ts";
import type { Decision } from "#core/outcome/decision.ts";
import { type Clause, clauseById, type VersionText } from "#core/text/clause.ts";
import { findCited } from "#core/text/citations/find-cited.ts";
import { clausesOnLines, parseLineCitation } from "#core/text/lines/find-lines.ts";
import type { LineNumbers } from "#core/text/lines/line-numbers.ts";
import type { Version } from "#core/text/version.ts";
import { placeThreads } from "../annotations/placement.ts";
import { carriedSteps } from "../annotations/rebase.ts";
import type { Discussion } from "../annotations/threads.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { inTurns } from "../kernel/in-turns.ts";
import { ProblemError } from "../kernel/problem.ts";
import { isInThread, mayKnowReply, readableAnnotation, readableReply } from "../kernel/visibility.ts";
import { unknownGroup } from "../people/store-person.ts";
import { loadContent } from "../versions/content.ts";
import type { FoundVersion } from "../versions/find-version.ts";
import { loadLines } from "../versions/lines.ts";
import { addressOf } from "../versions/version-order.ts";

/** Filters for a compilation, and whether it shows sources. */
interface CompileOptions {
  filters: CompilationFilters;
  sources: SourcesShown;
  /** The recipient of a letter, if the discussion has only annotations for them. */
  recipient?: LetterRecipient;
  /** Whether threads have their ids although sources are hidden. */
  hasIds?: boolean;
  /** Whether the file shows line numbers. */
  hasLines?: boolean;
  /** Whether to compile the public record. */
  isRecord?: true;
}

/**
 * Compiles a version with the annotations on it and on earlier versions, as far as the actor may see them. If the forum
 * hides sources, only the secretariat's compilations can show them.
 * @throws ProblemError invalid-request if sources are hidden and a filter depends on them, if the forum does not have a
 *   group, or if a clause filter does not match exactly one clause
 */
export async function compileVersion(
  context: Context,
  { found, discussion, auditHead }: { found: FoundVersion; discussion: Discussion; auditHead: string },
  { filters, recipient, isRecord, ...options }: CompileOptions,
  signal: AbortSignal | null,
): Promise<Compilation> {
  const { forum, document, version, versions } = found;
  const { threads, line, viewer } = discussion;
  const sources = recipient || can(viewer.actor, "read-sources", viewer) ? options.sources : "hidden";
  if (sources === "hidden" && revealSources(filters)) {
    throw new ProblemError("invalid-request", {}, [fieldProblem(["query", "sources"], "filter-tells-sources")]);
  }
  const unknown = filters.groups?.find((group) => !hasGroup(forum, group));
  if (unknown !== undefined) {
    throw new ProblemError("invalid-request", {}, [fieldProblem(["query", "groups"], ...unknownGroup(forum, unknown))]);
  }
  const { draft, text } = await loadContent(context, version);
  const cited = [...(filters.clauses ?? []), ...(filters.sections ?? [])];
  const lines = options.hasLines || cited.some(parseLineCitation) ? await loadLines(context, version) : null;
  const clauseFilters = namedClauseFilters(text, lines, filters);
  const annotations = threads.map(({ annotation }) => readableAnnotation(viewer, annotation));
  const compared = comparerOnce(context, signal);
  const placements = await placeThreads(context, threads, line, compared);
  const origins: CompileInput["origins"] = new Map(
    await Promise.all(
      line.map(async (home) => {
        const draft = context.damage.has(home) ? null : (await loadContent(context, home)).draft;
        return [home.id, { version: home, address: addressOf(home, versions), draft }] as const;
      }),
    ),
  );
  const compilable = await Promise.all(
    threads.map(async ({ replies, decision, annotation: whole }, index): Promise<CompilableAnnotation[]> => {
      const [annotation, placement] = [annotations[index], placements[index]];
      const home = line.find(({ id }) => id === annotation?.versionId);
      if (!annotation || !placement || !home) return [];
      const known = replies
        // Files are passed on, so they do not contain what awaits clearance.
        .filter((reply) => isInThread(reply) && mayKnowReply(viewer, reply, whole))
        .map((reply) => readableReply(viewer, reply, whole));
      const accepted = recipient || isRecord ? acceptedIn(known, decision?.current) : null;
      return [
        {
          annotation,
          placement,
          // In the record, the clauses show their changes.
          ...((recipient || (isRecord && placement.targets.length === 0)) && {
            outcomeText: await outcomeTextOf(annotation, { home, version, placement, compared }),
          }),
          replies: recipient && forum.sources === "hidden" ? [] : (accepted ?? known),
          rebased: placement.reason.code === "text-damaged" ? null : await carriedSteps(annotation, line, compared),
          change: annotation.change && namedChange(annotation.change, versions),
          late: isLate(annotation, viewer.closing.get(annotation.versionId)),
          decision: decision?.current ? shownDecision(decision.current, versions) : null,
        },
      ];
    }),
  );
  const steps = compiling({
    forum,
    document,
    version,
    address: addressOf(version, versions),
    draft,
    annotations: compilable.flat(),
    origins,
    filters: clauseFilters,
    sources,
    lines: options.hasLines ? lines : null,
    recipient,
    hasIds: options.hasIds,
    isRecord,
    generatedAt: context.now().toISOString(),
    auditHead,
    originalLanguage: originalLanguage(version, versions),
  });
  return inTurns(steps);
}

/** Returns the reply with whose amendment a proposal is accepted. Letters and the record have no other replies. */
function acceptedIn(replies: readonly Reply[], decision: Decision | null | undefined): Reply[] {
  return replies.filter(({ id }) => id === decision?.amendedBy).map((reply) => ({ ...reply, position: null }));
}

/** Returns the clauses of an annotation as redlines between the version it was made on and a later one. */
async function outcomeTextOf(
  { targets }: Annotation,
  {
    home,
    version,
    placement,
    compared,
  }: { home: Version; version: Version; placement: CompilableAnnotation["placement"]; compared: Comparer },
): Promise<CompiledThread["outcomeText"]> {
  if (home.id === version.id || placement.reason.code === "text-damaged") return undefined;
  const comparison = await compared(home, version);
  const before = new Set(placesOf(comparison.base, targets).map(({ clause }) => clause));
  const after = new Set(placesOf(comparison.revised, placement.targets).map(({ clause }) => clause));
  return revisedClauses(await comparison.redline(), comparison, { before, after }, mostClauses);
}

/** Returns the language in which a version's round was published first. Translations follow. */
export function originalLanguage(version: Version, versions: readonly Version[]): string {
  const published = versions.filter(({ round, publishedAt }) => round === version.round && publishedAt !== null);
  const [first = version] = published.toSorted((left, right) =>
    (left.publishedAt ?? "").localeCompare(right.publishedAt ?? ""),
  );
  return first.language;
}

function shownDecision(decision: Decision, versions: readonly Version[]): ShownDecision {
  return { ...decision, shownIn: named(decision.shownIn, versions) };
}

function namedChange({ base, revised }: ChangeSubject, versions: readonly Version[]): CompiledThread["change"] {
  const [from, to] = [named(base, versions), named(revised, versions)];
  return from && to && { base: from, revised: to };
}

/** Returns the details by which exported files name a version, or null if it is unknown. */
function named(version: string | null, versions: readonly Version[]): ShownDecision["shownIn"] {
  const found = versions.find(({ id }) => id === version);
  if (!found) return null;
  const { round, label, date, language } = found;
  return { address: addressOf(found, versions), round, label, date, language };
}

/**
 * Replaces the clauses and sections in the filters, given by id, citation or lines, by their ids. A cited section begins
 * with the first clause of that citation, because a verb and its only recital share one citation.
 * @throws ProblemError invalid-request if the version has no such clause, or several with the same citation
 */
function namedClauseFilters(
  version: VersionText,
  lines: LineNumbers | null,
  filters: CompilationFilters,
): CompilationFilters {
  const { clauses, sections } = filters;
  const opener = (clause: Clause, named: string): Clause =>
    (clause.id !== named && version.clauses.find(({ citation }) => citation === clause.citation)) || clause;
  const onLines = (named: string): Clause[] | null => {
    const found = lines && clausesOnLines(version, lines, named);
    return found && found.length > 0 ? found : null;
  };
  return {
    ...filters,
    ...(clauses && { clauses: clauses.flatMap((named) => cited(named, "clauses").map(({ id }) => id)) }),
    ...(sections && {
      sections: sections.flatMap((named) => cited(named, "sections").map((clause) => opener(clause, named).id)),
    }),
  };

  function cited(named: string, field: "clauses" | "sections"): Clause[] {
    const found = clauseById(version, named) ?? onLines(named) ?? findCited(version, named);
    if (typeof found !== "string") return [found].flat();
    const code = found === "several" ? "clause-not-alone" : "clause-unknown";
    throw new ProblemError("invalid-request", {}, [fieldProblem(["query", field], code, { clause: named })]);
  }
}
