import { type ForumGroups, groupsOfForum } from "#core/access/forum.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import {
  type Annotation,
  type AnnotationKind,
  annotationKinds,
  type CommentType,
  commentTypes,
} from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { outcomeFilters, type DecisionOutcome } from "#core/outcome/decision.ts";
import { type PlacementState, placementStates } from "#core/place/placement.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { textOf } from "#core/discuss/content-text.ts";

/** Filters for annotations. An empty list or text matches everything; several filters all apply. */
export interface Filters {
  kinds: readonly AnnotationKind[];
  types: readonly CommentType[];
  groups: readonly StakeholderGroup[];
  /** Organisation ids. */
  organisations: readonly string[];
  /** Ids of the people who wrote them. */
  people: readonly string[];
  states: readonly PlacementState[];
  /** Outcomes of decisions; "undecided" matches annotations without a decision. */
  outcomes: readonly (DecisionOutcome | "undecided")[];
  /** Addresses of the versions on which they were made. */
  versions: readonly string[];
  /** Text to find in the comment, its replies, its quoted text or its proposed text. */
  text: string;
}

export const noFilters: Filters = {
  kinds: [],
  types: [],
  groups: [],
  organisations: [],
  people: [],
  states: [],
  outcomes: [],
  versions: [],
  text: "",
};

const lists = ["kinds", "types", "groups", "organisations", "people", "states", "outcomes", "versions"] as const;
/** The names of filters in addresses and saved filters of earlier versions. */
const formerNames: Readonly<Partial<Record<FilterList, string>>> = { outcomes: "dispositions" };

/** A filter that is a list of values. */
export type FilterList = (typeof lists)[number];

/**
 * Reads the filters from a query string. Unknown values, also groups that the forum does not have, are skipped, so that
 * old links still open.
 */
export function readFilters(query: URLSearchParams, forum: ForumGroups): Filters {
  const list = (name: FilterList): string[] =>
    (query.get(name) ?? query.get(formerNames[name] ?? "") ?? "").split(",").filter(Boolean);
  const known = <T extends string>(values: readonly T[], name: FilterList): T[] =>
    values.filter((value) => list(name).includes(value));
  return {
    kinds: known(codesOf(annotationKinds), "kinds"),
    types: known(commentTypes, "types"),
    groups: known(
      groupsOfForum(forum).map(({ id }) => id),
      "groups",
    ),
    organisations: list("organisations"),
    people: list("people"),
    states: known(placementStates, "states"),
    outcomes: known(outcomeFilters, "outcomes"),
    versions: list("versions"),
    text: query.get("text") ?? "",
  };
}

/** Writes filters to a query, for `readFilters` to read. Filters that match everything are omitted. */
export function writeFilters(filters: Filters, query: URLSearchParams): void {
  for (const name of lists) {
    if (filters[name].length > 0) query.set(name, filters[name].join(","));
  }
  if (filters.text !== "") query.set("text", filters.text);
}

/** Returns the filters as a query string; empty if none are set. */
export function queryOfFilters(filters: Filters): string {
  const query = new URLSearchParams();
  writeFilters(filters, query);
  return plainQuery(query);
}

/** Formats a query as one would type it. Characters allowed in an address are not escaped. */
export function plainQuery(query: URLSearchParams): string {
  return query.toString().replaceAll("%2C", ",").replaceAll("%40", "@").replaceAll("%3A", ":");
}

/** Counts the filters that are set. */
export function countFilters(filters: Filters): number {
  return lists.reduce((sum, name) => sum + filters[name].length, filters.text === "" ? 0 : 1);
}

/** The data that filters test. */
interface Filterable {
  annotation: Annotation;
  /** Address of the version on which it was made. */
  madeOn: string;
  /** Its placement states on the versions in question. The filter passes if any of them matches. */
  states: readonly PlacementState[];
  /** The outcome of the current decision. */
  outcome: DecisionOutcome | null;
  replies: readonly Pick<Reply, "text">[];
}

/** Returns the annotations that pass every filter. */
export function filterAnnotations(annotations: readonly PlacedAnnotation[], filters: Filters): PlacedAnnotation[] {
  return annotations.filter(({ annotation, madeOn, placement, decision, replies }) =>
    passes(filters, {
      annotation,
      madeOn,
      states: [placement.state],
      outcome: decision?.current?.outcome ?? null,
      replies,
    }),
  );
}

/** Checks whether an annotation passes every filter. A joint comment matches each of its organisations and groups. */
export function passes(filters: Filters, { annotation, madeOn, states, outcome, replies }: Filterable): boolean {
  const query = filters.text.trim().toLocaleLowerCase();
  const { organisation, jointly, group } = annotation.speaker;
  const organisations = [...(organisation ? [organisation] : []), ...jointly];
  return (
    oneOf(filters.kinds, [annotation.kind]) &&
    oneOf(filters.types, [annotation.type]) &&
    oneOf(filters.states, states) &&
    oneOf(filters.outcomes, [outcome ?? "undecided"]) &&
    oneOf(filters.versions, [madeOn]) &&
    oneOf(filters.people, [annotation.speaker.participantId]) &&
    oneOf(filters.groups, [group, ...jointly.map((cosigner) => cosigner.group)]) &&
    oneOf(
      filters.organisations,
      organisations.map(({ id }) => id),
    ) &&
    (query === "" ||
      searchableTexts({ annotation, replies }).some((searchable) => searchable.toLocaleLowerCase().includes(query)))
  );
}

/** An empty filter matches everything. */
function oneOf<T>(filter: readonly T[], values: readonly T[]): boolean {
  return filter.length === 0 || values.some((value) => filter.includes(value));
}

/** Returns the text that each operation of a proposal inserts. */
export function proposedTexts({ operations }: Pick<Annotation, "operations">): string[] {
  return operations.map((operation) => {
    if (operation.kind === "replace") return textOf(operation.content);
    return operation.kind === "insert" ? textOf(operation.clause.content) : "";
  });
}

/** Returns the searchable texts: the comment, its quoted text, its proposed text and its replies. */
function searchableTexts({ annotation, replies }: Pick<Filterable, "annotation" | "replies">): string[] {
  return [
    annotation.text,
    ...annotation.targets.map((target) => (target.kind === "range" ? target.quote.exact : "")),
    ...proposedTexts(annotation),
    ...replies.map(({ text }) => text),
  ];
}
