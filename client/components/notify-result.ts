import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { toast } from "./toasts.ts";

/**
 * Does something and tells in a message what came of it; resolves to whether it was done. `undo` takes it back from the
 * message, with the answer at hand, which knows the revision to undo.
 */
export async function told<Answer>(
  send: () => Promise<Answer>,
  said: string,
  undo?: (answer: Answer) => unknown,
): Promise<boolean> {
  try {
    const answer = await send();
    toast(said, undo ? { undo: () => void undo(answer) } : {});
    return true;
  } catch (error) {
    toast(error instanceof Error ? error.message : "That did not work.", { tone: "failed" });
    return false;
  }
}

/** `told`, for acts that change what was read under some keys: it is read again, whether the act was done or refused. */
export function tellingAfresh(client: QueryClient, ...stale: readonly QueryKey[]): typeof told {
  const readAgain = (): Promise<unknown> =>
    Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
  return (send, said, undo) => told(() => send().finally(readAgain), said, undo);
}
