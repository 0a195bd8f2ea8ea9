import { spawnSync, type SpawnSyncReturns } from "node:child_process";

/** Runs a program of the machine to its end. Throws if the machine lacks it, or if it does not end in 100 s. */
export function runInstalled(program: string, args: readonly string[]): SpawnSyncReturns<string> {
  const run = spawnSync(program, args, { encoding: "utf8", timeout: 100_000 });
  if (run.error === undefined) return run;
  const isMissing = "code" in run.error && run.error.code === "ENOENT";
  throw isMissing ? new Error(`${program} is not installed.`) : run.error;
}
