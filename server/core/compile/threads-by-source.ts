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
  return [...groups.values()].sort((one, other) => compareNames(nameOf(one.source), nameOf(other.source)));
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

function compareNames(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : Number(one > other);
}
