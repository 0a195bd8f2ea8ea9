import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { keys } from "../../api/queries.ts";
import {
  dismissToast,
  notifyAndRefresh,
  readToasts,
  sendUndo,
  toast,
  undoBy,
  type UndoCall,
} from "../../components/toasts.ts";
import { settingsKey } from "./settings-queries.ts";

/** The answer of a change, with the id that undoes it. Null if nothing changed. */
interface Undoable {
  change: string | null;
}

/** The ways to change the settings. */
export interface SettingsChanges {
  /**
   * Makes a change and reports it in a message that can undo it.
   * @throws ProblemError if it is refused, for a form or field to show
   */
  change: <Answer extends Undoable>(send: () => Promise<Answer>, done: string) => Promise<Answer>;
  /** Does the same, but also reports a refusal in a message. Resolves to whether the change succeeded. */
  tryChange: (send: () => Promise<Undoable>, done: string) => Promise<boolean>;
  /** Undoes a change. Resolves to whether that succeeded. */
  undo: (change: string) => Promise<boolean>;
  /** Fetches everything again that a change of the settings may concern. */
  refresh: () => Promise<void>;
}

/** Returns the ways to change the settings. */
export function useSettingsChange(): SettingsChanges {
  const client = useQueryClient();
  return useMemo(() => {
    const stale = [settingsKey, keys.library, keys.me, ["organisations"], keys.participants, ["document"], ["version"]];
    const refresh = async (): Promise<void> => {
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
    };
    const notify = notifyAndRefresh(client, ...stale);
    const undoOf = (change: string): UndoCall =>
      undoBy("undoChange", { params: { event: change } }, messages.changeUndone);
    const undo = (change: string): Promise<boolean> => sendUndo(undoOf(change), notify);
    const change: SettingsChanges["change"] = async (send, done) => {
      const answer = await send();
      const { change: id } = answer;
      if (id !== null) toastAlone(done, { undo: () => undo(id), undoCall: undoOf(id) });
      await refresh();
      return answer;
    };
    const tryChange: SettingsChanges["tryChange"] = async (send, done) => {
      try {
        await change(send, done);
        return true;
      } catch (error) {
        toast(error instanceof Error ? error.message : messages.changeFailed, { tone: "failed" });
        return false;
      }
    };
    return { change, tryChange, undo, refresh };
  }, [client]);
}

/**
 * Reports a change in a message that replaces those before it. Many small changes follow one another in the settings,
 * and their messages would cover the fields. The log keeps them.
 */
export function toastAlone(text: string, options: { undo: () => unknown; undoCall?: UndoCall }): void {
  for (const { id, shown } of readToasts()) if (shown) dismissToast(id);
  toast(text, options);
}
