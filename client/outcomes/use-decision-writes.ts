import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { NewDecision } from "#core/contract/decision-operations.ts";
import { outcomesPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { notifyAndRefresh, undoBy, type UndoCall } from "../components/toasts.ts";

/** The decisions of the secretariat and the chair on annotations. Each resolves to whether it succeeded. */
export interface DecisionWrites {
  decide: (annotation: string, decision: NewDecision) => Promise<boolean>;
  /** Revokes a decision and leaves the annotation undecided. `revision` is the decision's. */
  revoke: (annotation: string, revision: number) => Promise<boolean>;
}

/** Returns the writes on decisions. The message of each offers to undo it. */
export function useDecisionWrites(): DecisionWrites {
  const client = useQueryClient();
  return useMemo(() => {
    const act = notifyAndRefresh(client, ["annotations"]);
    const undo = ({ annotation: { id }, decision }: PlacedAnnotation): UndoCall | null =>
      decision &&
      undoBy(
        "undoDecision",
        { params: { annotation: id }, body: { revision: decision.revision } },
        messages.previousDecisionRestored,
      );
    return {
      decide: (annotation, decision) =>
        act(
          () => call("decideAnnotation", { params: { annotation }, body: decision }),
          messages.decisionRecorded,
          undo,
        ),
      revoke: (annotation, revision) =>
        act(
          () => call("revokeDecision", { params: { annotation }, body: { revision } }),
          messages.decisionRevoked,
          undo,
        ),
    };
  }, [client]);
}
