import { MessageChannel } from "node:worker_threads";
import { parseDraft } from "#core/text/schema.ts";
import { readDraft, UnreadableFile } from "../import/read-draft.ts";
import { readRemarks } from "../import/read-remarks.ts";
import type { Context } from "../services/context.ts";
import { runReading, type ReadingResult, type ReadingTask } from "./reading-worker.ts";
import { openThreadPool } from "./thread-pool.ts";

/** Reads files in threads of its own that would hold the server's up, or that somebody made to hold it up. */
export interface ReadingPool {
  /** As the context's: small files here, large ones and all PDF files in a thread. */
  readDraft: Context["readDraft"];
  /** As the context's: small files here, large ones in a thread. */
  readRemarks: Context["readRemarks"];
  /** Ends every thread; what is being read is given up, and whoever waits for it told that the server is busy. */
  close(): Promise<void>;
}

/** From what a pool's threads run, and from what size on. */
export interface ReadingPoolOptions {
  /** The module of reading-worker.ts, as it can be loaded from where this runs. */
  worker: URL;
  /** As many threads as read at once. */
  threads?: number;
  /** Bytes of a file from which a thread reads it. */
  longFrom?: number;
  /** Milliseconds, from when its reading begins, after which a file is given up as too large. */
  longest?: number;
  /** Bytes of files that may wait or be under way before the next is refused. */
  mostWaiting?: number;
  /** Node's own flags for the threads. */
  execArgv?: string[];
}

/** A Word file of this size is read in some 30 ms. */
const longBytes = 100_000;
/** A Word file of a million words takes three seconds of an idle machine, and a PDF file of 2 000 pages a minute. */
const longestReading = 180_000;
/** Four of the largest that can be sent. Each is held in memory while it waits. */
const waitingBytes = 100_000_000;
/** What the largest file that is not refused may take. */
const mostMegabytes = 1_500;
const mostThreads = 2;

type Asked<As extends ReadingTask["as"]> = Omit<Extract<ReadingTask, { as: As }>, "begun">;

/** Opens a pool; its threads start when there is something for them to do. */
export function openReadingPool({
  worker,
  threads = mostThreads,
  longFrom = longBytes,
  longest = longestReading,
  mostWaiting = waitingBytes,
  execArgv,
}: ReadingPoolOptions): ReadingPool {
  const pool = openThreadPool<ReadingTask, ReadingResult>({
    worker,
    name: runReading.name,
    threads,
    mostWaiting,
    mostMegabytes,
    execArgv,
  });

  async function readInThread(asked: Asked<"draft"> | Asked<"remarks">): Promise<ReadingResult> {
    const { port1: told, port2: begun } = new MessageChannel();
    const tooLong = new AbortController();
    let limit: NodeJS.Timeout | undefined;
    told.once("message", () => {
      limit = setTimeout(() => {
        tooLong.abort();
      }, longest);
    });
    try {
      const terms = { weight: asked.bytes.length, refusable: true, signal: tooLong.signal, transfer: [begun] };
      const result = await pool.run({ ...asked, begun }, terms);
      if ("refused" in result) throw new UnreadableFile(result.refused, result.detail);
      return result;
    } catch (error) {
      const isTooMuch = tooLong.signal.aborted || (error as { code?: string }).code === "ERR_WORKER_OUT_OF_MEMORY";
      throw isTooMuch ? new UnreadableFile("too-large", String(error)) : error;
    } finally {
      clearTimeout(limit);
      told.close();
    }
  }

  return {
    async readDraft(bytes, options) {
      const isPdf = new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-");
      if (bytes.length < longFrom && !isPdf) return readDraft(bytes, options);
      const result = await readInThread({ as: "draft", bytes, options });
      if (!("draft" in result)) throw new RangeError("A draft was asked for");
      const { value, notices } = result.draft;
      return { value: { ...value, draft: parseDraft(value.draft) }, notices };
    },
    async readRemarks(bytes, format) {
      if (bytes.length < longFrom) return readRemarks(bytes, format);
      const result = await readInThread({ as: "remarks", bytes, format });
      if (!("remarks" in result)) throw new RangeError("Remarks were asked for");
      return result.remarks;
    },
    close: () => pool.close(),
  };
}
