import { monitorEventLoopDelay } from "node:perf_hooks";

/** How often the event loop is looked at, in ms. A stall is measured to within this time. */
const resolution = 5;

/** The cost of some work. */
export interface Stall {
  /** Longest time in which the main thread did nothing else, in ms. */
  longest: number;
  seconds: number;
  /** Processor time of all threads, in seconds. A busy machine does not inflate it. */
  processor: number;
  /** Largest memory of the process, in MB. */
  peak: number;
}

/** Runs some work, and measures how long it blocks the main thread at most. */
export async function stallOf<T>(work: () => Promise<T>): Promise<{ stall: Stall; result: T }> {
  let peak = 0;
  const sample = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss() / 1e6);
  };
  const sampler = setInterval(sample, 20);
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  // The first sample would contain the time before.
  await new Promise((resolve) => setTimeout(resolve, resolution * 4));
  delays.reset();
  const cpu = process.cpuUsage();
  const began = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    // A stall is recorded once the loop runs again.
    await new Promise((resolve) => setTimeout(resolve, resolution * 4));
    sample();
    return {
      result,
      stall: { longest: delays.max / 1e6 - resolution, seconds, processor: (user + system) / 1e6, peak },
    };
  } finally {
    clearInterval(sampler);
    delays.disable();
  }
}

/** Puts the cost of some work into words. */
export function stallText({ longest, seconds, processor, peak }: Stall): string {
  return `others waited ${longest.toFixed(0)} ms at most; ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor, peak ${peak.toFixed(0)} MB`;
}

/** Runs some work, prints its cost and returns its result. */
export async function longestStall<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { stall, result } = await stallOf(work);
  console.log(`${name}: ${stallText(stall)}`);
  return result;
}
