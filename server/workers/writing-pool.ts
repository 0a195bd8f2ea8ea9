import { MessageChannel } from "node:worker_threads";
import type { Context } from "../services/context.ts";
import { writeFile, type FileTask, type FileTerms } from "../services/write-file.ts";
import { openThreadPool } from "./thread-pool.ts";
import { runWriting, type WritingTask } from "./writing-worker.ts";

/** Writes files in threads of its own that would hold the server's up. */
export interface WritingPool {
  /** As the context's: short files here, long ones in a thread, which ends where nobody waits for its file any longer. */
  writeFile: Context["writeFile"];
  /** Ends every thread; what is being written is given up, and whoever waits for it told that the server is busy. */
  close(): Promise<void>;
}

/** From what a pool's threads run, and from what size on. */
export interface WritingPoolOptions {
  /** The module of writing-worker.ts, as it can be loaded from where this runs. */
  worker: URL;
  /** As many threads as write at once. */
  threads?: number;
  /** Weight of a file (see `weightOf`) from which a thread writes it. */
  longFrom?: number;
  /** Weight that may wait or be under way before the next file is refused. */
  mostWaiting?: number;
  /** Node's own flags for the threads. */
  execArgv?: string[];
}

/** Some 50 ms of the server's own thread. A thread that has to be started first takes twice that. */
const longWeight = 100_000;
/** Four of the longest texts with all their comments. */
const waitingWeight = 40_000_000;
/** What the longest text with its comments takes, twice over. */
const mostMegabytes = 1_500;
/** One long file at a time: each may need 500 MB. */
const mostThreads = 1;

/** What a comment weighs beside its words, in characters of text: its boxes, dates, links and places. */
const commentWeight = 200;
/** A row of a redline is a paragraph of some hundred words. */
const redlineRowWeight = 600;

/** Opens a pool; its threads start when there is something for them to do. */
export function openWritingPool({
  worker,
  threads = mostThreads,
  longFrom = longWeight,
  mostWaiting = waitingWeight,
  execArgv,
}: WritingPoolOptions): WritingPool {
  const pool = openThreadPool<WritingTask, Uint8Array>({
    worker,
    name: runWriting.name,
    threads,
    mostWaiting,
    mostMegabytes,
    execArgv,
  });

  async function writeInThread(task: FileTask, weight: number, { print, gone }: FileTerms): Promise<Uint8Array> {
    const { port1: pages, port2: printing } = new MessageChannel();
    const given = new AbortController();
    const signal = gone ? AbortSignal.any([gone, given.signal]) : given.signal;
    let unprinted: { error: unknown } | null = null;
    pages.on("message", (html: string) => {
      print(html).then(
        (printed) => {
          pages.postMessage(printed);
        },
        (error: unknown) => {
          unprinted = { error };
          given.abort();
        },
      );
    });
    try {
      return await pool.run({ task, printing }, { weight, refusable: true, signal, transfer: [printing] });
    } catch (error) {
      throw (unprinted as { error: unknown } | null)?.error ?? error;
    } finally {
      pages.close();
    }
  }

  return {
    async writeFile(task, terms) {
      const weight = weightOf(task);
      return weight < longFrom ? writeFile(task, terms) : writeInThread(task, weight, terms);
    },
    close: () => pool.close(),
  };
}

/** How long a file takes to be written, in characters of text. */
function weightOf(task: FileTask): number {
  if ("redline" in task) return task.redline.redline.length * redlineRowWeight;
  const { clauses, general, orphans } = task.compilation;
  const threads = [...general, ...orphans, ...clauses.flatMap((clause) => clause.threads)];
  const text = clauses.reduce((sum, clause) => sum + clause.text.length, 0);
  return threads.reduce((sum, thread) => sum + commentWeight + (thread.text?.length ?? 0), text);
}
