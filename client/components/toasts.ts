import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { common as messages } from "#core/messages/catalogues.ts";

/** A message: an action or a failure in one sentence, with an undo if possible. */
export interface Toast {
  id: number;
  text: string;
  tone: "done" | "failed";
  at: Date;
  /** Runs the offered action, which is usually an undo. Absent if the message offers none. */
  act?: () => void;
  /** Label of the button for `act`. */
  label: string;
  /** Whether it is still on the page. It stays in the log for the rest of the visit. */
  shown: boolean;
}

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Returns every message of this visit, latest first. */
export function readToasts(): readonly Toast[] {
  return toasts;
}

/** Calls back at every change. Returns the unsubscribe function. */
export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Reports an action, and offers to undo it, or another next action with its label. The offer works once: its use removes
 * it from the message. If it resolves to false, the message offers it again, because the reason for the refusal may pass.
 */
export function toast(
  text: string,
  {
    undo,
    act = undo,
    ...options
  }: { tone?: Toast["tone"]; undo?: () => unknown; act?: () => unknown; label?: string } = {},
): void {
  count += 1;
  const id = count;
  const entry: Toast = { id, text, tone: "done", label: messages.undo, at: new Date(), shown: true, ...options };
  const replace = (next: Toast): void => set(toasts.map((item) => (item.id === id ? next : item)));
  const offered: Toast = act
    ? {
        ...entry,
        act: () => {
          replace({ ...entry, shown: false });
          void Promise.resolve(act()).then((done) => {
            if (done === false) replace(offered);
          });
        },
      }
    : entry;
  set([offered, ...toasts].slice(0, 100));
}

/** Removes a message from the page; the log keeps it. */
export function dismissToast(id: number): void {
  set(toasts.map((entry) => (entry.id === id ? { ...entry, shown: false } : entry)));
}

/** Returns every message of this visit, latest first. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribeToasts, readToasts, readToasts);
}

/**
 * Runs an action and shows the result in a message. Resolves to whether it succeeded. The message offers `undo`, which
 * receives the answer because that holds the revision to undo.
 */
export async function notifyResult<Answer>(
  send: () => Promise<Answer>,
  message: string,
  undo?: (answer: Answer) => unknown,
): Promise<boolean> {
  try {
    const answer = await send();
    toast(message, undo ? { undo: () => undo(answer) } : {});
    return true;
  } catch (error) {
    notifyFailure(error);
    return false;
  }
}

/** Shows why an action failed. */
export function notifyFailure(error: unknown): void {
  toast(error instanceof Error ? error.message : messages.actionFailed, { tone: "failed" });
}

/**
 * Returns a `notifyResult` for actions that change the data under some query keys. That data is fetched again, whether the
 * action succeeds or fails.
 */
export function notifyAndRefresh(client: QueryClient, ...stale: readonly QueryKey[]): typeof notifyResult {
  return (send, message, undo) =>
    notifyResult(
      async () => {
        try {
          return await send();
        } finally {
          await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
        }
      },
      message,
      undo,
    );
}
