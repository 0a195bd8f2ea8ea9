import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** A Rapporteur that runs as its user would start it, with a data folder of its own. */
export interface RunningServer {
  /** "http://127.0.0.1:PORT" */
  url: string;
  dataFolder: string;
  /** The sign-in links it printed, by role. */
  links: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Starts the built server on a free port; resolves once it says that it listens. While it runs, a file in the run's folder
 * (see browser-setup.mjs) is named after its process, so that a test that cannot stop it leaves that to the run's end.
 */
export async function startServer(dataFolder?: string): Promise<RunningServer> {
  const runFolder = process.env["RAPPORTEUR_RUN_FOLDER"];
  if (!runFolder) throw new Error("No run: this test belongs to the project `browser` of tests/jest.config.mjs");
  const folder = dataFolder ?? fs.mkdtempSync(path.join(runFolder, "data-"));
  const child = spawn(process.execPath, ["dist/server/main.js"], {
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", DATA_DIR: folder, LOG_LEVEL: "error" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const pidFile = path.join(runFolder, `${String(child.pid)}.pid`);
  fs.writeFileSync(pidFile, "");
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      fs.rmSync(pidFile, { force: true });
      resolve();
    });
  });
  const printed = await untilReady(child);
  const url = /http:\/\/127\.0\.0\.1:\d+/u.exec(printed)?.[0];
  if (!url) throw new Error(`The server printed no address:\n${printed}`);
  const links = Object.fromEntries(
    [...printed.matchAll(/^\s+(secretariat|chair|coordinator|member|observer)\b.*?(http:\S+)\s*$/gmu)].map((match) => [
      match[1],
      match[2],
    ]),
  ) as Record<string, string>;
  return {
    url,
    dataFolder: folder,
    links,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** What the server printed up to its line "Ready"; rejects with what it said where it ends before. */
function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    const take = (chunk: Buffer): void => {
      printed += chunk.toString();
      if (/^Ready/mu.test(printed)) resolve(printed);
    };
    child.stdout?.on("data", take);
    child.stderr?.on("data", take);
    child.once("exit", (code) => reject(new Error(`The server ended with ${String(code)}:\n${printed}`)));
  });
}
