import type { Compilation, CompiledThread, Source } from "#core/compile/compilation.ts";

/** All the threads of one source: an organisation, several organisations jointly, or a person without one. */
export interface SourceThreads {
  /** As in the first of the threads. Null for erased annotations, whose source is not shown. */
  source: Source | null;
  /** In the order of the compilation. */
  threads: CompiledThread[];
}

/**
 * Groups the threads of a compilation by source. Organisations that co-sign form a source of their own, separate from
 * each of them alone. Sources are sorted by name; threads without a source come last.
 */
export function threadsBySource(compilation: Compilation): SourceThreads[] {
  const groups = new Map<string, SourceThreads>();
  const all = [
    ...compilation.general,
    ...compilation.clauses.flatMap(({ threads }) => threads),
    ...compilation.orphans,
  ];
  for (const thread of all) {
    const key = keyOf(thread.source);
    const group = groups.get(key) ?? { source: thread.source, threads: [] };
    groups.set(key, group);
    group.threads.push(thread);
  }
  return [...groups.values()].sort((left, right) => compareNames(nameOf(left.source), nameOf(right.source)));
}

function keyOf(source: Source | null): string {
  if (!source) return "";
  const ids = source.organisations.map(({ id }) => id).sort();
  return JSON.stringify(ids.length > 0 ? ids : [source.name]);
}

function nameOf(source: Source | null): string | null {
  if (!source) return null;
  return source.organisations.map(({ shortName }) => shortName).join(", ") || source.name;
}

function compareNames(left: string | null, right: string | null): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return left < right ? -1 : Number(left > right);
}
