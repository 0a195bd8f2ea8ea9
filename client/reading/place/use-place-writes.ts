import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { LedgerEntry, NewPlaceAct } from "#core/contract/outcome-operations.ts";
import { call } from "../../api/call.ts";
import { tellingAfresh } from "../../components/notify-result.ts";

function doneWords(act: NewPlaceAct): string {
  if (act.kind === "confirmed") return "Its place is confirmed.";
  if (act.kind === "given-up") return "Its place is given up.";
  return act.targets.length === 1 ? "It has the place you chose." : "It has the places you chose.";
}

/** Where an annotation may be settled: its id, and a version by address or id. */
interface Place {
  annotation: string;
  version: string;
}

/** What people say of an annotation's place on a version. Each resolves to whether it was done. */
export interface PlaceWrites {
  settle: (place: Place, act: NewPlaceAct) => Promise<boolean>;
  /** Takes back what was said: what is computed holds again. `revision` is that of the settlement. */
  unsettle: (place: Place, revision: number) => Promise<boolean>;
}

/** Settling places, each act with its undo in the message that tells of it. */
export function usePlaceWrites(): PlaceWrites {
  const client = useQueryClient();
  return useMemo(() => {
    const act = tellingAfresh(client, ["annotations"]);
    const undo =
      (params: Place, said: string) =>
      ({ settlement }: LedgerEntry): unknown =>
        settlement && act(() => call("undoSettlement", { params, body: { revision: settlement.revision } }), said);
    return {
      settle: (params, said) =>
        act(
          () => call("settlePlace", { params, body: said }),
          doneWords(said),
          undo(params, "Its place is as it was before."),
        ),
      unsettle: (params, revision) =>
        act(
          () => call("unsettlePlace", { params, body: { revision } }),
          "Taken back: what is computed holds again.",
          undo(params, "What was said of its place holds again."),
        ),
    };
  }, [client]);
}
