import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { NewDecision } from "#core/contract/disposition-operations.ts";
import { call } from "../api/call.ts";
import { tellingAfresh } from "../components/notify-result.ts";

/** What the secretariat and the chair decide on annotations. Each resolves to whether it was done. */
export interface DecisionWrites {
  decide: (annotation: string, decision: NewDecision) => Promise<boolean>;
  /** Takes a decision back: nothing is decided then. `revision` is that of the disposition. */
  revoke: (annotation: string, revision: number) => Promise<boolean>;
}

/** Deciding, each act with its undo in the message that tells of it. */
export function useDecisionWrites(): DecisionWrites {
  const client = useQueryClient();
  return useMemo(() => {
    const act = tellingAfresh(client, ["annotations"]);
    const undo = ({ annotation, disposition }: PlacedAnnotation): unknown =>
      disposition &&
      act(
        () => call("undoDecision", { params: { annotation: annotation.id }, body: { revision: disposition.revision } }),
        "Decided as before.",
      );
    return {
      decide: (annotation, decision) =>
        act(() => call("decideAnnotation", { params: { annotation }, body: decision }), "Decided.", undo),
      revoke: (annotation, revision) =>
        act(
          () => call("revokeDecision", { params: { annotation }, body: { revision } }),
          "The decision is taken back.",
          undo,
        ),
    };
  }, [client]);
}
