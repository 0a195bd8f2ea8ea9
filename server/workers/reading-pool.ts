import { MessageChannel } from "node:worker_threads";
import { parseDraft } from "#core/text/schema.ts";
import { readDraft, UnreadableFile } from "../import/read-draft.ts";
import { readRemarks } from "../import/read-remarks.ts";
import type { Context } from "../services/kernel/context.ts";
import { placeMarkedText } from "#core/receive/place-marked-text.ts";
import { rankVersions } from "#core/receive/rank-versions.ts";
import { runReading, type ReadingResult, type ReadingTask } from "./reading-worker.ts";
import { openThreadPool, type ThreadPoolOptions } from "./thread-pool.ts";

/** Reads files, and places what they hold, in threads of its own where that would hold the server's up, or was made to. */
export interface ReadingPool {
  /** As the context's: small files here, large ones and all PDF files in a thread. */
  readDraft: Context["readDraft"];
  /** As the context's: small files here, large ones in a thread. */
  readRemarks: Context["readRemarks"];
  /** As the context's: short texts here, long ones in a thread. */
  placeMarkedText: Context["placeMarkedText"];
  /** As the context's: short texts here, long ones in a thread. */
  rankVersions: Context["rankVersions"];
  /** Ends every thread; what is being read is given up, and whoever waits for it told that the server is busy. */
  close(): Promise<void>;
}

/** How a reading pool is opened. */
export interface ReadingPoolOptions extends ThreadPoolOptions {
  /** Milliseconds, from when its reading begins, after which a file is given up as too large. */
  longest?: number;
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

/** Characters of a received text and of the versions it is placed on or ranked by: they are compared up to four times. */
const longPlacing = 40_000;

/** A task as it is asked for, before it waits. */
type Asked = ReadingTask extends infer Task ? (Task extends ReadingTask ? Omit<Task, "begun"> : never) : never;

/**
 * Opens a pool; its threads start when there is something for them to do. A weight is bytes of a file, or characters of what
 * is placed.
 */
export function openReadingPool({ longest = longestReading, ...options }: ReadingPoolOptions): ReadingPool {
  const pool = openThreadPool<ReadingTask, ReadingResult>(options, {
    name: runReading.name,
    threads: mostThreads,
    longFrom: longBytes,
    mostWaiting: waitingBytes,
    mostMegabytes,
  });

  async function runInThread(asked: Asked, weight: number): Promise<ReadingResult> {
    const { port1: told, port2: begun } = new MessageChannel();
    const tooLong = new AbortController();
    let limit: NodeJS.Timeout | undefined;
    told.once("message", () => {
      limit = setTimeout(() => {
        tooLong.abort();
      }, longest);
    });
    try {
      const terms = { weight, refusable: true, signal: tooLong.signal, transfer: [begun] };
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
      if (bytes.length < pool.longFrom && !isPdf) return readDraft(bytes, options);
      const result = await runInThread({ as: "draft", bytes, options }, bytes.length);
      if (!("draft" in result)) throw new RangeError("A draft was asked for");
      const { value, notices } = result.draft;
      return { value: { ...value, draft: parseDraft(value.draft) }, notices };
    },
    async readRemarks(bytes, format) {
      if (bytes.length < pool.longFrom) return readRemarks(bytes, format);
      const result = await runInThread({ as: "remarks", bytes, format }, bytes.length);
      if (!("remarks" in result)) throw new RangeError("Remarks were asked for");
      return result.remarks;
    },
    async placeMarkedText(read, version, terms) {
      const weight = read.draft.textContent.length + version.text.text.length;
      if (weight < Math.min(longPlacing, pool.longFrom)) return placeMarkedText(read, version, terms);
      const { draft, accepted } = read;
      const plain = { ...read, draft: draft.toJSON() as unknown, accepted: accepted.toJSON() as unknown };
      const result = await runInThread({ as: "placing", read: plain, version: version.json, terms }, weight);
      if (!("placed" in result)) throw new RangeError("A text was to be placed");
      return result.placed;
    },
    async rankVersions(read, versions) {
      const weight = versions.reduce((sum, { text }) => sum + text.length, read.draft.textContent.length);
      if (weight < Math.min(longPlacing, pool.longFrom)) return rankVersions(read, versions);
      const plain = { draft: read.draft.toJSON() as unknown, coloured: read.coloured };
      const result = await runInThread({ as: "ranking", read: plain, versions }, weight);
      if (!("ranked" in result)) throw new RangeError("Versions were to be ranked");
      return result.ranked;
    },
    close: () => pool.close(),
  };
}
