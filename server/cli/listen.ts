import type { Server } from "node:http";
import type { Config } from "../config.ts";
import { Refusal } from "./refusal.ts";

/**
 * Listens where the configuration says; answers with the port, which the system chooses where none is set.
 * @throws Refusal where the port is taken or forbidden, or the host is none of this machine's.
 */
export function listen(server: Server, { port, host }: Pick<Config, "port" | "host">): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(refusalOf(error, { port: String(port), host })));
    server.listen(port, host, () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new TypeError("A server on a port has an address"));
      else resolve(address.port);
    });
  });
}

function refusalOf(error: NodeJS.ErrnoException, told: { port: string; host: string }): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new Refusal("start-port-taken", told);
    case "EACCES":
      return new Refusal("start-port-forbidden", told);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return new Refusal("start-no-such-host", told);
    default:
      return error;
  }
}
