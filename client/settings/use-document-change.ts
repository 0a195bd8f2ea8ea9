import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import * as messages from "#core/messages/document-settings.en.ts";
import { keys } from "../api/queries.ts";
import { dismissToast, notifyResult, readToasts, toast } from "../components/toasts.ts";

/** The ways to change documents. */
interface DocumentChanges {
  /**
   * Makes a change and reports it in a message, which can undo it with another request.
   * @throws ProblemError if it is refused, for a form to show
   */
  change: (send: () => Promise<unknown>, done: string, undo?: () => Promise<unknown>) => Promise<void>;
  /** Does the same, but also reports a refusal in a message. Resolves to whether the change succeeded. */
  tryChange: (send: () => Promise<unknown>, done: string, undo?: () => Promise<unknown>) => Promise<boolean>;
}

/** Returns the ways to change documents. Everything read about documents is fetched again afterwards. */
export function useDocumentChange(): DocumentChanges {
  const client = useQueryClient();
  return useMemo(() => {
    const stale = [keys.library, ["document"], ["version"]];
    const refresh = async (): Promise<void> => {
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    };
    // Many small changes follow one another here, and their messages would cover the list. The log keeps them.
    const clearToasts = (): void => {
      for (const earlier of readToasts()) if (earlier.shown) dismissToast(earlier.id);
    };
    const undoing = (undo: () => Promise<unknown>) => () =>
      notifyResult(() => undo().finally(() => void refresh()), messages.changeUndone);
    const change: DocumentChanges["change"] = async (send, done, undo) => {
      await send();
      clearToasts();
      toast(done, undo ? { undo: undoing(undo) } : {});
      await refresh();
    };
    const tryChange: DocumentChanges["tryChange"] = async (send, done, undo) => {
      clearToasts();
      const isDone = await notifyResult(send, done, undo && undoing(undo));
      await refresh();
      return isDone;
    };
    return { change, tryChange };
  }, [client]);
}
