import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { OperationName } from "#core/contract/contract.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { call, type CallInput } from "../api/call.ts";

/** An undo as a call of an operation. It survives a reload of the page, unlike a function. */
export interface UndoCall {
  name: OperationName;
  input: CallInput<OperationName>;
  /** The message that reports it. */
  done: string;
}

/** Returns an undo that calls an operation, and then shows `done`. */
export function undoBy<N extends OperationName>(name: N, input: CallInput<N>, done: string): UndoCall {
  return { name, input, done };
}

/** A message: an action or a failure in one sentence, with an undo if possible. */
export interface Toast {
  id: number;
  text: string;
  tone: "done" | "failed";
  at: Date;
  /** Runs the offered action, which is usually an undo. Absent if the message offers none. */
  act?: () => void;
  /** The call by which `act` undoes the action. Absent if `act` is anything else. */
  undoCall?: UndoCall | undefined;
  /** Label of the button for `act`. */
  label: string;
  /** Whether it is still on the page. It stays in the log. */
  shown: boolean;
}

/** Key of the messages in the storage of a tab (`stored-toasts.ts`). */
export const toastStorage = "rapporteur:actions";

let toasts: readonly Toast[] = [];
let count = 0;
const listeners = new Set<() => void>();

/** Replaces the list of messages. */
export function setToasts(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Returns every message, latest first. */
export function readToasts(): readonly Toast[] {
  return toasts;
}

/** Calls back at every change. Returns the unsubscribe function. */
export function subscribeToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Reports an action, and offers to undo it, or another next action with its label. Name the call of the undo if there is
 * one, so that it is offered after a reload too.
 */
export function toast(
  text: string,
  {
    undo,
    act = undo,
    undoCall,
    ...options
  }: {
    tone?: Toast["tone"];
    undo?: (() => unknown) | undefined;
    act?: (() => unknown) | undefined;
    undoCall?: UndoCall | undefined;
    label?: string;
  } = {},
): void {
  count += 1;
  const entry = {
    id: count,
    text,
    tone: "done",
    label: messages.undo,
    at: new Date(),
    shown: true,
    ...options,
  } as const;
  setToasts([offering(entry, act, undoCall), ...toasts].slice(0, 100));
}

/**
 * Returns a message that offers an action. The offer works once: its use removes it from the message. If it resolves to
 * false, the message offers it again, because the reason for the refusal may pass.
 */
export function offering(entry: Toast, act: (() => unknown) | undefined, undoCall: UndoCall | undefined): Toast {
  if (!act) return entry;
  const replace = (next: Toast): void => setToasts(toasts.map((item) => (item.id === entry.id ? next : item)));
  const offered: Toast = {
    ...entry,
    undoCall,
    act: () => {
      replace({ ...entry, shown: false });
      void Promise.resolve(act()).then((done) => {
        if (done === false) replace(offered);
      });
    },
  };
  return offered;
}

/** Removes a message from the page; the log keeps it. */
export function dismissToast(id: number): void {
  setToasts(toasts.map((entry) => (entry.id === id ? { ...entry, shown: false } : entry)));
}

/** Returns every message, latest first. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribeToasts, readToasts, readToasts);
}

/** Returns the undo of an action from its answer, because that holds the revision to undo. */
type UndoOf<Answer> = (answer: Answer) => UndoCall | (() => unknown) | null | undefined;

/** Runs an action and shows the result in a message, which offers to undo it. Resolves to whether it succeeded. */
type Notify = <Answer>(send: () => Promise<Answer>, message: string, undoOf?: UndoOf<Answer>) => Promise<boolean>;

/** Returns a `Notify` that runs each action, and each undo that calls an operation, within `around`. */
function notifying(around: <Answer>(send: () => Promise<Answer>) => Promise<Answer>): Notify {
  const notify: Notify = async (send, message, undoOf) => {
    try {
      const answer = await around(send);
      const undo = undoOf?.(answer);
      if (typeof undo === "object" && undo) toast(message, { undo: () => sendUndo(undo, notify), undoCall: undo });
      else toast(message, undo ? { undo } : {});
      return true;
    } catch (error) {
      notifyFailure(error);
      return false;
    }
  };
  return notify;
}

export const notifyResult = notifying((send) => send());

/** Undoes an action by its call, and reports the result through `notify`. Resolves to whether it succeeded. */
export function sendUndo({ name, input, done }: UndoCall, notify: Notify): Promise<boolean> {
  return notify(() => call(name, input), done);
}

/** Shows why an action failed. */
export function notifyFailure(error: unknown): void {
  toast(error instanceof Error ? error.message : messages.actionFailed, { tone: "failed" });
}

/**
 * Returns a `notifyResult` for actions that change the data under some query keys. That data is fetched again, whether the
 * action succeeds or fails.
 */
export function notifyAndRefresh(client: QueryClient, ...stale: readonly QueryKey[]): Notify {
  return notifying(async (send) => {
    try {
      return await send();
    } finally {
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    }
  });
}
