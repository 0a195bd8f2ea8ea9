import type { MessagePort } from "node:worker_threads";
import { Piscina } from "piscina";
import { ProblemError } from "../services/kernel/problem.ts";

/** Does work in threads of its own, as much as may wait for them; the threads start when there is something to do. */
export interface ThreadPool<Task, Result> {
  /**
   * Does one task. What may be refused is so where too much waits; alone it is done, however heavy it is.
   * A signal that is aborted ends the thread.
   * @throws ProblemError server-busy; the signal's reason once it is aborted; what the task throws
   */
  run(task: Task, how: TaskTerms): Promise<Result>;
  /** Ends every thread; what is being done is given up, and whoever waits for it told that the server is busy. */
  close(): Promise<void>;
  /** The weight from which a task is worth a thread. */
  readonly longFrom: number;
}

/** How a task waits. */
interface TaskTerms {
  /** How much of what may wait it is. */
  weight: number;
  /** Whether whoever asks may be told to ask again. */
  refusable: boolean;
  signal: AbortSignal | null;
  /** Handed over to the thread. */
  transfer?: MessagePort[];
  /** Told where every thread is at work, before it waits for one. */
  onWait?: () => void;
}

/** What a pool's threads run, and what holds of the pool where whoever opens it says nothing else. */
interface ThreadPoolTerms {
  /** The function of the worker's module. */
  name: string;
  /** As many threads as work at once. */
  threads: number;
  /** Weight from which a task is worth a thread. */
  longFrom: number;
  /** Weight that may wait or be under way, all threads together, before the next task is refused. */
  mostWaiting: number;
  /** What a thread may take; one that takes more ends, and the server goes on. */
  mostMegabytes?: number;
}

/** From what a pool's threads run; the rest is as the pool has it unless it is told here. */
export interface ThreadPoolOptions extends Partial<Pick<ThreadPoolTerms, "threads" | "longFrom" | "mostWaiting">> {
  /** The worker's module, as it can be loaded from where this runs. */
  worker: URL;
  /** Node's own flags for the threads. */
  execArgv?: string[];
}

/** Threads with nothing to do for so long end, in milliseconds; a new one takes a tenth of a second to start. */
const idleTimeout = 60_000;

/** Opens a pool. */
export function openThreadPool<Task, Result>(
  { worker, execArgv, ...given }: ThreadPoolOptions,
  terms: ThreadPoolTerms,
): ThreadPool<Task, Result> {
  const { name, threads, longFrom, mostWaiting, mostMegabytes } = { ...terms, ...given };
  const pool = new Piscina<Task, Result>({
    filename: worker.href,
    name,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout,
    ...(mostMegabytes !== undefined && { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } }),
    ...(execArgv && { execArgv }),
  });
  let waiting = 0;
  /** Tasks that wait or are under way. */
  let taken = 0;
  let closing = false;

  return {
    longFrom,
    async run(task, { weight, refusable, signal, transfer = [], onWait }) {
      if (refusable && waiting > 0 && waiting + weight > mostWaiting) throw new ProblemError("server-busy");
      waiting += weight;
      taken += 1;
      if (taken > threads) onWait?.();
      try {
        return await pool.run(task, { signal, transferList: transfer });
      } catch (error) {
        if (closing) throw new ProblemError("server-busy");
        // Piscina wraps it in an error of its own.
        throw signal?.aborted ? signal.reason : error;
      } finally {
        waiting -= weight;
        taken -= 1;
      }
    },
    close() {
      closing = true;
      return pool.destroy();
    },
  };
}
