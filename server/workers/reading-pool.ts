import { MessageChannel } from "node:worker_threads";
import { parseDraft } from "#core/text/schema.ts";
import { readDraft, UnreadableFile } from "../import/read-draft.ts";
import { readRemarks } from "../import/read-remarks.ts";
import type { Context } from "../services/kernel/context.ts";
import { placeMarkedText } from "#core/receive/place-marked-text.ts";
import { rankVersions } from "#core/receive/rank-versions.ts";
import { runReading, type ReadingResult, type ReadingTask } from "./reading-worker.ts";
import { openThreadPool, type ThreadPoolOptions } from "./thread-pool.ts";

/**
 * Reads files and places their contents. Work that would block the server, or may have been designed to, runs in
 * separate threads.
 */
export interface ReadingPool {
  /** For the context. Reads small files in this thread, large files and all PDF files in another. */
  readDraft: Context["readDraft"];
  /** For the context. Reads small files in this thread, large ones in another. */
  readRemarks: Context["readRemarks"];
  /** For the context. Handles short texts in this thread, long ones in another. */
  placeMarkedText: Context["placeMarkedText"];
  /** For the context. Handles short texts in this thread, long ones in another. */
  rankVersions: Context["rankVersions"];
  /** Returns the number of running and of queued tasks. */
  load(): { running: number; queued: number };
  /** Ends every thread. Pending work is cancelled, and its callers receive server-busy. */
  close(): Promise<void>;
}

/** Options of a reading pool. */
export interface ReadingPoolOptions extends ThreadPoolOptions {
  /** Maximum reading time, in ms, without the waiting time. A file that takes longer counts as too large. */
  longest?: number;
}

/** File size, in bytes, from which a file is read in a thread. A Word file of this size takes about 30 ms. */
const longBytes = 100_000;
/**
 * Maximum reading time, in ms. On an idle machine, a Word file of 1 000 000 words takes 3 seconds, and a PDF file of 2
 * 000 pages a minute.
 */
const longestReading = 180_000;
/** Maximum size of all waiting files, in bytes: 4 of the largest uploads. Each is held in memory while it waits. */
const waitingBytes = 100_000_000;
/** Memory limit of a thread, in MB: enough for the largest accepted file. */
const mostMegabytes = 1_500;
const mostThreads = 2;

/**
 * Length, in characters, from which placing or ranking a text runs in a thread. Counts the received text and the
 * versions; they are compared up to 4 times.
 */
const longPlacing = 40_000;

/** A task as requested, before it is queued. */
type RequestedTask = ReadingTask extends infer Task ? (Task extends ReadingTask ? Omit<Task, "begun"> : never) : never;

/**
 * Opens a pool. Its threads start on demand. A task's weight is the file's size in bytes, or the number of characters
 * to place.
 */
export function openReadingPool({ longest = longestReading, ...options }: ReadingPoolOptions): ReadingPool {
  const pool = openThreadPool<ReadingTask, ReadingResult>(options, {
    name: runReading.name,
    threads: mostThreads,
    longFrom: longBytes,
    mostWaiting: waitingBytes,
    mostMegabytes,
  });

  async function runInThread(task: RequestedTask, weight: number): Promise<ReadingResult> {
    const { port1: started, port2: begun } = new MessageChannel();
    const tooLong = new AbortController();
    let limit: NodeJS.Timeout | undefined;
    started.once("message", () => {
      limit = setTimeout(() => {
        tooLong.abort();
      }, longest);
    });
    try {
      const terms = { weight, refusable: true, signal: tooLong.signal, transfer: [begun] };
      const result = await pool.run({ ...task, begun }, terms);
      if ("refused" in result) throw new UnreadableFile(result.refused, result.detail);
      return result;
    } catch (error) {
      const isTooMuch = tooLong.signal.aborted || (error as { code?: string }).code === "ERR_WORKER_OUT_OF_MEMORY";
      throw isTooMuch ? new UnreadableFile("too-large", String(error)) : error;
    } finally {
      clearTimeout(limit);
      started.close();
    }
  }

  return {
    async readDraft(bytes, options) {
      const isPdf = new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-");
      if (bytes.length < pool.longFrom && !isPdf) return readDraft(bytes, options);
      const result = await runInThread({ as: "draft", bytes, options }, bytes.length);
      if (!("draft" in result)) throw new TypeError("The reading thread returned no draft");
      const { value, notices } = result.draft;
      return { value: { ...value, draft: parseDraft(value.draft) }, notices };
    },
    async readRemarks(bytes, format) {
      if (bytes.length < pool.longFrom) return readRemarks(bytes, format);
      const result = await runInThread({ as: "remarks", bytes, format }, bytes.length);
      if (!("remarks" in result)) throw new TypeError("The reading thread returned no remarks");
      return result.remarks;
    },
    async placeMarkedText(read, version, terms) {
      const weight = read.draft.textContent.length + version.text.text.length;
      if (weight < Math.min(longPlacing, pool.longFrom)) return placeMarkedText(read, version, terms);
      const { draft, accepted } = read;
      const plain = { ...read, draft: draft.toJSON() as unknown, accepted: accepted.toJSON() as unknown };
      const result = await runInThread({ as: "placing", read: plain, version: version.json, terms }, weight);
      if (!("placed" in result)) throw new TypeError("The reading thread did not place the text");
      return result.placed;
    },
    async rankVersions(read, versions) {
      const weight = versions.reduce((sum, { text }) => sum + text.length, read.draft.textContent.length);
      if (weight < Math.min(longPlacing, pool.longFrom)) return rankVersions(read, versions);
      const plain = { draft: read.draft.toJSON() as unknown, coloured: read.coloured };
      const result = await runInThread({ as: "ranking", read: plain, versions }, weight);
      if (!("ranked" in result)) throw new TypeError("The reading thread did not rank the versions");
      return result.ranked;
    },
    load: () => pool.load(),
    close: () => pool.close(),
  };
}
