import { Piscina } from "piscina";
import { parseDraft } from "#core/text/schema.ts";
import { readDraft, UnreadableFile } from "../import/read-draft.ts";
import type { Context } from "../services/context.ts";
import { ProblemError } from "../services/problem-error.ts";
import { runReading, type ReadingResult, type ReadingTask } from "./reading-worker.ts";

/** Reads files in threads of its own that would hold the server's up, or that somebody made to hold it up. */
export interface ReadingPool {
  /** As the context's: small files here, large ones and all PDF files in a thread. */
  readDraft: Context["readDraft"];
  /** Ends every thread; what is being read is given up, and whoever waits for it told that the server is busy. */
  close(): Promise<void>;
}

/** From what a pool's threads run, and from what size on. */
export interface ReadingPoolOptions {
  /** The module of reading-worker.ts, as it can be loaded from where this runs. */
  worker: URL;
  /** Bytes of a file from which a thread reads it. */
  longFrom?: number;
  /** Milliseconds after which a file is given up as too large. */
  longest?: number;
  /** Node's own flags for the threads. */
  execArgv?: string[];
}

/** A Word file of this size is read in some 30 ms. */
const longBytes = 100_000;
/** A Word file of a million words takes three seconds of an idle machine, and a PDF file of 2 000 pages a minute. */
const longestReading = 180_000;
/** What the largest file that is not refused may take. A thread that takes more ends, and the server goes on. */
const mostMegabytes = 1_500;
const mostThreads = 2;
/** Threads with nothing to do for so long end, in milliseconds. */
const idleTimeout = 60_000;

/** Opens a pool; its threads start when there is something for them to do. */
export function openReadingPool({
  worker,
  longFrom = longBytes,
  longest = longestReading,
  execArgv,
}: ReadingPoolOptions): ReadingPool {
  const pool = new Piscina<ReadingTask, ReadingResult>({
    filename: worker.href,
    name: runReading.name,
    minThreads: 0,
    maxThreads: mostThreads,
    idleTimeout,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    ...(execArgv && { execArgv }),
  });
  let closing = false;

  return {
    async readDraft(bytes, options) {
      const isPdf = new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-");
      if (bytes.length < longFrom && !isPdf) return readDraft(bytes, options);
      const signal = AbortSignal.timeout(longest);
      let result: ReadingResult;
      try {
        result = await pool.run({ bytes, options }, { signal });
      } catch (error) {
        if (closing) throw new ProblemError("server-busy");
        const isTooMuch = signal.aborted || (error as { code?: string }).code === "ERR_WORKER_OUT_OF_MEMORY";
        throw isTooMuch ? new UnreadableFile("too-large", String(error)) : error;
      }
      if ("refused" in result) throw new UnreadableFile(result.refused, result.detail);
      return { ...result, value: { ...result.value, draft: parseDraft(result.value.draft) } };
    },
    close() {
      closing = true;
      return pool.destroy();
    },
  };
}
