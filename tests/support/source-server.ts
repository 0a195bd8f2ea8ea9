import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import path from "node:path";
import { builtPrograms } from "./built-programs.ts";
import { scratchFolder } from "./scratch-folder.ts";

/** A server in a process of its own, on an empty forum. */
export interface SourceServer {
  child: ChildProcess;
  port: number;
  data: string;
  /** The token of the link that sets the forum up; "" if the server printed none. */
  token: string;
  /** The lines that it printed while it started. */
  printed: string;
  /** Resolves with the exit code. */
  ended: Promise<number | null>;
}

/**
 * Begins and starts servers as real processes, because a signal ends the one that hears it. All end after each test.
 * With `isBuilt`, runs the server of `dist`, which also renders pages. `openFiles` is the number of files that a server may have open.
 */
export function sourceServers({
  isBuilt = false,
  openFiles = "unlimited",
}: { isBuilt?: boolean; openFiles?: string } = {}): {
  scratch: string;
  begun: (settings?: Record<string, string>) => Pick<SourceServer, "child" | "data" | "ended">;
  started: (settings?: Record<string, string>) => Promise<SourceServer>;
} {
  const scratch = scratchFolder();
  const program = isBuilt ? "dist/server/main.js" : path.join(builtPrograms(), "main.mjs");
  const running = new Set<ChildProcess>();
  afterEach(() => {
    for (const child of running) child.kill("SIGKILL");
    running.clear();
  });

  const begun = (settings: Record<string, string> = {}): Pick<SourceServer, "child" | "data" | "ended"> => {
    const data = settings["DATA_DIR"] ?? mkdtempSync(path.join(scratch, "data-"));
    const limited = `test ${openFiles} = unlimited || ulimit -n ${openFiles}; exec "$0" "$@"`;
    const child = spawn("/bin/sh", ["-c", limited, process.execPath, program], {
      env: {
        ...process.env,
        NODE_ENV: undefined,
        HOST: "127.0.0.1",
        PORT: "0",
        DATA_DIR: data,
        SEED: "none",
        ...settings,
      },
      stdio: ["ignore", "pipe", "ignore"],
    });
    running.add(child);
    const ended = once(child, "exit").then(([code]) => code as number | null);
    return { child, data, ended };
  };

  const started = async (settings: Record<string, string> = {}): Promise<SourceServer> => {
    const { child, ...rest } = begun(settings);
    let printed = "";
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        if (/^Ready/mu.test(printed)) resolve();
      });
      child.once("exit", () => reject(new Error(`The server ended:\n${printed}`)));
    });
    const [, port] = /running at http:\/\/[^\s/]+:(\d+)/u.exec(printed) ?? [];
    const [, token = ""] = /\/sign-in\?token=(\S+)/u.exec(printed) ?? [];
    return { ...rest, child, printed, port: Number(port), token };
  };

  return { scratch, begun, started };
}
