import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import type autocannon from "autocannon";
import { loadByHand } from "../by-hand/packages.mjs";

/** A server process under load. */
export interface Loaded {
  url: string;
  pid: number;
  stop: () => Promise<void>;
}

/** Starts the built server over a data folder, without limits on requests. */
export async function startBuilt(folder: string, env: Record<string, string> = {}): Promise<Loaded> {
  const limits = { WRITES_PER_MINUTE: "0", COSTLY_READS_PER_MINUTE: "0", SIGN_INS_PER_MINUTE: "0" };
  return start(["dist/server/main.js"], {
    ...{ PORT: "0", HOST: "127.0.0.1", DATA_DIR: folder, LOG_LEVEL: "error", NODE_ENV: "production" },
    ...limits,
    ...env,
  });
}

/** Starts a program that prints its address, and waits for it. */
export async function start(args: readonly string[], env: Record<string, string>): Promise<Loaded> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await addressPrinted(child);
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url, pid: child.pid ?? 0, stop };
}

function addressPrinted(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /http:\/\/127\.0\.0\.1:\d+/u.exec(printed)?.[0];
      if (url) resolve(url);
    });
    child.once("exit", (code) => reject(new Error(`The server ended with ${String(code)}:\n${printed}`)));
  });
}

/** The result of a load. */
export interface Rate {
  /** Answers a second. */
  perSecond: number;
  /** Processor time of the servers for each answer, in ms. */
  processorMs: number;
  /** Of the latency, in ms. */
  p99: number;
  /** Answers that were not 2xx, and connections that failed. */
  failed: number;
}

/** Sends requests for some seconds, at most `connections` at the same time, after a short load that does not count. */
export async function load(
  server: Loaded,
  options: Omit<autocannon.Options, "url"> & { path: string },
  { seconds, connections = 10 }: { seconds: number; connections?: number },
): Promise<Rate> {
  return loadAll([server], options, { seconds, connections });
}

/** Sends requests to several servers at the same time, `connections` to each. */
export async function loadAll(
  servers: readonly Loaded[],
  options: Omit<autocannon.Options, "url"> & { path: string },
  { seconds, connections }: { seconds: number; connections: number },
): Promise<Rate> {
  const { path, ...rest } = options;
  const { default: send } = await loadByHand<{ default: typeof autocannon }>("autocannon");
  const all = (duration: number): Promise<autocannon.Result[]> =>
    Promise.all(servers.map(({ url }) => send({ ...rest, url: url + path, connections, duration })));
  const spent = (): number => sum(servers.map(({ pid }) => processorSeconds(pid)));
  await all(2);
  const before = spent();
  const results = await all(seconds);
  const answers = sum(results.map((result) => result["2xx"]));
  return {
    perSecond: sum(results.map((result) => result["2xx"] / result.duration)),
    processorMs: ((spent() - before) / answers) * 1000,
    p99: Math.max(...results.map(({ latency }) => latency.p99)),
    failed: sum(results.map(({ non2xx, errors }) => non2xx + errors)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Returns the processor time that a process has used, in seconds, as Linux counts it (proc_pid_stat(5)). */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, "utf8")
    .replace(/^.*\) /u, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Returns the processor time of the processes that one started, in seconds. */
export function processorSecondsBelow(parent: number): number {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/u.test(name));
  return sum(ids.map(Number).map((pid) => (parentOf(pid) === parent ? processorSeconds(pid) : 0)));
}

/** Returns the parent of a process, or null if it has ended. */
function parentOf(pid: number): number | null {
  try {
    return Number(/^PPid:\s+(\d+)/mu.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"))?.[1]);
  } catch {
    return null;
  }
}

/** Returns the memory that a process holds, in MB. */
export function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
