import type { DamagedBodyError, Reader, Writer } from "../store/store.ts";

/** Paths of the socket under which a command works on the store of a running server. */
export const storePaths = { probe: "/store", read: "/store/read", transact: "/store/transact" } as const;

/** A message from the server to a command: begin (perhaps again), the value of a call, or the end. */
export interface Answered {
  says: "begin" | "value" | "done" | "failed";
  value?: unknown;
  /** Name of the error with which the work ended. */
  name?: string;
  /** The fault of the text or file that could not be read. */
  fault?: DamagedBodyError["fault"];
}

/** A request from a command to the server: a call of the reader or writer, or the end of the work. */
export interface Asked {
  does: keyof Writer | "commit" | "abort";
  args?: unknown[];
}

/** The calls that only read. A command that reads every row has a route of its own, or reads the folder itself. */
const reads: Readonly<Record<Exclude<keyof Reader, "everyRow">, true>> = {
  ...{ get: true, list: true, count: true, range: true, bodies: true },
  ...{ events: true, eventsBefore: true, eventNumber: true, lastEvent: true, chainHead: true, chainEvents: true },
};
export const readerCalls: ReadonlySet<string> = new Set(Object.keys(reads));

/** The calls that write. */
const writes: Readonly<Record<Exclude<keyof Writer, keyof Reader>, true>> = {
  ...{ put: true, remove: true, append: true, forget: true, rewrite: true },
};
export const writerCalls: ReadonlySet<string> = new Set(Object.keys(writes));

/** Property under which bytes travel as base64. */
const bytesKey = "$bytes";

/** Returns a line of JSON, in which bytes are base64. */
export function storeLine(value: object): string {
  const json = JSON.stringify(value, function (this: Record<string, unknown>, key, part: unknown) {
    // A Buffer has turned itself into an object of numbers by now.
    const { [key]: raw } = this;
    return raw instanceof Uint8Array ? { [bytesKey]: Buffer.from(raw).toString("base64") } : part;
  });
  // Readers of lines take these two signs for ends of lines.
  return `${json.replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}\n`;
}

/** Reads a line that `storeLine` wrote. */
export function readStoreLine(line: string): unknown {
  return JSON.parse(line, (_key, part: unknown) => {
    const isBytes = typeof part === "object" && part !== null && bytesKey in part && Object.keys(part).length === 1;
    return isBytes ? new Uint8Array(Buffer.from(String(part[bytesKey]), "base64")) : part;
  });
}
