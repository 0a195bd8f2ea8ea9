import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import {
  type Annotation,
  type AnnotationKind,
  annotationKinds,
  type CommentType,
  commentTypes,
} from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { type StakeholderGroup, stakeholderGroups } from "#core/discuss/speaker.ts";
import { DispositionFilter, type DispositionOutcome } from "#core/outcome/disposition.ts";
import { type PlacementState, placementStates } from "#core/place/placement.ts";
import { contentWords } from "./content-text.ts";

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

/** What filters are asked about. */
interface Filterable {
  annotation: Annotation;
  /** Address of the version it was made on. */
  madeOn: string;
  /** How it stands on the versions looked at: one that stands so on any of them is meant. */
  states: readonly PlacementState[];
  /** What was decided and holds. */
  outcome: DispositionOutcome | null;
  replies: readonly Pick<Reply, "text">[];
}

/** The annotations that pass every filter. */
export function filterAnnotations(annotations: readonly PlacedAnnotation[], filters: Filters): PlacedAnnotation[] {
  return annotations.filter(({ annotation, madeOn, placement, disposition, replies }) =>
    passes(filters, {
      annotation,
      madeOn,
      states: [placement.state],
      outcome: disposition?.current?.outcome ?? null,
      replies,
    }),
  );
}

/** Whether an annotation passes every filter; a joint comment counts for each of its organisations and groups. */
export function passes(filters: Filters, { annotation, madeOn, states, outcome, replies }: Filterable): boolean {
  const wanted = filters.text.trim().toLocaleLowerCase();
  const { organisation, jointly, group } = annotation.speaker;
  const organisations = [...(organisation ? [organisation] : []), ...jointly];
  return (
    oneOf(filters.kinds, [annotation.kind]) &&
    oneOf(filters.types, [annotation.type]) &&
    oneOf(filters.states, states) &&
    oneOf(filters.dispositions, [outcome ?? "undecided"]) &&
    oneOf(filters.versions, [madeOn]) &&
    oneOf(filters.groups, [group, ...jointly.map((other) => other.group)]) &&
    oneOf(
      filters.organisations,
      organisations.map(({ id }) => id),
    ) &&
    (wanted === "" || wordsOf({ annotation, replies }).some((words) => words.toLocaleLowerCase().includes(wanted)))
  );
}

/** An empty filter takes all. */
function oneOf<T>(filter: readonly T[], values: readonly T[]): boolean {
  return filter.length === 0 || values.some((value) => filter.includes(value));
}

/** What may be searched: the comment, the words it speaks of, those it proposes, and its replies. */
function wordsOf({ annotation, replies }: Pick<Filterable, "annotation" | "replies">): string[] {
  return [
    annotation.text,
    ...annotation.targets.map((target) => (target.kind === "range" ? target.quote.exact : "")),
    ...annotation.operations.map((operation) => {
      if (operation.kind === "replace") return contentWords(operation.content);
      return operation.kind === "insert" ? contentWords(operation.clause.content) : "";
    }),
    ...replies.map(({ text }) => text),
  ];
}
