import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Order } from "./child.ts";
import type { Message } from "./message.ts";

/** The bundled program of the processes that are killed. */
export interface Program {
  file: string;
  remove: () => void;
}

/** Bundles the program, because hundreds of processes start from it and each would transform the sources. */
export async function buildProgram(): Promise<Program> {
  const { build } = await import("esbuild");
  const cache = path.resolve("node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  // Not in a folder of temporary files, because packages are found from where the program is.
  const outdir = mkdtempSync(path.join(cache, "crash-"));
  await build({
    entryPoints: ["tests/crash/crash.ts"],
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "error",
  });
  return { file: path.join(outdir, "crash.mjs"), remove: () => rmSync(outdir, { recursive: true, force: true }) };
}

/** When to kill a process from outside: some ms after a number of acknowledgements, or after its work began. */
export interface Blow {
  acknowledged: number;
  delay: number;
}

/** The end of a process. */
export interface Outcome {
  wasKilled: boolean;
  /** What went wrong before it was killed, if anything did. */
  failure: string | null;
  /** Number of operations on files, if the work was completed. */
  steps: number | null;
  /** Time, in ms, from the beginning of the work. */
  time: number;
}

/** Runs a process, kills it, and hands over all that it said. */
export async function runChild(
  program: Program,
  order: Order,
  { blow, hear }: { blow: Blow | null; hear: (message: Message) => void },
): Promise<Outcome> {
  // In a group of its own, because Ctrl+C would otherwise end it at once instead of after the round.
  const child = spawn(process.execPath, [program.file, "child"], { stdio: ["pipe", "pipe", "pipe"], detached: true });
  child.stdin.on("error", () => undefined).end(JSON.stringify(order));
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  let [acknowledged, began, steps]: [number, number, number | null] = [0, 0, null];
  let timer: NodeJS.Timeout | undefined;
  const exit = once(child, "exit");
  for await (const line of createInterface(child.stdout)) {
    // The last line may be cut off.
    const message = parsed(line);
    if (!message) continue;
    if ("ready" in message) began = performance.now();
    if ("steps" in message) ({ steps } = message);
    if ("done" in message) acknowledged += 1;
    hear(message);
    if (blow && !timer && acknowledged >= blow.acknowledged) {
      timer = setTimeout(() => child.kill("SIGKILL"), blow.delay);
    }
  }
  await exit;
  clearTimeout(timer);
  const wasKilled = child.signalCode === "SIGKILL";
  const failure = wasKilled && errors === "" ? null : child.exitCode === 0 ? null : errors || String(child.exitCode);
  return { wasKilled, failure, steps, time: performance.now() - began };
}

function parsed(line: string): Message | null {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return null;
  }
}
