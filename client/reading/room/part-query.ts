import { queryOptions } from "@tanstack/react-query";
import { keys, readAnnotations } from "../../api/queries.ts";

/** Reads a part of a version's annotations. Its key begins with that of all, so that writes draw their changes in it. */
export const partQuery = (version: string, selected: Parameters<typeof readAnnotations>[1]) =>
  queryOptions({
    queryKey: [...keys.annotations(version), selected],
    queryFn: ({ signal }) => readAnnotations(version, selected, signal),
  });
