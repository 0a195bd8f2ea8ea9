import { existsSync, readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { sampleMainThread } from "./longest-turn.ts";

/** How often the event loop is looked at, in ms. A stall is measured to within this time. */
const resolution = 5;

/** The cost of some work. */
export interface Stall {
  /** Longest time in which others waited for the main thread, in ms. On a busy machine, it also waits for a processor. */
  longest: number;
  /** Most processor time that the main thread took in one go, in ms. Null where the system does not tell. */
  busiest: number | null;
  seconds: number;
  /** Processor time of all threads, in seconds. A busy machine does not inflate it. */
  processor: number;
  /** Largest memory of the process, in MB. */
  peak: number;
  /** With --profile, the functions of the turn that took the most processor time, with their time in it. */
  turn: readonly string[];
}

/** Counts the processor time of the main thread, in ms (Linux, sched-stats.rst). */
const threadStatistics = `/proc/${String(process.pid)}/task/${String(process.pid)}/schedstat`;
const isCounted = existsSync(threadStatistics);
function processorTime(): number {
  return isCounted ? Number(readFileSync(threadStatistics, "utf8").split(" ")[0]) / 1e6 : 0;
}

const isProfiled = process.argv.includes("--profile");

/** Runs some work, and measures how long it blocks the main thread at most. */
export async function stallOf<T>(work: () => Promise<T>): Promise<{ stall: Stall; result: T }> {
  let peak = 0;
  const sample = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss() / 1e6);
  };
  const sampler = setInterval(sample, 20);
  // The monitor misses stalls in a turn that also ends the work, so the time between two turns counts too.
  let last = performance.now();
  let lastTime = processorTime();
  let [between, busiest] = [0, 0];
  let busiestTurn = { from: 0, to: 0 };
  const watch = setInterval(() => {
    const [now, time] = [performance.now(), processorTime()];
    if (time - lastTime > busiest) busiestTurn = { from: last, to: now };
    [between, last] = [Math.max(between, now - last), now];
    [busiest, lastTime] = [Math.max(busiest, time - lastTime), time];
  }, resolution);
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  // The first sample would contain the time before.
  await new Promise((resolve) => setTimeout(resolve, resolution * 4));
  delays.reset();
  const samples = isProfiled ? await sampleMainThread() : null;
  await new Promise((resolve) => setTimeout(resolve, resolution * 4));
  [between, busiest] = [0, 0];
  const cpu = process.cpuUsage();
  const began = performance.now();
  try {
    const result = await work();
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    // A stall is recorded once the loop runs again.
    await new Promise((resolve) => setTimeout(resolve, resolution * 4));
    sample();
    const longest = Math.max(delays.max / 1e6, between) - resolution;
    const turn = (await samples?.(busiestTurn)) ?? [];
    const stall = {
      longest,
      busiest: isCounted ? busiest : null,
      seconds,
      processor: (user + system) / 1e6,
      peak,
      turn,
    };
    return { result, stall };
  } finally {
    clearInterval(sampler);
    clearInterval(watch);
    delays.disable();
  }
}

/** Puts the cost of some work into words. */
export function stallText({ longest, busiest, seconds, processor, peak, turn }: Stall): string {
  const busy = busiest === null ? "" : `busy for ${busiest.toFixed(0)} ms, `;
  return `${busy}others waited ${longest.toFixed(0)} ms at most; ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor, peak ${peak.toFixed(0)} MB${turn.map((line) => `\n           ${line}`).join("")}`;
}

/** Runs some work, prints its cost and returns its result. */
export async function longestStall<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { stall, result } = await stallOf(work);
  console.log(`${name}: ${stallText(stall)}`);
  return result;
}
