import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";

/** Stands in for an answer that a part of a page needs: a skeleton while it is read, or the reason why it failed. */
export function PendingAnswer({ query }: { query: UseQueryResult }): ReactNode {
  if (!query.isError) return <Skeleton />;
  return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
}
