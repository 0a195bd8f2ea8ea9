import { MessageChannel } from "node:worker_threads";
import type { FilePiece } from "../export/shared/gather-pieces.ts";
import { drawFile, type Drawing, type FileTask } from "../export/draw-file.ts";
import type { Context } from "../services/kernel/context.ts";
import { openThreadPool, type ThreadPoolOptions } from "./thread-pool.ts";
import { runWriting, type WritingTask } from "./writing-worker.ts";

/** Draws files in threads of its own that would hold the server's up. */
export interface WritingPool {
  /** As the context's: short files here, long ones in a thread, which ends where nobody waits for its file any longer. */
  drawFile: Context["drawFile"];
  /** Ends every thread; what is being drawn is given up, and whoever waits for it told that the server is busy. */
  close(): Promise<void>;
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

/** Opens a pool; its threads start when there is something for them to do. For the weight of a file see `weightOf`. */
export function openWritingPool(options: ThreadPoolOptions): WritingPool {
  const pool = openThreadPool<WritingTask, undefined>(options, {
    name: runWriting.name,
    threads: mostThreads,
    longFrom: longWeight,
    mostWaiting: waitingWeight,
    mostMegabytes,
  });

  /**
   * The pieces as the thread draws them. They are kept here for whoever takes them slowly, as a file written whole would be:
   * a thread that waited for a poor line would keep everybody else from theirs.
   */
  function piecesFromThread(drawing: Drawing, weight: number, gone: AbortSignal | null): ReadableStream<FilePiece> {
    const { port1: arriving, port2: leaving } = new MessageChannel();
    const left = new AbortController();
    const signal = gone ? AbortSignal.any([gone, left.signal]) : left.signal;
    return new ReadableStream<FilePiece>({
      start(pieces) {
        arriving.on("message", (piece: FilePiece | null) => {
          if (piece) pieces.enqueue(piece);
          else {
            arriving.close();
            pieces.close();
          }
        });
        const onWait = (): void => pieces.enqueue({ bytes: new Uint8Array(), done: 0, of: 0 });
        pool
          .run({ ...drawing, leaving }, { weight, refusable: true, signal, transfer: [leaving], onWait })
          .catch((error: unknown) => {
            arriving.close();
            pieces.error(error);
          });
      },
      cancel() {
        arriving.close();
        left.abort();
      },
    });
  }

  return {
    async *drawFile(drawing, gone) {
      const weight = weightOf(drawing.task);
      if (weight < pool.longFrom) yield* drawFile(drawing, gone);
      else yield* piecesFromThread(drawing, weight, gone);
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
