import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { accountPages as messages } from "#core/messages/catalogues.ts";
import { EmptyState, LateSkeleton, ProblemNotice } from "../components/PageStates.tsx";
import { QueueItem, statementOf } from "./ClearanceItem.tsx";
import { clearanceQuery } from "./use-clearance-item.ts";

/** The whole text of what awaits clearance in a thread, to clear or send back. */
export function InboxClearance({ annotation, onDone }: { annotation: string; onDone: () => void }): ReactNode {
  const { data, error, refetch } = useQuery(clearanceQuery);
  if (!data) return error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : <LateSkeleton lines={3} />;
  const waiting = data.filter(
    ({ placed, reply }) => placed.annotation.id === annotation && (reply ?? placed).may.clear,
  );
  if (waiting.length === 0) return <EmptyState>{messages.waitsNoLonger}</EmptyState>;
  return (
    <ol className="inbox-list">
      {waiting.map((one) => (
        <QueueItem key={statementOf(one).id} waiting={one} onDone={onDone} />
      ))}
    </ol>
  );
}
