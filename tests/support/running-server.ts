import fs from "node:fs";
import path from "node:path";
import { printedAddresses, startProcess } from "./server-process.mjs";

/** A Rapporteur server that runs as a user would start it, with its own data folder. */
export interface RunningServer {
  /** "http://127.0.0.1:PORT" */
  url: string;
  dataFolder: string;
  /** The sign-in links it printed, by role. */
  links: Readonly<Record<string, string>>;
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
}

/**
 * Starts the built server on a free port, over the given folder or a copy of the run's model forum. `program` is
 * the path of another build of the server. Resolves once the server says that it listens.
 *
 * While the server runs, a file in the run's folder (see browser-setup.mjs) is named after its process id. If a test
 * cannot stop the server, the end of the run does.
 */
export async function startServer(dataFolder?: string, program?: string): Promise<RunningServer> {
  const runFolder = process.env["RAPPORTEUR_RUN_FOLDER"];
  if (!runFolder) throw new Error("No run: this test belongs to the project `browser` of tests/jest.config.mjs");
  const folder = dataFolder ?? copyOfModel(runFolder);
  const { child, ready } = startProcess(folder, program);
  const pidFile = path.join(runFolder, `${String(child.pid)}.pid`);
  fs.writeFileSync(pidFile, "");
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => {
      fs.rmSync(pidFile, { force: true });
      resolve();
    });
  });
  const { url, links } = printedAddresses(await ready);
  return {
    url,
    dataFolder: folder,
    links,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function copyOfModel(runFolder: string): string {
  const folder = fs.mkdtempSync(path.join(runFolder, "data-"));
  fs.cpSync(path.join(runFolder, "model"), folder, { recursive: true });
  return folder;
}
