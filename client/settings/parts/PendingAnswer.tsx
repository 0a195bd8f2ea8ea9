import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemNotice, Skeleton } from "../../components/PageStates.tsx";

/** Shown until a query has an answer: a skeleton while it loads, or the error with a button to try again. */
export function PendingAnswer({ query }: { query: UseQueryResult }): ReactNode {
  if (!query.isError) return <Skeleton />;
  return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
}
