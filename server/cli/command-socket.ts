import { chmodSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import path from "node:path";
import process from "node:process";

/** Returns the path of the socket on which a running server takes commands. */
export function socketPathOf(dataFolder: string): string {
  return path.join(dataFolder, "rapporteur.sock");
}

/** Only the owner of the data folder may connect. */
const ownerOnly = 0o600;
/** Removes every permission of others from new files. */
const privateMask = 0o177;

/**
 * Listens for commands on a socket in the data folder, which the caller has locked. Returns a function that stops. If
 * the socket cannot be made, such as for a path longer than the system allows, reports the error and goes on without.
 */
export function listenForCommands(
  app: RequestListener,
  dataFolder: string,
  report: (error: Error) => void,
): Promise<() => void> {
  const file = socketPathOf(dataFolder);
  // A server that was killed leaves its socket behind.
  rmSync(file, { force: true });
  const server = createServer(app);
  return new Promise((resolve) => {
    server.once("error", (error) => {
      report(error);
      resolve(() => undefined);
    });
    // The mask protects the socket between its creation and the change of its mode.
    const mask = process.umask(privateMask);
    try {
      server.listen(file, () => {
        chmodSync(file, ownerOnly);
        resolve(() => {
          server.close();
          server.closeAllConnections();
        });
      });
    } finally {
      process.umask(mask);
    }
  });
}
