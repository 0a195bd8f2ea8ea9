import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { tellingAfresh } from "../components/notify-result.ts";
import type { Terms } from "./use-consultation-clock.ts";

/** Opening a version to comments for a time, and calling that off. Each resolves to whether it was done. */
export interface ConsultationWrites {
  set: (terms: Terms) => Promise<boolean>;
  callOff: () => Promise<boolean>;
}

export function useConsultationWrites({ address, documentId, consultation }: ListedVersion): ConsultationWrites {
  const client = useQueryClient();
  const revision = consultation?.revision ?? 0;
  return useMemo(() => {
    const params = { version: address };
    const act = tellingAfresh(client, ["annotations"], ["version"], keys.library, keys.document(documentId));
    const undo = (after: ListedVersion): Promise<boolean> =>
      act(
        () => call("undoConsultation", { params, body: { revision: after.consultation?.revision ?? 0 } }),
        "The consultation is as it was before.",
      );
    return {
      set: (terms) =>
        act(() => call("setConsultation", { params, body: { revision, ...terms } }), "The consultation is set.", undo),
      callOff: () =>
        act(() => call("callOffConsultation", { params, body: { revision } }), "The consultation is called off.", undo),
    };
  }, [client, address, documentId, revision]);
}
