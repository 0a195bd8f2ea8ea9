import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import * as messages from "#core/messages/upload-page.en.ts";
import { comparisonQuery } from "../api/queries.ts";
import { indexCompared, markedPlaces } from "../comparison/compared-index.ts";
import { DrawingContext, drawingOf } from "../comparison/drawing.ts";
import { readComparisonState } from "../comparison/comparison-state.ts";
import { RedlineRows } from "../comparison/RedlineRows.tsx";
import { changeElementId } from "../comparison/RedlineText.tsx";
import { writtenIn } from "../components/language.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";

/** The default settings, with unchanged clauses folded. */
const state = readComparisonState("clauses=changed");

/** The clauses that changed since the previous draft. */
export function PreviewChanges({ base, revised }: { base: string; revised: string }): ReactNode {
  const { data, error, refetch } = useQuery(comparisonQuery(base, revised));
  const drawn = useMemo(() => {
    if (!data) return null;
    const found = indexCompared(data);
    const drawing = drawingOf(found, markedPlaces(found, state), { onGo: focusAt, toolsOf: null });
    return { drawing, redline: found.redline };
  }, [data]);
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data || !drawn) return <Skeleton lines={6} />;
  return (
    <div
      className="draft redline is-inline preview-draft"
      tabIndex={0}
      role="region"
      aria-label={messages.changesByClause}
      {...writtenIn(data.revised.text.language)}
    >
      <DrawingContext value={drawn.drawing}>
        <RedlineRows rows={drawn.redline} state={state} atRow={-1} />
      </DrawingContext>
    </div>
  );
}

function focusAt(key: string): void {
  document.getElementById(changeElementId(key))?.focus();
}
