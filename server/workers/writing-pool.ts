import { MessageChannel } from "node:worker_threads";
import type { FilePiece } from "../export/shared/steps.ts";
import { type CompilationFile, renderFile, type RenderPass, type FileTask } from "../export/render-file.ts";
import type { Context } from "../services/kernel/context.ts";
import { shareJson } from "../services/kernel/shared-json.ts";
import { openThreadPool, type ThreadPoolOptions } from "./thread-pool.ts";
import { runWriting, type WritingTask } from "./writing-worker.ts";

/** Renders files, in separate threads if they would block the server's own. */
export interface WritingPool {
  /**
   * Same as in the context. Short files are rendered in this thread, long ones in another, which ends when nobody waits
   * for the file.
   */
  renderFile: Context["renderFile"];
  /** Returns the number of running and of queued tasks. */
  load(): { running: number; queued: number };
  /** Ends every thread. Pending files are cancelled, and their callers receive server-busy. */
  close(): Promise<void>;
}

/**
 * Weight from which a file is rendered in a thread: about 50 ms of the server's own thread. Starting a thread takes
 * twice as long.
 */
const longWeight = 100_000;
/** Maximum queue weight: 4 of the longest texts with all their comments. */
const waitingWeight = 40_000_000;
/** Memory limit of a thread, in MB: twice the need of the longest text with its comments. */
const mostMegabytes = 1_500;
/** One long file at a time, because each may need 500 MB. */
const mostThreads = 1;

/** Weight of a comment in addition to its text, in characters: boxes, dates, links and positions. */
const commentWeight = 200;
/** Weight of a clause in addition to its text, in characters. A text may consist of clauses of one letter. */
const clauseWeight = 100;
/** Weight of a byte of a template's XML. It is parsed twice, the second time without its private data. */
const templateWeight = 0.5;
/** Weight of a redline row, in characters: a paragraph of about 100 words. */
const redlineRowWeight = 600;

/** Opens a pool. Its threads start on demand. `weightOf` computes a file's weight. */
export function openWritingPool(options: ThreadPoolOptions): WritingPool {
  const pool = openThreadPool<WritingTask, undefined>(options, {
    name: runWriting.name,
    threads: mostThreads,
    longFrom: longWeight,
    mostWaiting: waitingWeight,
    mostMegabytes,
  });

  /**
   * Returns the pieces as the thread renders them. They are buffered here for slow readers, as a complete file would
   * be. A thread that waited for a slow connection would block everybody else's files.
   */
  function piecesFromThread(pass: RenderPass, weight: number, aborted: AbortSignal | null): ReadableStream<FilePiece> {
    const { port1: arriving, port2: leaving } = new MessageChannel();
    const cancelled = new AbortController();
    const signal = aborted ? AbortSignal.any([aborted, cancelled.signal]) : cancelled.signal;
    return new ReadableStream<FilePiece>({
      start(pieces) {
        arriving.on("message", (piece: FilePiece | null) => {
          // A message that was under way when the reader stopped still arrives after the port is closed.
          if (cancelled.signal.aborted) return;
          if (piece) pieces.enqueue(piece);
          else {
            arriving.close();
            pieces.close();
          }
        });
        const onWait = (): void => {
          if (!cancelled.signal.aborted) pieces.enqueue({ bytes: new Uint8Array(), done: 0, of: 0 });
        };
        shareJson(pass.task)
          .then((task) =>
            pool.run(
              { task, printed: pass.printed, leaving },
              { weight, refusable: true, signal, transfer: [leaving], onWait },
            ),
          )
          .catch((error: unknown) => {
            arriving.close();
            pieces.error(error);
          });
      },
      cancel() {
        cancelled.abort();
        arriving.close();
      },
    });
  }

  return {
    async *renderFile(pass, signal) {
      const weight = weightOf(pass.task);
      if (weight < pool.longFrom) yield* renderFile(pass, signal);
      else yield* piecesFromThread(pass, weight, signal);
    },
    load: () => pool.load(),
    close: () => pool.close(),
  };
}

/** Estimates the time to write a file, in characters of text. */
function weightOf(task: FileTask): number {
  if ("redline" in task) return task.redline.redline.length * redlineRowWeight;
  if ("desk" in task) return task.desk.parts.reduce((sum, { compilation }) => sum + compilationWeight(compilation), 0);
  if ("reconciliation" in task)
    return task.reconciliation.rows.reduce((sum, { text }) => sum + commentWeight + text.length, 0);
  const template = templateWeight * (task.template?.xmlSize ?? 0);
  if ("invitation" in task) return template;
  return compilationWeight(task.compilation) + template;
}

function compilationWeight({ clauses, general, orphans }: CompilationFile["compilation"]): number {
  const threads = [...general, ...orphans, ...clauses.flatMap((clause) => clause.threads)];
  const text = clauses.reduce((sum, clause) => sum + clauseWeight + clause.text.length, 0);
  return threads.reduce((sum, thread) => sum + commentWeight + (thread.text?.length ?? 0), text);
}
