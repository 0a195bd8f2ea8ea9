import { availableParallelism } from "node:os";
import type { ViaComparison } from "#core/compare/compare-via.ts";
import type { VersionText } from "#core/text/clause.ts";
import { compareTexts, type CompareBy } from "#core/compare/compare-via.ts";
import type { Context } from "../services/kernel/context.ts";
import { runComparison, type ComparisonTask } from "./comparison-worker.ts";
import { openThreadPool, type ThreadPoolOptions } from "./thread-pool.ts";

/** Compares in threads of its own what would hold the server's up. */
export interface ComparisonPool {
  /** As the context's: short texts here, at once; long ones in a thread. Throws ProblemError server-busy where too much waits. */
  compare: Context["compare"];
  /** Ends every thread; what is being compared is given up, and whoever waits for it told that the server is busy. */
  close(): Promise<void>;
}

/** Two to four thousand characters are compared in a millisecond: the server's own thread is held up for 25 to 50 ms at most. */
const longCharacters = 100_000;
/** About 20 seconds of one thread. Whoever would wait longer is better told, and asks again. */
const waitingCharacters = 50_000_000;
/** One fewer than there are cores, and no more than this: each may need 300 MB for the longest texts. */
const mostThreads = 4;

/** Opens a pool; its threads start when there is something for them to do. A weight is characters of all texts of a comparison. */
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
      const weight = charactersOf(base, revised, by);
      if (weight < pool.longFrom) return compareTexts(base, revised, by);
      // What belongs to something already done is never refused.
      return pool.run({ base, revised, by }, { weight, refusable: signal !== null, signal });
    },
    close: () => pool.close(),
  };
}

function charactersOf(base: VersionText, revised: VersionText, { via }: CompareBy): number {
  return [base, revised, ...via].reduce((sum, { text }) => sum + text.length, 0);
}
