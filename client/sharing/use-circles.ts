import { useQuery } from "@tanstack/react-query";
import type { Me } from "#core/contract/forum-operations.ts";
import type { ShownCircle } from "#core/contract/circle-operations.ts";
import { circlesQuery } from "../api/queries.ts";

const none: readonly ShownCircle[] = [];

/** The circles whoever reads may know of; none for the public, which is not asked for any. */
export function useCircles(me: Me | undefined): readonly ShownCircle[] {
  return useQuery({ ...circlesQuery, enabled: me?.participant != null }).data ?? none;
}
