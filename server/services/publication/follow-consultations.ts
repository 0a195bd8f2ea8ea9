import { closeConsultations } from "./close-consultations.ts";
import type { Context } from "../kernel/context.ts";

/**
 * The longest it sleeps, in milliseconds. A timer runs by a clock that stands still while the machine sleeps, and does not
 * notice that somebody set the date: an hour bounds how late either makes it, and costs nothing.
 */
const longestSleep = 3_600_000;

/**
 * Records consultations as they close, for as long as the server runs: it sleeps until the next is to, and looks again when
 * somebody changes one. `failed` hears of a look that went wrong; the next is taken an hour later.
 * @returns the end of it.
 */
export function followConsultations(context: Context, failed: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const sleep = (milliseconds: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(lookAgain, Math.min(Math.max(milliseconds, 0), longestSleep));
    timer.unref();
  };
  const look = async (): Promise<void> => {
    const next = await closeConsultations(context);
    if (next) sleep(next.getTime() - context.now().getTime());
  };
  let looking = Promise.resolve();
  const lookAgain = (): void => {
    looking = looking.then(look).catch((error: unknown) => {
      failed(error);
      sleep(longestSleep);
    });
  };
  const unsubscribe = context.store.subscribe(({ kind }) => {
    if (kind === "consultation-set") lookAgain();
  });
  lookAgain();
  return () => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
  };
}
