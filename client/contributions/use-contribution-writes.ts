import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { useLocation } from "wouter";
import type { ContributionEdit, ItemEdit, ShownContribution } from "#core/contract/contribution-operations.ts";
import { contributionPath, contributionsPath } from "#core/contract/pages.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { call } from "../api/call.ts";
import { contributionKeys, keys } from "../api/queries.ts";
import { toast, undoBy } from "../components/toasts.ts";

/** All writes on a contribution. Each resolves to whether it succeeded; a message has reported any refusal. */
export interface ContributionWrites {
  edit: (change: Omit<ContributionEdit, "revision">) => Promise<boolean>;
  editItem: (item: string, change: Omit<ItemEdit, "revision">) => Promise<boolean>;
  importItems: () => Promise<boolean>;
  discard: () => Promise<boolean>;
}

/**
 * Returns the writes on one contribution, which are sent one after another. Each names the revision the previous one
 * made, so ten checkboxes in a row cause no conflict.
 */
export function useContributionWrites(id: string): ContributionWrites {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  // Checkboxes set but not yet confirmed. The answer to an earlier write must not reset them on the screen.
  const ticks = useRef(new Map<string, { included: boolean; sent: number }>());
  return useMemo(() => {
    const params = { contribution: id };
    const key = contributionKeys.one(id);
    const revision = (): string => client.getQueryData<ShownContribution>(key)?.revision ?? "";
    const act = (
      send: () => Promise<ShownContribution | undefined>,
      done: (answer?: ShownContribution) => void,
    ): Promise<boolean> => {
      const result = last.current.then(async () => {
        try {
          const answer = await send();
          if (answer) client.setQueryData(key, ticked(answer, ticks.current));
          done(answer);
          void client.invalidateQueries({ queryKey: contributionKeys.all });
          return true;
        } catch (error) {
          toast(error instanceof Error ? error.message : messages.changeFailed, { tone: "failed" });
          await client.invalidateQueries({ queryKey: key });
          return false;
        }
      });
      last.current = result;
      return result;
    };
    const refreshAnnotations = (): void => {
      for (const queryKey of [["annotations"], ["document"], keys.library]) void client.invalidateQueries({ queryKey });
    };
    const undo = (): void => {
      void act(
        () => call("undoTaking", { params, body: { revision: revision() } }),
        () => {
          refreshAnnotations();
          toast(messages.importUndone);
        },
      );
    };
    const receiveAgain = async (before: ShownContribution, file: Blob): Promise<void> => {
      const [organisation, ...jointly] = before.organisationIds;
      const query = {
        fileName: before.source.fileName,
        jointly,
        ...(organisation !== undefined && { organisation }),
        ...(before.matchedBy === "person" && before.versionId !== null && { version: before.versionId }),
      };
      try {
        const answer = await call("receiveContribution", { query, file });
        client.setQueryData(contributionKeys.one(answer.id), answer);
        void client.invalidateQueries({ queryKey: contributionKeys.all });
        navigate(contributionPath(answer.id));
      } catch (error) {
        toast(error instanceof Error ? error.message : messages.undoFailed, { tone: "failed" });
      }
    };
    return {
      edit: (change) =>
        act(
          () => call("editContribution", { params, body: { revision: revision(), ...change } }),
          () => undefined,
        ),
      editItem: async (item, change) => {
        const { included } = change;
        const pending = ticks.current;
        const sent = (pending.get(item)?.sent ?? 0) + 1;
        if (included !== undefined) {
          pending.set(item, { included, sent });
          client.setQueryData<ShownContribution>(key, (before) => before && ticked(before, pending));
        }
        return act(
          async () => {
            const body = { revision: revision(), ...change };
            try {
              return await call("editContributionItem", { params: { ...params, item }, body });
            } finally {
              if (pending.get(item)?.sent === sent) pending.delete(item);
            }
          },
          () => undefined,
        );
      },
      importItems: () =>
        act(
          () => call("takeContribution", { params, body: { revision: revision() } }),
          (answer) => {
            refreshAnnotations();
            const imported = answer?.items.filter(({ annotationId }) => annotationId !== null).length ?? 0;
            const input = { params, body: { revision: revision() } };
            const undoCall = undoBy("undoTaking", input, messages.importUndone);
            toast(formatMessage(messages.importedCount, { count: imported }), { undo, undoCall });
          },
        ),
      discard: async () => {
        const before = client.getQueryData<ShownContribution>(key);
        // The file is fetched first, so that the discard can be undone: undo receives the file again, under a new id.
        const file = await call("getContributionOriginal", { params }).catch(() => null);
        return act(
          () => call("discardContribution", { params }),
          () => {
            navigate(contributionsPath);
            client.removeQueries({ queryKey: key });
            const again = before && file ? (): void => void receiveAgain(before, file) : undefined;
            toast(messages.contributionDiscarded, again ? { undo: again } : {});
          },
        );
      },
    };
  }, [client, navigate, id]);
}

function ticked(contribution: ShownContribution, ticks: ReadonlyMap<string, { included: boolean }>): ShownContribution {
  if (ticks.size === 0) return contribution;
  const items = contribution.items.map((item) => ({
    ...item,
    included: ticks.get(item.id)?.included ?? item.included,
  }));
  return { ...contribution, items };
}
