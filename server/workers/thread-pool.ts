import type { MessagePort } from "node:worker_threads";
import { Piscina } from "piscina";
import { ProblemError } from "../services/kernel/problem.ts";

/** Runs tasks in separate threads, with a limited queue. The threads start on demand. */
export interface ThreadPool<Task, Result> {
  /**
   * Runs one task. A refusable task is rejected if the queue is full, but a single task always runs, whatever its
   * weight. Aborting the signal ends the thread.
   *
   * @throws ProblemError server-busy; the signal's reason after it is aborted; any error from the task
   */
  run(task: Task, terms: TaskTerms): Promise<Result>;
  /** Returns the number of running and of queued tasks. */
  load(): { running: number; queued: number };
  /** Ends every thread. Pending tasks are cancelled, and their callers receive server-busy. */
  close(): Promise<void>;
  /** The weight from which a task should run in a thread. */
  readonly longFrom: number;
}

/** Queueing options of a task. */
interface TaskTerms {
  /** The task's share of the queue limit. */
  weight: number;
  /** Whether the task may be rejected, so that its caller can retry. */
  refusable: boolean;
  signal: AbortSignal | null;
  /** Ports to transfer to the thread. */
  transfer?: MessagePort[];
  /** Called before the task waits, if every thread is busy. */
  onWait?: () => void;
}

/** Entry point and default settings of a pool. */
interface ThreadPoolTerms {
  /** Name of the worker module's function. */
  name: string;
  /** Maximum number of threads running at once. */
  threads: number;
  /** Weight from which a task should run in a thread. */
  longFrom: number;
  /** Maximum total weight of waiting and running tasks, over all threads. Beyond it, refusable tasks are rejected. */
  mostWaiting: number;
  /** Memory limit of a thread, in MB. A thread that exceeds it ends, and the server continues. */
  mostMegabytes?: number;
}

/** Options when opening a pool. Omitted settings have the pool's defaults. */
export interface ThreadPoolOptions extends Partial<Pick<ThreadPoolTerms, "threads" | "longFrom" | "mostWaiting">> {
  /** URL of the worker's module, loadable from the running code. */
  worker: URL;
  /** Node flags for the threads. */
  execArgv?: string[];
}

/** Idle time after which a thread ends, in ms. Starting a new one takes a tenth of a second. */
const idleTimeout = 60_000;

/** Opens a pool of threads. */
export function openThreadPool<Task, Result>(
  { worker, execArgv, ...overrides }: ThreadPoolOptions,
  terms: ThreadPoolTerms,
): ThreadPool<Task, Result> {
  const { name, threads, longFrom, mostWaiting, mostMegabytes } = { ...terms, ...overrides };
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
  /** Number of waiting and running tasks. */
  let pending = 0;
  let closing = false;

  return {
    longFrom,
    async run(task, { weight, refusable, signal, transfer = [], onWait }) {
      if (refusable && waiting > 0 && waiting + weight > mostWaiting) throw new ProblemError("server-busy");
      waiting += weight;
      pending += 1;
      if (pending > threads) onWait?.();
      try {
        return await pool.run(task, { signal, transferList: transfer });
      } catch (error) {
        if (closing) throw new ProblemError("server-busy");
        // Piscina wraps the abort reason in its own error.
        throw signal?.aborted ? signal.reason : error;
      } finally {
        waiting -= weight;
        pending -= 1;
      }
    },
    load: () => ({ running: Math.min(pending, threads), queued: Math.max(0, pending - threads) }),
    close() {
      closing = true;
      return pool.destroy();
    },
  };
}
