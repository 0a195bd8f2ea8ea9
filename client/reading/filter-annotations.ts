import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { contentWords } from "./content-words.ts";
import type { Filters } from "./reading-address.ts";

/** The annotations that pass every filter; a joint comment counts for each of its organisations and groups. */
export function filterAnnotations(annotations: readonly PlacedAnnotation[], filters: Filters): PlacedAnnotation[] {
  const wanted = filters.text.trim().toLocaleLowerCase();
  return annotations.filter(({ annotation, placement, replies }) => {
    const { organisation, jointly, group } = annotation.speaker;
    const organisations = [...(organisation ? [organisation] : []), ...jointly];
    return (
      oneOf(filters.kinds, [annotation.kind]) &&
      oneOf(filters.states, [placement.state]) &&
      oneOf(filters.groups, [group, ...jointly.map((other) => other.group)]) &&
      oneOf(
        filters.organisations,
        organisations.map(({ id }) => id),
      ) &&
      (wanted === "" || wordsOf({ annotation, replies }).some((words) => words.toLocaleLowerCase().includes(wanted)))
    );
  });
}

/** An empty filter takes all. */
function oneOf<T>(filter: readonly T[], values: readonly T[]): boolean {
  return filter.length === 0 || values.some((value) => filter.includes(value));
}

/** What may be searched: the comment, the words it speaks of, those it proposes, and its replies. */
function wordsOf({ annotation, replies }: Pick<PlacedAnnotation, "annotation" | "replies">): string[] {
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
