import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces, type NetworkInterfaceInfo } from "node:os";
import { CommandError } from "../output/terminal.ts";
import type { Config } from "./config.ts";

/**
 * Listens on the configured host and port. Returns the port, which the system chooses if none is set. `prefix` begins
 * the names of the two settings.
 *
 * @throws CommandError if the port is in use or forbidden, or the host is not one of this machine's.
 */
export function listen(
  server: Server,
  { port, host }: Pick<Config, "port" | "host">,
  prefix: "" | "METRICS_" = "",
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(refusalOf(error, { port: String(port), host, prefix })),
    );
    server.listen(port, host, () => {
      // A server that listens on a port has an address with a port.
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function refusalOf(error: NodeJS.ErrnoException, params: { port: string; host: string; prefix: string }): Error {
  switch (error.code) {
    case "EADDRINUSE":
      return new CommandError("start-port-taken", params);
    case "EACCES":
      return new CommandError("start-port-forbidden", params);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return new CommandError("start-no-such-host", params);
    default:
      return error;
  }
}

/**
 * Lists the URLs at which a server listening on a host and port can be opened, most useful first. A wildcard host
 * (`0.0.0.0`, `::`) cannot be opened itself. It yields the addresses that other machines can reach, followed by
 * loopback.
 *
 * @param interfaces The machine's interfaces, as returned by os.networkInterfaces().
 */
export function addressesOf(
  host: string,
  port: number,
  interfaces: Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>,
): [string, ...string[]] {
  const urlOf = (name: string): string => `http://${name.includes(":") ? `[${name}]` : name}:${String(port)}`;
  if (host !== "0.0.0.0" && host !== "::") return [urlOf(host)];
  const reached = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family, address }) => !internal && (family === "IPv4" || (host === "::" && isGlobal(address))))
    .sort((left, right) => left.family.localeCompare(right.family))
    .map(({ address }) => urlOf(address));
  const localUrl = urlOf("127.0.0.1");
  return [reached[0] ?? localUrl, ...(reached.length > 0 ? [...reached.slice(1), localUrl] : [])];
}

/**
 * Returns the URL with which links begin that a command prints: the public URL, or the first one at which a server on
 * the configured host and port can be opened.
 */
export function linkBaseOf({ publicUrl, host, port }: Pick<Config, "publicUrl" | "host" | "port">): string {
  return publicUrl ?? addressesOf(host, port, networkInterfaces())[0];
}

/** Browsers cannot open link-local addresses, because these need the interface name as a zone. */
function isGlobal(address: string): boolean {
  return !address.toLowerCase().startsWith("fe80:");
}
