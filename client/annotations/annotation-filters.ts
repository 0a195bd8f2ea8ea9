import { annotationKinds, commentTypes, type AnnotationKind, type CommentType } from "#core/discuss/annotation.ts";
import { DispositionFilter, type DispositionOutcome } from "#core/outcome/disposition.ts";
import { placementStates, type PlacementState } from "#core/place/placement.ts";
import { stakeholderGroups, type StakeholderGroup } from "#core/discuss/speaker.ts";

/** Which annotations are shown; an empty list or text takes all, several narrow together. */
export interface Filters {
  kinds: readonly AnnotationKind[];
  types: readonly CommentType[];
  groups: readonly StakeholderGroup[];
  /** Organisation ids. */
  organisations: readonly string[];
  states: readonly PlacementState[];
  /** What was decided; "undecided" takes those on which nothing was. */
  dispositions: readonly (DispositionOutcome | "undecided")[];
  /** Addresses of the versions they were made on. */
  versions: readonly string[];
  /** Words in the comment, a reply, or the words it speaks of. */
  text: string;
}

export const noFilters: Filters = {
  kinds: [],
  types: [],
  groups: [],
  organisations: [],
  states: [],
  dispositions: [],
  versions: [],
  text: "",
};

const lists = ["kinds", "types", "groups", "organisations", "states", "dispositions", "versions"] as const;
/** A filter that is a list of values. */
export type FilterList = (typeof lists)[number];

/** The filters a query string tells. Values it does not know are passed over, so that old links still open. */
export function readFilters(query: URLSearchParams): Filters {
  const list = (name: FilterList): string[] => (query.get(name) ?? "").split(",").filter(Boolean);
  const known = <T extends string>(values: readonly T[], name: FilterList): T[] =>
    values.filter((value) => list(name).includes(value));
  return {
    kinds: known(annotationKinds, "kinds"),
    types: known(commentTypes, "types"),
    groups: known(stakeholderGroups, "groups"),
    organisations: list("organisations"),
    states: known(placementStates, "states"),
    dispositions: known(DispositionFilter.options, "dispositions"),
    versions: list("versions"),
    text: query.get("text") ?? "",
  };
}

/** Writes what `readFilters` reads into a query; a filter that takes all stays out. */
export function writeFilters(filters: Filters, query: URLSearchParams): void {
  for (const name of lists) {
    if (filters[name].length > 0) query.set(name, filters[name].join(","));
  }
  if (filters.text !== "") query.set("text", filters.text);
}

/** The filters as the query of an address; empty where none are set. */
export function queryOfFilters(filters: Filters): string {
  const query = new URLSearchParams();
  writeFilters(filters, query);
  return plainQuery(query);
}

/** A query as one would type it: what an address may hold as it is, is not escaped. */
export function plainQuery(query: URLSearchParams): string {
  return query.toString().replaceAll("%2C", ",").replaceAll("%40", "@").replaceAll("%3A", ":");
}

/** How many filters are set. */
export function countFilters(filters: Filters): number {
  return lists.reduce((sum, name) => sum + filters[name].length, filters.text === "" ? 0 : 1);
}
