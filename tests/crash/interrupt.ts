import fs from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import path from "node:path";
import process from "node:process";
import type { Say } from "./message.ts";

/** The operation on a file, or the message to a database, at which a process kills itself. */
export interface Interruption {
  /** Number of the operation, from 1. 0 never interrupts. */
  step: number;
  /**
   * Counts only operations whose name and path contain this, such as "unlink" or "snapshot", or messages to a database if
   * it is "socket".
   */
  only: string;
  /** Before it, in the middle of what it writes, or after it. */
  at: "before" | "half" | "after";
}

type Work = (...args: never[]) => Promise<unknown>;

const onPaths = ["open", "rename", "unlink", "link", "writeFile", "truncate", "mkdir", "rm", "utimes"] as const;
const onHandles = ["appendFile", "writeFile", "sync", "datasync", "truncate"] as const;

/**
 * Counts the operations on files and the messages to a database from now on, kills this process at one of them, and says
 * how much of each file the disk has confirmed. Returns the count.
 */
export async function interruptAt({ step, only, at }: Interruption, say: Say): Promise<() => number> {
  let count = 0;
  const isLastOf = (file: string): boolean => {
    if (!file.includes(only)) return false;
    count += 1;
    return count === step;
  };
  interruptSockets(() => isLastOf("socket"), at);
  const stepped = async <T>(file: string, work: () => Promise<T>, half: () => Promise<unknown>): Promise<T> => {
    const isLast = isLastOf(file);
    if (isLast && at === "before") die();
    if (isLast && at === "half") {
      await half();
      die();
    }
    const result = await work();
    if (isLast) die();
    return result;
  };
  const files = new WeakMap<object, string>();
  const promises = fs.promises as unknown as Record<string, Work>;
  const anyHandle = await fs.promises.open(process.execPath);
  const prototype = Object.getPrototypeOf(anyHandle) as Record<string, Work>;
  await anyHandle.close();
  for (const name of onPaths) {
    const original = promises[name]!;
    promises[name] = async (...args: never[]) => {
      const file = String(args[0]);
      const result = await stepped(
        `${name} ${file}`,
        () => original(...args),
        () => Promise.resolve(),
      );
      if (name === "open") files.set(result as object, file);
      return result;
    };
  }
  for (const name of onHandles) {
    const original = prototype[name]!;
    prototype[name] = async function (this: FileHandle, ...args: never[]) {
      const file = files.get(this) ?? "";
      const call = (...values: unknown[]): Promise<unknown> => original.apply(this, values as never[]);
      const { size } = name === "datasync" ? await this.stat() : { size: 0 };
      const result = await stepped(
        file,
        () => call(...args),
        () => {
          const [data] = args as unknown[];
          const isData = typeof data === "string" || data instanceof Uint8Array;
          return isData ? call(data.slice(0, data.length / 2)) : Promise.resolve();
        },
      );
      // Said before the store hears of it, so that it has acknowledged nothing beyond.
      if (name === "datasync") say({ durable: path.basename(file), size });
      return result;
    };
  }
  syncBuiltinESMExports();
  return () => count;
}

/** Sends a message on a connection, or several as one. */
type Send = (this: net.Socket, several: boolean, data: unknown, encoding: string, done: unknown) => void;

/** Kills this process when a message to a database is its last, before, in the middle of, or after it. */
function interruptSockets(isLast: () => boolean, at: Interruption["at"]): void {
  const prototype = net.Socket.prototype as unknown as Record<string, Send>;
  const send = prototype["_writeGeneric"]!;
  prototype["_writeGeneric"] = function (several, data, encoding, done) {
    if (!isLast()) {
      send.call(this, several, data, encoding, done);
      return;
    }
    if (at === "half") {
      const chunks = several ? (data as { chunk: Buffer }[]).map(({ chunk }) => chunk) : [data as Buffer];
      const bytes = Buffer.concat(chunks.map((chunk) => Buffer.from(chunk)));
      send.call(this, false, bytes.subarray(0, bytes.length / 2), "buffer", done);
    } else if (at === "after") send.call(this, several, data, encoding, done);
    die();
  };
}

function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("The process was not killed");
}
