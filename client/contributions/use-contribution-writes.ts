import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { useLocation } from "wouter";
import type { ContributionEdit, ItemEdit, ShownContribution } from "#core/contract/contribution-operations.ts";
import { contributionPath, contributionsPath } from "#core/contract/pages.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { call } from "../api/call.ts";
import { contributionKeys, keys } from "../api/queries.ts";
import { inverseEdit, mergedEdits, withEdits } from "./item-edits.ts";
import { dismissToast, readToasts, toast, undoBy } from "../components/toasts.ts";

/** All writes on a contribution. Each resolves to whether it succeeded; a message has reported any refusal. */
export interface ContributionWrites {
  edit: (change: Omit<ContributionEdit, "revision">) => Promise<boolean>;
  /** Shows its effect at once, and reports `done` with an undo. Without `done`, it only reports a refusal. */
  editItems: (edits: readonly ItemEdit[], done?: string) => Promise<boolean>;
  /** Undoes the last edit of items on this page. */
  undo: () => void;
  importItems: () => Promise<boolean>;
  discard: () => Promise<boolean>;
}

/** Edits of items that go in one request. */
interface Batch {
  edits: ItemEdit[];
  isSent: boolean;
  done: Promise<boolean>;
}

/** Shortest time between two requests, in ms. Edits in the meantime go in one request, so that no limit is met. */
const interval = 500;

/** Maximum number of items in one request, which with their reasons must stay below the limit of a body. */
const mostAtOnce = 500;

/**
 * Returns the writes on one contribution, which are sent one after another. Each names the revision the previous one
 * made, so ten checkboxes in a row cause no conflict.
 */
export function useContributionWrites(id: string): ContributionWrites {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  // Edits that the server has not answered. The answer to an earlier write must not reset them on the screen.
  const batches = useRef<Batch[]>([]);
  const sentAt = useRef(-interval);
  // The undo of each edit, the last edit at the end.
  const undos = useRef<(() => Promise<boolean>)[]>([]);
  const reported = useRef<number | null>(null);
  useEffect(() => {
    // The browser asks before it leaves the page.
    const stay = (event: BeforeUnloadEvent): void => {
      if (batches.current.length > 0) event.preventDefault();
    };
    window.addEventListener("beforeunload", stay);
    return () => window.removeEventListener("beforeunload", stay);
  }, []);
  return useMemo(() => {
    const params = { contribution: id };
    const key = contributionKeys.one(id);
    const revision = (): string => client.getQueryData<ShownContribution>(key)?.revision ?? "";
    const show = (contribution: ShownContribution): void => {
      client.setQueryData(
        key,
        batches.current.reduce((before, { edits }) => withEdits(before, edits), contribution),
      );
    };
    const act = (
      send: () => Promise<ShownContribution | undefined>,
      done: (answer?: ShownContribution) => void,
    ): Promise<boolean> => {
      const result = last.current.then(async () => {
        try {
          const answer = await send();
          if (answer) show(answer);
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
    const sendItems = async (batch: Batch): Promise<ShownContribution | undefined> => {
      try {
        const rest = sentAt.current + interval - performance.now();
        if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
        sentAt.current = performance.now();
        batch.isSent = true;
        const body = { revision: revision(), items: [...mergedEdits(batch.edits).values()] };
        const { items: changed, ...others } = await call("editContributionItems", { params, body });
        const before = client.getQueryData<ShownContribution>(key);
        const byId = new Map(changed.map((item) => [item.id, item]));
        return before && { ...before, ...others, items: before.items.map((item) => byId.get(item.id) ?? item) };
      } finally {
        batches.current = batches.current.filter((one) => one !== batch);
      }
    };
    const writeBatch = (edits: readonly ItemEdit[]): Promise<boolean> => {
      const open = batches.current.at(-1);
      if (open && !open.isSent && isSafe([...open.edits, ...edits]) && open.edits.length + edits.length <= mostAtOnce) {
        open.edits.push(...edits);
        return open.done;
      }
      const batch: Batch = { edits: [...edits], isSent: false, done: Promise.resolve(true) };
      batches.current.push(batch);
      batch.done = act(
        () => sendItems(batch),
        () => undefined,
      );
      return batch.done;
    };
    const writeItems = async (edits: readonly ItemEdit[]): Promise<boolean> => {
      client.setQueryData<ShownContribution>(key, (before) => before && withEdits(before, edits));
      const starts = Array.from({ length: Math.ceil(edits.length / mostAtOnce) }, (_, at) => at * mostAtOnce);
      const done = await Promise.all(starts.map((start) => writeBatch(edits.slice(start, start + mostAtOnce))));
      return done.every(Boolean);
    };
    // Presses follow each other quickly, so only the message of the last one stays.
    const report = (text: string, undo?: () => Promise<boolean>): void => {
      if (reported.current !== null) dismissToast(reported.current);
      toast(text, { undo });
      reported.current = readToasts()[0]?.id ?? null;
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
      editItems: async (edits, done) => {
        const items = new Map(client.getQueryData<ShownContribution>(key)?.items.map((item) => [item.id, item]));
        const inverse = edits.flatMap((edit) => inverseEdit(edit, items.get(edit.id)));
        const forget = (): void => {
          undos.current = undos.current.filter((one) => one !== undo);
        };
        const undo = async (): Promise<boolean> => {
          forget();
          const isUndone = await writeItems(inverse);
          if (isUndone) report(messages.changeUndone);
          return isUndone;
        };
        undos.current.push(undo);
        const reportDone = (): void => {
          if (done !== undefined) report(done, undo);
        };
        if (isSafe(edits)) reportDone();
        const isDone = await writeItems(edits);
        if (!isDone) forget();
        else if (!isSafe(edits)) reportDone();
        return isDone;
      },
      undo: () => {
        const undo = undos.current.at(-1);
        if (undo) void undo();
        else toast(messages.nothingToUndo);
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

/** Whether the server refuses none of these edits. Texts and locations may be refused, so that they go alone. */
function isSafe(edits: readonly ItemEdit[]): boolean {
  return edits.every(({ text, targets }) => text === undefined && targets === undefined);
}
