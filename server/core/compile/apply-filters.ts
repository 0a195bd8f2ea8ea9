import type { CompilationFilters, Place } from "#core/compile/compilation.ts";
import type { ShownDecision } from "#core/compile/compile-thread.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { proposedText } from "#core/discuss/content-text.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { Placement } from "#core/place/placement.ts";
import { clauseIndex, type VersionText } from "#core/text/clause.ts";
import { sectionEnd } from "#core/text/section.ts";

/** The data that the filters check. */
interface Filterable {
  annotation: Annotation;
  placement: Placement;
  replies: readonly Reply[];
  places: readonly Place[];
  /** Address of the version it was made on. */
  address: string;
  decision?: ShownDecision | null;
  /** Ids of the clauses that the filters select. Null if they select all. */
  meant: ReadonlySet<string> | null;
}

/**
 * Returns true if an annotation matches the filters. Text that may not be shown is not searched either, because a
 * search hit would reveal it. The source of an erased annotation is never matched.
 */
export function matches(
  filters: CompilationFilters,
  { annotation, placement, replies, places, address, decision, meant }: Filterable,
): boolean {
  const { speaker, standing } = annotation;
  const organisations =
    standing === "erased" ? [] : [...(speaker.organisation ? [speaker.organisation] : []), ...speaker.jointly];
  const groups = standing === "erased" ? [] : [speaker.group, ...organisations.map(({ group }) => group)];
  return (
    includesAny(filters.kinds, [annotation.kind]) &&
    includesAny(filters.types, [annotation.type]) &&
    includesAny(
      filters.organisations,
      organisations.map(({ id }) => id),
    ) &&
    includesAny(filters.people, standing === "erased" ? [] : [speaker.participantId]) &&
    includesAny(filters.groups, groups) &&
    includesAny(filters.states, [placement.state]) &&
    includesAny(filters.outcomes, [decision?.outcome ?? "undecided"]) &&
    includesAny(filters.versions, [address]) &&
    (meant === null || places.some(({ clause }) => meant.has(clause))) &&
    containsText(filters.text, annotation, replies)
  );
}

function includesAny<Value>(filter: readonly Value[] | undefined, values: readonly Value[]): boolean {
  return !filter || filter.length === 0 || values.some((value) => filter.includes(value));
}

function containsText(text: string | undefined, annotation: Annotation, replies: readonly Reply[]): boolean {
  const wanted = text?.trim().toLowerCase() ?? "";
  if (wanted === "") return true;
  const quotes = annotation.targets.flatMap((target) => (target.kind === "range" ? [target.quote.exact] : []));
  const own = annotation.standing === "open" ? [annotation.text, ...annotation.operations.map(proposedText)] : [];
  const answers = replies.filter(({ standing }) => standing === "open").map((reply) => reply.text);
  return [...quotes, ...own, ...answers].some((text) => text.toLowerCase().includes(wanted));
}

/**
 * Returns the ids of the clauses selected by the filters `clauses` and `sections`, or null if both are empty. The
 * result is the union of the two: a person who chooses a section and a clause outside it wants both, not their overlap.
 */
export function clausesMeant(
  version: VersionText,
  { clauses = [], sections = [] }: CompilationFilters,
): ReadonlySet<string> | null {
  if (clauses.length === 0 && sections.length === 0) return null;
  const within = sections.flatMap((opener) => {
    const first = clauseIndex(version, opener);
    return first === undefined ? [] : version.clauses.slice(first, sectionEnd(version.clauses, first));
  });
  return new Set([...clauses, ...within.map(({ id }) => id)]);
}
