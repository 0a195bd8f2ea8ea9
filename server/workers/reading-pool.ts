import { MessageChannel } from "node:worker_threads";
import { type TextLimits, usualTextLimits } from "../import/read-draft.ts";
import { unpackedSize } from "../import/shared/zip-parts.ts";
import { UnreadableFile } from "../import/shared/unreadable-file.ts";
import type { FileTasks, ServerFileTasks } from "../services/kernel/file-tasks.ts";
import { runReading, type ReadingResult, type ReadingTask, type TaskName } from "./reading-worker.ts";
import { sharedLength } from "../services/kernel/shared-json.ts";
import { openThreadPool, type ThreadPoolOptions } from "./thread-pool.ts";

/** Reads files and places their contents in separate threads, because a file may have been designed to take long. */
export interface ReadingPool {
  /** For the context. */
  files: ServerFileTasks;
  /** Returns the number of running and of queued tasks. */
  load(): { running: number; queued: number };
  /** Ends every thread. Pending work is cancelled, and its callers receive server-busy. */
  close(): Promise<void>;
}

/** Limits of reading. */
export interface ReadingLimits {
  text: TextLimits;
  /** Maximum time for a file, in ms, without the waiting time. A file that takes longer counts as too large. */
  longest: number;
  /** Maximum memory of a thread, in MB. A file that needs more counts as too large. */
  megabytes: number;
}

/** Options of a reading pool. */
export interface ReadingPoolOptions extends Omit<ThreadPoolOptions, "longFrom"> {
  limits?: Partial<ReadingLimits>;
}

/**
 * The limits of a server without settings. On an idle machine, a Word file of 1 000 000 words takes 3 seconds, and a PDF
 * file of 2 000 pages a minute.
 */
export const usualReadingLimits: ReadingLimits = { text: usualTextLimits, longest: 120_000, megabytes: 1_500 };

/**
 * Maximum weight of all waiting files, in bytes once unpacked: two of the largest. Each is held in memory as it was
 * uploaded while it waits.
 */
const waitingBytes = 512 * 1024 * 1024;
const mostThreads = 2;
/** Redlines are for every reader, and must not delay uploads. */
const mostRedlineThreads = 1;

/** Opens a pool. Its threads start on demand. */
export function openReadingPool({ limits: given, ...options }: ReadingPoolOptions): ReadingPool {
  const limits = { ...usualReadingLimits, ...given };
  const terms = { name: runReading.name, longFrom: 0, mostWaiting: waitingBytes, mostMegabytes: limits.megabytes };
  const pool = openThreadPool<ReadingTask, ReadingResult>(options, { ...terms, threads: mostThreads });
  const redlines = openThreadPool<ReadingTask, ReadingResult>(options, { ...terms, threads: mostRedlineThreads });

  async function runInThread(
    name: TaskName,
    input: readonly unknown[],
    { weight, left }: { weight: number; left: AbortSignal | null },
  ): Promise<unknown> {
    const { port1: started, port2: begun } = new MessageChannel();
    const tooLong = new AbortController();
    let limit: NodeJS.Timeout | undefined;
    started.once("message", () => {
      limit = setTimeout(() => {
        tooLong.abort();
      }, limits.longest);
    });
    try {
      const signal = left ? AbortSignal.any([tooLong.signal, left]) : tooLong.signal;
      const queue = name === "redlineInFile" ? redlines : pool;
      const queueing = { weight, refusable: true, signal, transfer: [begun] };
      const result = await queue.run({ name, input, limits: limits.text, begun }, queueing);
      if ("done" in result) return result.done;
      throw new UnreadableFile(result.refused.code, result.detail, result.refused.params);
    } catch (error) {
      const isTooMuch = tooLong.signal.aborted || (error as { code?: string }).code === "ERR_WORKER_OUT_OF_MEMORY";
      throw isTooMuch ? new UnreadableFile("too-large", String(error)) : error;
    } finally {
      clearTimeout(limit);
      started.close();
    }
  }

  /** Returns the tasks, each in a thread that ends when the signal is aborted. */
  function filesUntil(left: AbortSignal | null): FileTasks {
    /** `weightOf` computes a task's weight in the queue, in bytes of text. */
    function inThread<Name extends TaskName>(
      name: Name,
      weightOf: (...input: Parameters<FileTasks[Name]>) => number,
    ): FileTasks[Name] {
      const run = (...input: Parameters<FileTasks[Name]>): Promise<unknown> =>
        runInThread(name, input, { weight: weightOf(...input), left });
      return run as FileTasks[Name];
    }
    return {
      readDraft: inThread("readDraft", unpackedSize),
      readContribution: inThread("readContribution", unpackedSize),
      readRows: inThread("readRows", unpackedSize),
      readColumns: inThread("readColumns", unpackedSize),
      readLines: inThread("readLines", unpackedSize),
      describeDraft: inThread("describeDraft", (draft) => draft.length),
      placeMarkedText: inThread("placeMarkedText", ({ draft }) => draft.length),
      placeRemarks: inThread("placeRemarks", (remarks) => remarks.length * remarkWeight),
      rankVersions: inThread("rankVersions", ({ draft }) => draft.length),
      scoreRemarks: inThread("scoreRemarks", (_remarks, { text }) => text.length),
      redlineInFile: inThread(
        "redlineInFile",
        ({ base, revised }) => unpackedSize(base.bytes) + unpackedSize(revised.bytes),
      ),
      markOwnFile: inThread(
        "markOwnFile",
        ({ upload, compilation }) => unpackedSize(upload.bytes) + sharedLength(compilation),
      ),
      readTemplate: inThread("readTemplate", unpackedSize),
      groupComments: inThread("groupComments", (comments) => comments.length * remarkWeight),
    };
  }

  return {
    files: { ...filesUntil(null), until: filesUntil },
    load: () => {
      const [files, others] = [pool.load(), redlines.load()];
      return { running: files.running + others.running, queued: files.queued + others.queued };
    },
    close: async () => {
      await Promise.all([pool.close(), redlines.close()]);
    },
  };
}

/** Weight of a remark, in bytes: a few sentences with a quote. */
const remarkWeight = 1_000;
