import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { OutcomeEntry, NewPlaceAct } from "#core/contract/outcome-operations.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { notifyAndRefresh, undoBy, type UndoCall } from "../../components/toasts.ts";
import { formatMessage } from "../../page-parts/messages.ts";

/** The state of every target of an annotation in a later version. */
export const targetHitsQuery = (annotation: string, version: string) =>
  queryOptions({
    queryKey: ["annotations", "hits", annotation, version],
    queryFn: ({ signal }) => call("getTargetHits", { params: { annotation, version }, signal }),
  });

function doneMessage(act: NewPlaceAct): string {
  if (act.kind === "confirmed") return messages.locationConfirmed;
  if (act.kind === "given-up") return messages.leftUnplaced;
  return formatMessage(messages.locationsSaved, { count: act.targets.length });
}

/** An annotation, by id, and the version on which it is settled, by address or id. */
interface PlacementKey {
  annotation: string;
  version: string;
}

/** Settlements of an annotation's placement on a version. Each resolves to whether it succeeded. */
export interface PlaceWrites {
  settle: (key: PlacementKey, act: NewPlaceAct) => Promise<boolean>;
  /** Revokes a settlement, so that the computed placement applies again. `revision` is the settlement's. */
  unsettle: (key: PlacementKey, revision: number) => Promise<boolean>;
}

/** Returns the writes on placements. The message of each offers to undo it. */
export function usePlaceWrites(): PlaceWrites {
  const client = useQueryClient();
  return useMemo(() => {
    const act = notifyAndRefresh(client, ["annotations"]);
    const undo =
      (params: PlacementKey, message: string) =>
      ({ settlement }: OutcomeEntry): UndoCall | null =>
        settlement && undoBy("undoSettlement", { params, body: { revision: settlement.revision } }, message);
    return {
      settle: (params, body) =>
        act(
          () => call("settlePlace", { params, body }),
          doneMessage(body),
          undo(params, messages.earlierLocationRestored),
        ),
      unsettle: (params, revision) =>
        act(
          () => call("unsettlePlace", { params, body: { revision } }),
          messages.locationDecisionUndone,
          undo(params, messages.locationDecisionRestored),
        ),
    };
  }, [client]);
}
