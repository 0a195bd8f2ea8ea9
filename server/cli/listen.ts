import type { Server } from "node:http";
import type { NetworkInterfaceInfo } from "node:os";
import type { Config } from "../config.ts";
import { Refusal } from "./say-command.ts";

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

/** Where a server that listens on a host and port can be opened from, the most useful first. A host that stands for all of
 * a machine's addresses is none that could be opened, so those are named that other machines reach, and then its own.
 *
 * @param interfaces The machine's, as os.networkInterfaces() tells them.
 */
export function addressesOf(
  host: string,
  port: number,
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): [string, ...string[]] {
  const urlOf = (name: string): string => `http://${name.includes(":") ? `[${name}]` : name}:${String(port)}`;
  if (host !== "0.0.0.0" && host !== "::") return [urlOf(host)];
  const reached = Object.values(interfaces)
    .flatMap((each) => each ?? [])
    .filter(({ internal, family, address }) => !internal && (family === "IPv4" || (host === "::" && isGlobal(address))))
    .sort((one, other) => one.family.localeCompare(other.family))
    .map(({ address }) => urlOf(address));
  const own = urlOf("127.0.0.1");
  return [reached[0] ?? own, ...(reached.length > 0 ? [...reached.slice(1), own] : [])];
}

/** An address that holds on one link only has to be written with the link's name, which no browser takes. */
function isGlobal(address: string): boolean {
  return !address.toLowerCase().startsWith("fe80:");
}
