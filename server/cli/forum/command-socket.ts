import { chmodSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import path from "node:path";
import process from "node:process";
import { RunningRequests } from "./stop-server.ts";

/** Returns the path of the socket on which a running server takes commands. */
export function socketPathOf(dataFolder: string): string {
  return path.join(dataFolder, "rapporteur.sock");
}

/** Only the owner of the data folder may connect. */
const ownerOnly = 0o600;
/** Removes every permission of others from new files. */
const privateMask = 0o177;

/**
 * Listens for commands on a socket in the data folder, which the caller has locked. Returns a function that takes no
 * further commands, and resolves once those that run are finished or the given time, in ms, is up. If the socket cannot
 * be made, such as for a path longer than the system allows, reports the error and goes on without.
 */
export function listenForCommands(
  app: RequestListener,
  dataFolder: string,
  report: (error: Error) => void,
): Promise<(most: number) => Promise<void>> {
  const file = socketPathOf(dataFolder);
  // A server that was killed leaves its socket behind.
  rmSync(file, { force: true });
  const server = createServer(app);
  const running = new RunningRequests(server);
  return new Promise((resolve) => {
    server.once("error", (error) => {
      report(error);
      resolve(() => Promise.resolve());
    });
    // The mask protects the socket between its creation and the change of its mode.
    const mask = process.umask(privateMask);
    try {
      server.listen(file, () => {
        chmodSync(file, ownerOnly);
        resolve((most) => running.finish(most));
      });
    } finally {
      process.umask(mask);
    }
  });
}
