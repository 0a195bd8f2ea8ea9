import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { NewLink } from "#core/contract/comparison-operations.ts";
import type { Link } from "#core/discuss/link.ts";
import { links as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { newId } from "../api/actor.ts";
import { keys } from "../api/queries.ts";
import { notifyAndRefresh, undoBy } from "../components/toasts.ts";

/**
 * The writes on links between the clauses of two versions. Each resolves to whether it succeeded; a message has
 * reported any refusal.
 */
export interface LinkWrites {
  add: (link: Omit<NewLink, "id">) => Promise<boolean>;
  revoke: (link: Pick<Link, "id" | "isRefusal">, reason: string) => Promise<boolean>;
}

export function useLinkWrites(base: string, revised: string): LinkWrites {
  const client = useQueryClient();
  return useMemo(() => {
    // Placements follow the comparison too, so everything computed from it is refreshed.
    const act = notifyAndRefresh(client, ["comparison"], keys.previews, ["annotations"], ["placements"]);
    const revoked = (isRefusal?: boolean): string => (isRefusal ? messages.refusalRevoked : messages.linkRevoked);
    return {
      add: (link) => {
        const id = newId();
        const { isRefusal } = link;
        return act(
          () => call("addLink", { params: { base, revised }, body: { id, ...link } }),
          isRefusal ? messages.candidateRefused : messages.clausesLinked,
          () =>
            undoBy(
              "revokeLink",
              { params: { link: id }, body: { reason: messages.linkUndoneReason } },
              revoked(isRefusal),
            ),
        );
      },
      revoke: ({ id, isRefusal }, reason) =>
        act(() => call("revokeLink", { params: { link: id }, body: { reason } }), revoked(isRefusal)),
    };
  }, [client, base, revised]);
}
