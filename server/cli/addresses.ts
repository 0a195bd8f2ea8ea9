import type { NetworkInterfaceInfo } from "node:os";

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
