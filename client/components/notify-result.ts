import type { QueryClient, QueryKey } from "@tanstack/react-query";
import * as messages from "#core/messages/interface.en.ts";
import { toast } from "./toasts.ts";

/**
 * Runs an action and shows the result in a message. Resolves to whether it succeeded. The message offers `undo`, which
 * receives the answer because that holds the revision to undo.
 */
export async function notifyResult<Answer>(
  send: () => Promise<Answer>,
  said: string,
  undo?: (answer: Answer) => unknown,
): Promise<boolean> {
  try {
    const answer = await send();
    toast(said, undo ? { undo: () => undo(answer) } : {});
    return true;
  } catch (error) {
    toast(error instanceof Error ? error.message : messages.actionFailed, { tone: "failed" });
    return false;
  }
}

/**
 * Returns a `notifyResult` for actions that change the data under some query keys. That data is fetched again, whether the
 * action succeeds or fails.
 */
export function notifyAndRefresh(client: QueryClient, ...stale: readonly QueryKey[]): typeof notifyResult {
  const readAgain = (): Promise<unknown> =>
    Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
  return (send, said, undo) => notifyResult(() => send().finally(readAgain), said, undo);
}
