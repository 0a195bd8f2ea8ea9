import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import autocannon from "autocannon";

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
  /** Processor time of the server for each answer, in ms. */
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
  const { path, ...rest } = options;
  const settings = { ...rest, url: server.url + path, connections };
  await autocannon({ ...settings, duration: 2 });
  const before = processorSeconds(server.pid);
  const result = await autocannon({ ...settings, duration: seconds });
  const spent = processorSeconds(server.pid) - before;
  const answers = result["2xx"];
  return {
    perSecond: answers / result.duration,
    processorMs: (spent / answers) * 1000,
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}

/** Returns the processor time that a process has used, in seconds, as Linux counts it (proc_pid_stat(5)). */
export function processorSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${String(pid)}/stat`, "utf8")
    .replace(/^.*\) /u, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Returns the memory that a process holds, in MB. */
export function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
