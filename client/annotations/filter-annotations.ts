import type { Annotation } from "#core/discuss/annotation.ts";
import type { DispositionOutcome } from "#core/outcome/disposition.ts";
import type { PlacementState } from "#core/place/placement.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Filters } from "./annotation-filters.ts";
import { contentWords } from "./content-text.ts";

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
