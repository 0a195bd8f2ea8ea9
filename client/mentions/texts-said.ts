import type { QueryClient } from "@tanstack/react-query";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { keys } from "../api/queries.ts";

/** What was said in the annotations that were read so far, and in the answers to them. */
export function textsSaid(client: QueryClient): string[] {
  return client
    .getQueriesData<PlacedAnnotation[]>({ queryKey: keys.annotationLists })
    .flatMap(([, placed]) => placed ?? [])
    .flatMap(({ annotation, replies }) => [annotation.text, ...replies.map(({ text }) => text)]);
}
