/** The sum of rounds. Those of several parts can be added. */
export interface Sum {
  rounds: number;
  /** Processes that were killed, by what they did. */
  kills: Record<string, number>;
  /** Kills that left an unfinished compaction. */
  compacting: number;
  /** Processes that were complete before the moment came. */
  completed: number;
  acknowledged: number;
  lost: number;
  doubled: number;
  /** Bytes that losses of power took. */
  powerless: number;
  /** Messages that mail servers took, apart from repetitions. */
  mails: number;
  seconds: number;
}

/** Returns the sum of no rounds. */
export function emptySum(): Sum {
  return {
    rounds: 0,
    kills: {},
    compacting: 0,
    completed: 0,
    acknowledged: 0,
    lost: 0,
    doubled: 0,
    powerless: 0,
    mails: 0,
    seconds: 0,
  };
}

/** Adds the sums of parts. */
export function added(sums: readonly Sum[]): Sum {
  const total = emptySum();
  for (const { kills, ...numbers } of sums) {
    for (const [kind, count] of Object.entries(kills)) total.kills[kind] = (total.kills[kind] ?? 0) + count;
    for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) total[name] += numbers[name];
  }
  return total;
}
