import { availableParallelism } from "node:os";
import type { ViaComparison } from "#core/lineage/compare-via.ts";
import type { VersionText } from "#core/text/clause.ts";
import { compareTexts } from "#core/lineage/compare-via.ts";
import type { Context } from "../services/kernel/context.ts";
import { runComparison, type ComparisonTask } from "./comparison-worker.ts";
import { openThreadPool, type ThreadPoolOptions } from "./thread-pool.ts";

/** Compares texts, in separate threads if they would block the server's own. */
export interface ComparisonPool {
  /**
   * Same as in the context. Short texts are compared immediately in this thread, long ones in another. Throws
   * ProblemError server-busy if the queue is full.
   */
  compare: Context["compare"];
  /** Returns the number of running and of queued tasks. */
  load(): { running: number; queued: number };
  /** Ends every thread. Pending comparisons are cancelled, and their callers receive server-busy. */
  close(): Promise<void>;
}

/**
 * Weight of all texts together, in characters, from which a comparison runs in a thread. 2 000 to 4 000 characters take
 * 1 ms, so the server's own thread is blocked for at most 25 to 50 ms.
 */
const longCharacters = 100_000;
/**
 * Maximum queue per thread, in characters: about 20 seconds. It is better to ask callers to retry than to let them wait
 * longer.
 */
const waitingCharacters = 50_000_000;
/** Maximum number of threads. One core is left free, and each thread may need 300 MB for the longest texts. */
const mostThreads = 4;

/** Weight of a clause in addition to its text, in characters. A text may consist of clauses of one letter. */
const clauseWeight = 80;

/** Opens a pool. Its threads start on demand. A task's weight is the length of all its texts. */
export function openComparisonPool(options: ThreadPoolOptions): ComparisonPool {
  const threads = options.threads ?? Math.min(mostThreads, Math.max(1, availableParallelism() - 1));
  const pool = openThreadPool<ComparisonTask, ViaComparison>(options, {
    name: runComparison.name,
    threads,
    longFrom: longCharacters,
    mostWaiting: waitingCharacters * threads,
  });
  return {
    async compare(base, revised, by, signal = null) {
      const weight = weightOf(base, revised);
      if (weight < pool.longFrom) return compareTexts(base, revised, by);
      // Work for a committed write is never rejected.
      return pool.run({ base, revised, by }, { weight, refusable: signal !== null, signal });
    },
    load: () => pool.load(),
    close: () => pool.close(),
  };
}

function weightOf(base: VersionText, revised: VersionText): number {
  return [base, revised].reduce((sum, { text, clauses }) => sum + text.length + clauses.length * clauseWeight, 0);
}
