import { toast } from "../components/toasts.ts";

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
