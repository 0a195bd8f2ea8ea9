import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { UptakeExtent } from "#core/outcome/uptake.ts";
import type { ShownUptake } from "#core/contract/uptake-operations.ts";
import * as messages from "#core/messages/outcomes-page.en.ts";
import { call } from "../api/call.ts";
import { notifyAndRefresh } from "../components/notify-result.ts";

/** A proposal and the version on which its uptake is corrected. */
interface UptakePlace {
  annotation: string;
  version: string;
}

/** The secretariat's corrections of an uptake where the text alone misleads. Each resolves to whether it succeeded. */
export interface UptakeWrites {
  correct: (
    place: UptakePlace,
    correction: { revision: number; extent: UptakeExtent; reason: string },
  ) => Promise<boolean>;
  /** Revokes a correction, so that the computed uptake applies again. `revision` is the correction's. */
  revoke: (place: UptakePlace, revision: number) => Promise<boolean>;
}

/** Returns the writes on uptake corrections. The message of each offers to undo it. */
export function useUptakeWrites(): UptakeWrites {
  const client = useQueryClient();
  return useMemo(() => {
    const act = notifyAndRefresh(client, ["annotations"]);
    const undo =
      (params: UptakePlace) =>
      ({ correction }: ShownUptake): unknown =>
        correction &&
        act(
          () => call("undoUptakeCorrection", { params, body: { revision: correction.revision } }),
          messages.previousUptakeRestored,
        );
    return {
      correct: (params, body) =>
        act(() => call("correctUptake", { params, body }), messages.uptakeCorrected, undo(params)),
      revoke: (params, revision) =>
        act(
          () => call("revokeUptakeCorrection", { params, body: { revision } }),
          messages.correctionRevoked,
          undo(params),
        ),
    };
  }, [client]);
}
