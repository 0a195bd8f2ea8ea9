import { existsSync } from "node:fs";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import {
  DamagedBodyError,
  NotKeptError,
  type Reader,
  type Store,
  type Writer,
  WriteWithoutEventError,
} from "../store/store.ts";
import { socketPathOf } from "./command-socket.ts";
import { CommandError } from "./command-text.ts";
import { type Answered, readStoreLine, storeLine, storePaths } from "./store-lines.ts";

/**
 * Returns the store of the server that runs on a data folder, through its socket. Null if none does. A command then
 * works on what the server has, and everybody hears of its changes at once.
 */
export async function openSocketStore(dataFolder: string): Promise<{ store: Store; linkBase: string } | null> {
  const socketPath = socketPathOf(dataFolder);
  if (!existsSync(socketPath)) return null;
  const probed = await new Promise<string | null>((resolve, reject) => {
    const call = request({ socketPath, path: storePaths.probe, headers: { host: "localhost" } }, (response) => {
      text(response).then(resolve, reject);
    });
    call.on("error", (error: NodeJS.ErrnoException) => {
      // The socket of a server that was killed.
      if (error.code === "ECONNREFUSED" || error.code === "ENOENT") resolve(null);
      else reject(error);
    });
    call.end();
  });
  if (probed === null) return null;
  const { linkBase } = JSON.parse(probed) as { linkBase: string };
  return { store: socketStore(socketPath), linkBase };
}

function socketStore(socketPath: string): Store {
  return {
    read: (look) => converse(socketPath, storePaths.read, look),
    transact: (work) => converse(socketPath, storePaths.transact, work),
    // A command ends before it could hear of anything.
    subscribe: () => () => undefined,
    // `rapporteur verify` asks the server to check its own folder.
    verify: () => Promise.resolve([]),
    checkBodies: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

/**
 * Runs a function on one state of the server's store. The function runs again if the server says so.
 * @throws NotKeptError; WriteWithoutEventError; CommandError if the server ends meanwhile; the function's own errors
 */
async function converse<T>(socketPath: string, path: string, work: (writer: Writer) => T | Promise<T>): Promise<T> {
  const talk = new Talk(request({ socketPath, path, method: "POST", headers: { host: "localhost" } }));
  try {
    let outcome: { result: T } | { thrown: unknown } | null = null;
    for (;;) {
      const { says, name } = await talk.hear();
      if (says === "begin") {
        const { writer, finish } = remoteWriter(talk);
        outcome = await worked(() => work(writer));
        // The server has ended the work by then.
        if ("thrown" in outcome && outcome.thrown instanceof DamagedBodyError) throw outcome.thrown;
        await finish();
        talk.say("result" in outcome ? { does: "commit" } : { does: "abort" });
      } else if (says === "done" && outcome && "result" in outcome) return outcome.result;
      else if (outcome && "thrown" in outcome) throw outcome.thrown;
      else if (name === "NotKeptError") throw new NotKeptError();
      else if (name === "WriteWithoutEventError") throw new WriteWithoutEventError();
      else throw new CommandError("cli-server-ended");
    }
  } finally {
    talk.end();
  }
}

async function worked<T>(work: () => T | Promise<T>): Promise<{ result: T } | { thrown: unknown }> {
  try {
    return { result: await work() };
  } catch (thrown) {
    return { thrown };
  }
}

/** A conversation in lines of JSON: each side sends one, and waits for the other's. */
class Talk {
  readonly #call: ClientRequest;
  readonly #lines: Promise<AsyncIterator<string>>;

  constructor(call: ClientRequest) {
    this.#call = call;
    this.#lines = new Promise<IncomingMessage>((resolve, reject) => {
      call.once("response", resolve).on("error", reject);
    }).then((response) => createInterface({ input: response, crlfDelay: Infinity })[Symbol.asyncIterator]());
    this.#lines.catch(() => undefined);
    call.flushHeaders();
  }

  say(line: object): void {
    this.#call.write(storeLine(line));
  }

  /** @throws CommandError if the server ends */
  async hear(): Promise<Answered> {
    try {
      const next = await (await this.#lines).next();
      if (next.done !== true) return readStoreLine(next.value) as Answered;
    } catch {
      // Said below.
    }
    throw new CommandError("cli-server-ended");
  }

  end(): void {
    this.#call.end();
  }
}

/**
 * Returns a writer whose calls the server makes one after another. `finish` waits for the present call and rejects
 * those after it, because the work may end before calls for which it does not wait.
 */
function remoteWriter(talk: Talk): { writer: Writer; finish: () => Promise<void> } {
  let last: Promise<unknown> = Promise.resolve();
  let isOver = false;
  const ask = <T>(name: keyof Writer, ...args: unknown[]): Promise<T> => {
    const answer = last.then(async () => {
      if (isOver) throw new CommandError("cli-server-ended");
      talk.say({ does: name, args });
      const { value, fault } = await talk.hear();
      if (fault) throw new DamagedBodyError(fault);
      return value as T;
    });
    last = answer.catch(() => undefined);
    return answer;
  };
  const reader: Reader = {
    get: (collection, id) => ask("get", collection, id),
    list: (collection, scope) => ask("list", collection, scope),
    count: (collection, scope) => ask("count", collection, scope),
    range: (collection, range) => ask("range", collection, range),
    everyRow: () => {
      // A backup has a route of its own, and a check reads the folder itself.
      throw new CommandError("cli-server-ended");
    },
    bodies: (collection) => ask("bodies", collection),
    events: (query) => ask("events", query),
    eventsBefore: (query) => ask("eventsBefore", query),
    eventNumber: (id) => ask("eventNumber", id),
    lastEvent: () => ask("lastEvent"),
    chainHead: (chain) => ask("chainHead", chain),
    chainEvents: (query) => ask("chainEvents", query),
  };
  const writer: Writer = {
    ...reader,
    put: (collection, value) => ask("put", collection, value),
    remove: (collection, id) => ask("remove", collection, id),
    append: (event) => ask("append", event),
    forget: (subject) => ask("forget", subject),
    rewrite: (events) => ask("rewrite", events),
  };
  const finish = async (): Promise<void> => {
    isOver = true;
    await last;
  };
  return { writer, finish };
}
