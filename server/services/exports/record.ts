import type { Actor } from "#core/access/permissions.ts";
import { headText } from "#core/audit/chain-line.ts";
import type { Compilation, CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import { revisedClauses } from "#core/compile/revised-clauses.ts";
import type { VersionRecord } from "#core/contract/letter-operations.ts";
import { countOutcomes } from "#core/phrases/letter-text.ts";
import { allThreads } from "../../export/shared/thread-view.ts";
import { type Discussion, readDiscussion, submissionsIn } from "../annotations/threads.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import type { Context } from "../kernel/context.ts";
import { Turns } from "../kernel/in-turns.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { addressOf, nameVersions } from "../versions/version-order.ts";
import { compileVersion } from "./compile-version.ts";
import { entryIn } from "./letters.ts";

/** Number of comments and clauses in one part of the record. */
const partSize = 100;

/** A version with its discussion, as an actor may read them. */
interface ReadVersion {
  found: FoundVersion;
  discussion: Discussion;
  auditHead: string;
}

/**
 * Compiles the public record of a version: the submitted and open annotations up to it, as far as the actor may see
 * them, and the changes of the clauses that they are about.
 * @throws ProblemError as `compileVersion`
 */
export async function compileRecord(
  context: Context,
  { found, discussion, auditHead }: ReadVersion,
  options: Pick<Compilation, "filters" | "sources">,
  signal: AbortSignal | null,
): Promise<Compilation> {
  const read = { found, discussion, auditHead };
  const compilation = await compileSubmissions(context, read, options, signal);
  const changesOf = clauseChanges(context, read, signal);
  const clauses: CompiledClause[] = [];
  for (const clause of compilation.clauses) clauses.push({ ...clause, ...(await changesOf(clause)) });
  return { ...compilation, clauses };
}

/** Compiles the record without the changes of clauses. */
function compileSubmissions(
  context: Context,
  { discussion, ...read }: ReadVersion,
  options: Pick<Compilation, "filters" | "sources">,
  signal: AbortSignal | null,
): Promise<Compilation> {
  const submitted = { ...read, discussion: { ...discussion, threads: submissionsIn(discussion) } };
  return compileVersion(context, submitted, { ...options, isRecord: true }, signal);
}

/** Returns a function that finds the changes of a clause since the earliest draft with an annotation about it. */
function clauseChanges(
  context: Context,
  { found: { version, versions }, discussion: { line } }: ReadVersion,
  signal: AbortSignal | null,
) {
  const compared = comparerOnce(context, signal);
  const turns = new Turns();
  return async ({ id, threads }: CompiledClause): Promise<Pick<CompiledClause, "changed">> => {
    const home = line.find(
      (one) => !context.damage.has(one) && threads.some(({ origin }) => origin.versionId === one.id),
    );
    if (!home || home.id === version.id) return {};
    await turns.pause();
    const comparison = await compared(home, version);
    const about = { before: new Set<string>(), after: new Set([id]) };
    const rows = revisedClauses(await comparison.redline(), comparison, about, Infinity);
    // A clause that merges several has a row for each of them.
    const segments = rows.flatMap((row) => row.segments);
    const [first] = rows;
    if (!first || segments.every(({ kind }) => kind === "kept")) return {};
    const { round, label, date, language } = home;
    return {
      changed: {
        since: { address: addressOf(home, versions), round, label, date, language },
        clause: { ...first, segments },
      },
    };
  };
}

/**
 * Returns a part of the public record of a version.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getRecord(
  context: Context,
  actor: Actor,
  { version: named, clauses: shown, after }: { version: string; clauses: "all" | "commented"; after: number },
  signal: AbortSignal | null,
): Promise<VersionRecord> {
  const read = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, named);
    const discussion = await readDiscussion(context, reader, actor, found);
    return { found, discussion, auditHead: headText(await reader.chainHead("public")) };
  });
  const compilation = await compileSubmissions(context, read, { filters: {}, sources: "shown" }, signal);
  const { general, orphans } = compilation;
  const commented = compilation.clauses.filter(({ threads }) => threads.length > 0);
  const clauses = shown === "all" ? compilation.clauses : commented;
  const sections = [
    { section: "general" as const, clause: null, threads: general },
    ...clauses.map((clause) => ({ section: "clause" as const, clause, threads: clause.threads })),
    { section: "unplaced" as const, clause: null, threads: orphans },
  ].filter(({ section, threads }) => section === "clause" || threads.length > 0);
  const part = partFrom(sections, after);
  const entryOf = entryIn(compilation);
  const changesOf = clauseChanges(context, read, signal);
  const sectionsShown: VersionRecord["sections"] = [];
  for (const { section, clause: compiled, threads } of part.sections) {
    const entries = threads.map(entryOf);
    if (!compiled) sectionsShown.push({ section, clause: null, entries });
    else {
      const { id, citation, printed, text, language } = compiled;
      const clause = { id, citation, printed, text, language, ...(await changesOf(compiled)) };
      sectionsShown.push({ section, clause, entries });
    }
  }
  const [version] = await nameVersions(context, [read.found.version]);
  return {
    version,
    outcomes: countOutcomes(allThreads(compilation).map(({ decision }) => decision?.outcome ?? null)),
    sections: sectionsShown,
    uncommented: compilation.clauses.length - commented.length,
    next: part.next,
  };
}

/** Returns the sections of the part that begins after a number of threads. A section without threads counts as one. */
function partFrom<Section extends { threads: CompiledThread[] }>(
  sections: readonly Section[],
  after: number,
): { sections: Section[]; next: string | null } {
  const rows = sections.flatMap((section) =>
    section.threads.length > 0
      ? section.threads.map((thread) => ({ section, threads: [thread] }))
      : [{ section, threads: [] }],
  );
  const part = rows.slice(after, after + partSize);
  const shown = [...new Set(part.map(({ section }) => section))];
  const threadsIn = (section: Section) => part.flatMap((row) => (row.section === section ? row.threads : []));
  return {
    sections: shown.map((section) => ({ ...section, threads: threadsIn(section) })),
    next: after + partSize < rows.length ? String(after + partSize) : null,
  };
}
