import { useQuery } from "@tanstack/react-query";
import type { Me } from "#core/contract/forum-operations.ts";
import type { ShownCircle } from "#core/contract/circle-operations.ts";
import { circlesQuery } from "../api/queries.ts";

const none: readonly ShownCircle[] = [];

/** The circles whoever reads may know of; undefined while they are not known yet, and for the public. */
export function useKnownCircles(me: Me | undefined): readonly ShownCircle[] | undefined {
  return useQuery({ ...circlesQuery, enabled: me?.participant != null }).data;
}

/** The same, none while they are not known, and for the public, which is not asked for any. */
export function useCircles(me: Me | undefined): readonly ShownCircle[] {
  return useKnownCircles(me) ?? none;
}
