import type { QueryClient } from "@tanstack/react-query";
import type { OperationName } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { addOperations, operationOf } from "../api/call.ts";
import { meQuery } from "../api/queries.ts";
import * as shape from "./stored-shape.ts";
import {
  notifyAndRefresh,
  offering,
  readToasts,
  sendUndo,
  setToasts,
  type Toast,
  toastStorage,
  type UndoCall,
} from "./toasts.ts";

/** The last messages of a tab, with the person whose actions they report. */
const StoredToasts = shape.object({
  person: shape.text,
  toasts: shape.listOf(
    shape.object({
      text: shape.text,
      tone: shape.oneOf(["done", "failed"] as const),
      at: shape.text,
      undo: shape.nullable(
        shape.object({
          name: shape.text,
          input: shape.record,
          done: shape.text,
          // Another page may not have loaded the operation.
          operation: shape.record,
        }),
      ),
    }),
  ),
});
type StoredToast = ReturnType<typeof StoredToasts>["toasts"][number];

/** The person and the messages that were stored last. Null until the tab's storage is read. */
let stored: { person: string; ids: ReadonlySet<number> } | null = null;

/**
 * Stores the messages for a reload of the tab. The first call lists those from before the reload. Messages of another
 * person, or from before a sign-out, are dropped.
 */
export function storeToasts(client: QueryClient): void {
  const me = client.getQueryData(meQuery.queryKey);
  if (!me) return;
  const person = [me.participant?.id, me.deputy?.id].join(" ");
  let toasts = readToasts();
  if (!stored) toasts = [...toasts, ...readStored(person).map((toast, index) => restored(toast, -1 - index, client))];
  else if (stored.person !== person) toasts = toasts.filter(({ id }) => !stored?.ids.has(id));
  stored = { person, ids: new Set(toasts.map(({ id }) => id)) };
  if (toasts.length !== readToasts().length) setToasts(toasts);
  try {
    if (toasts.length === 0) sessionStorage.removeItem(toastStorage);
    else sessionStorage.setItem(toastStorage, JSON.stringify({ person, toasts: toasts.map(toStore) }));
  } catch {
    // Storage is unavailable or full, so the messages last as long as the page.
  }
}

function readStored(person: string): StoredToast[] {
  try {
    const read = StoredToasts(JSON.parse(sessionStorage.getItem(toastStorage) ?? ""));
    return read.person === person ? read.toasts : [];
  } catch {
    return [];
  }
}

function toStore({ text, tone, at, undoCall }: Toast): StoredToast {
  const undo = undoCall ? { ...undoCall, input: { ...undoCall.input }, operation: slimOf(undoCall.name) } : null;
  return { text, tone, at: at.toISOString(), undo };
}

/** Returns what `call` needs of an operation. */
function slimOf(name: OperationName): Record<string, unknown> {
  const { method, path, answer } = operationOf(name);
  return { method, path, answer: answer && { kind: answer.kind } };
}

function restored({ text, tone, at, undo }: StoredToast, id: number, client: QueryClient): Toast {
  const entry = { id, text, tone, at: new Date(at), label: messages.undo, shown: false };
  if (!undo) return entry;
  const undoCall = { ...undo, name: undo.name as OperationName } as UndoCall;
  try {
    operationOf(undoCall.name);
  } catch {
    addOperations({ [undo.name]: undo.operation as unknown as Operation });
  }
  // The page may show anything that the undo changes.
  return offering(entry, () => sendUndo(undoCall, notifyAndRefresh(client, [])), undoCall);
}
