import { queryOptions } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/**
 * The clauses of two versions without a counterpart, or one of them, each with its candidates. Keyed with the
 * comparisons, because it is computed from them.
 */
export const candidatesQuery = (
  base: string,
  revised: string,
  clause: { baseClause?: string; revisedClause?: string } = {},
) =>
  queryOptions({
    queryKey: ["comparison", "candidates", base, revised, clause],
    queryFn: ({ signal }) => call("getCandidates", { params: { base, revised }, query: clause, signal }),
  });
