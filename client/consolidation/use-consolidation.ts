import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { Consolidation } from "#core/contract/joint-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { call } from "../api/call.ts";
import { tellingAfresh } from "../components/notify-result.ts";

/** Makes one annotation of several drafts; resolves to whether it was done. Withdrawing it lets the drafts go again. */
export function useConsolidation({ address }: ListedVersion): (made: Consolidation) => Promise<boolean> {
  const client = useQueryClient();
  return useCallback(
    (made) => {
      const act = tellingAfresh(client, ["annotations"]);
      return act(
        () => call("consolidateDrafts", { params: { version: address }, body: made }),
        made.visibility === "submitted" ? "Submitted as one." : "One draft is made of them.",
        () =>
          act(
            () => call("withdrawAnnotation", { params: { annotation: made.id }, body: { reason: "" } }),
            "Withdrawn. The drafts stand by themselves again.",
          ),
      );
    },
    [client, address],
  );
}
