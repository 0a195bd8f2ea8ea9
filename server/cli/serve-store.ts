import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createInterface } from "node:readline";
import type { Context } from "../services/kernel/context.ts";
import { DamagedBodyError, type Reader } from "../store/store.ts";
import {
  type Answered,
  type Asked,
  readerCalls,
  readStoreLine,
  storeLine,
  storePaths,
  writerCalls,
} from "./store-lines.ts";

/**
 * Time, in ms, in which a command must go on with a transaction. Everybody's writes wait for it, so one whose command
 * was stopped is undone.
 */
const patience = 10_000;

/** The command ended its work, or no longer answers. */
class AbortedError extends Error {
  override name = "AbortedError";
}

/**
 * Lets commands work on the store of this server, and tells them the base of its links. Passes every other request on.
 */
export function serveStore(
  { store, linkBase }: Pick<Context, "store" | "linkBase">,
  app: RequestListener,
  longest = patience,
): RequestListener {
  return (request, response) => {
    if (request.url === storePaths.probe) response.end(JSON.stringify({ linkBase }));
    else if (request.url === storePaths.read) {
      void answer(request, response, Infinity, (talk) => store.read((reader) => talk(reader, readerCalls)));
    } else if (request.url === storePaths.transact) {
      const calls = new Set([...readerCalls, ...writerCalls]);
      void answer(request, response, longest, (talk) => store.transact((writer) => talk(writer, calls)));
    } else app(request, response);
  };
}

/** Does what a command asks on one state of the store, until it ends the work. */
type Talk = (on: Reader, calls: ReadonlySet<string>) => Promise<void>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  longest: number,
  run: (talk: Talk) => Promise<void>,
): Promise<void> {
  const reading = createInterface({ input: request, crlfDelay: Infinity });
  const lines = reading[Symbol.asyncIterator]();
  // A command that was killed sends no end.
  request.once("close", () => reading.close());
  const say = (line: Answered): void => void response.write(storeLine(line));
  const talk: Talk = async (on, calls) => {
    say({ says: "begin" });
    for (;;) {
      const { does, args = [] } = await heard(lines, longest);
      if (does === "commit") return;
      if (!calls.has(does)) throw new AbortedError(does);
      // JSON has no undefined.
      const given = args.map((arg) => arg ?? undefined);
      const made = on as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      say({ says: "value", value: await made[does]?.(...given) });
    }
  };
  try {
    await run(talk);
    say({ says: "done" });
  } catch (error) {
    const fault = error instanceof DamagedBodyError && { fault: error.fault };
    say({ says: "failed", name: error instanceof Error ? error.name : "", ...fault });
  } finally {
    response.end();
  }
}

/** @throws AbortedError if the command ended or does not go on */
async function heard(lines: AsyncIterator<string>, longest: number): Promise<Asked> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    if (Number.isFinite(longest)) timer = setTimeout(() => reject(new AbortedError("late")), longest);
  });
  try {
    const next = await Promise.race([lines.next(), late]);
    if (next.done === true) throw new AbortedError("gone");
    return readStoreLine(next.value) as Asked;
  } finally {
    clearTimeout(timer);
  }
}
