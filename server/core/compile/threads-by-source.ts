import type { Compilation, CompiledThread, Source } from "#core/compile/compilation.ts";

/** All that one source says: an organisation, several that speak jointly, or a person who speaks for none. */
export interface SourceThreads {
  /** As the first of the threads has it; null for what was erased, whose source is not told. */
  source: Source | null;
  /** In the order of the compilation. */
  threads: CompiledThread[];
}

/**
 * The threads of a compilation by who says them. Organisations that say something jointly are a source of their own, next
 * to each of them alone; sources stand in the order of their names, what has none at the end.
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
