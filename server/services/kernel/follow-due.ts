import type { Context } from "./context.ts";

/** Work that is due at times that the store knows. */
interface DueWork {
  /** Does what is due, until it is stopped. Returns when more is, or null if nothing waits. */
  look: (isStopped: () => boolean) => Promise<Date | null>;
  /** Whether an event of this kind may make work due sooner. */
  wakes: (kind: string) => boolean;
  /**
   * Longest sleep, in ms. Timers stop while the machine is suspended and do not notice changes of the system date, and
   * other servers may end before they have done their part.
   */
  longestSleep: number;
}

/** Work that is done when it is due. */
export interface FollowedWork {
  /** Looks for work now. */
  wake: () => void;
  /** Stops, and waits for what was begun. */
  end: () => Promise<void>;
}

/**
 * Does work when it is due, for as long as the server runs. `failed` receives errors; the work is then tried again after the
 * longest sleep.
 */
export function followDue(
  context: Pick<Context, "now" | "store">,
  { look, wakes, longestSleep }: DueWork,
  failed: (error: unknown) => void,
): FollowedWork {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const sleep = (milliseconds: number): void => {
    clearTimeout(timer);
    if (stopped) return;
    timer = setTimeout(lookAgain, Math.min(Math.max(milliseconds, 0), longestSleep));
    timer.unref();
  };
  let looking = Promise.resolve();
  let isWaiting = false;
  const lookAgain = (): void => {
    // One look does all that is due when it begins, so no more than one needs to wait.
    if (isWaiting || stopped) return;
    isWaiting = true;
    looking = looking
      .then(() => {
        isWaiting = false;
        return look(() => stopped);
      })
      .then((next) => {
        if (next) sleep(next.getTime() - context.now().getTime());
      })
      .catch((error: unknown) => {
        failed(error);
        sleep(longestSleep);
      });
  };
  const unsubscribe = context.store.subscribe(({ kind }) => {
    if (wakes(kind)) lookAgain();
  });
  lookAgain();
  const end = (): Promise<void> => {
    stopped = true;
    clearTimeout(timer);
    unsubscribe();
    return looking;
  };
  return { wake: lookAgain, end };
}
