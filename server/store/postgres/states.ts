import type { Reader } from "../store.ts";
import type { Connection, Connections } from "./connection.ts";
import { tableReader } from "./read-tables.ts";
import type { Remembered, State } from "./remembered.ts";
import { queries } from "./tables.ts";

/** Reads states of the tables. Answers that are remembered need no connection. */
export class States {
  readonly #connections: Connections;
  readonly #remembered: Remembered;
  #asking: Promise<State> | null = null;
  #next: Promise<State> | null = null;

  constructor(connections: Connections, remembered: Remembered) {
    this.#connections = connections;
    this.#remembered = remembered;
  }

  /**
   * Runs a function on one state, which has every commit that was acknowledged before. If it asks what is not remembered
   * and the database has a later state by then, it runs again on that one.
   */
  async read<T>(look: (reader: Reader) => T | Promise<T>): Promise<T> {
    const state = await this.#latest();
    if (!state) return this.readOnce(look);
    const view = new View(this.#connections, this.#remembered, state);
    try {
      const result = await look(view.reader);
      if (!view.isLost) return result;
    } catch (error) {
      if (!view.isLost) throw error;
    } finally {
      view.close();
    }
    return this.readOnce(look);
  }

  /** Runs a function once, on one state. */
  readOnce<T>(look: (reader: Reader) => T | Promise<T>): Promise<T> {
    return this.#connections.use((connection) =>
      inOneState(connection, async (latest) => {
        const state = await stateAfter(connection, this.#remembered, latest);
        return look(this.#remembered.over(tableReader(connection), state));
      }),
    );
  }

  /** Returns the latest state. All who ask while a question is under way share the next one. */
  #latest(): Promise<State> {
    this.#next ??= (async () => {
      await this.#asking?.catch(() => undefined);
      this.#asking = this.#next;
      this.#next = null;
      return this.#connections.use(async (connection) => {
        const [head] = await connection.script<{ latest: string | null }>("select recent ->> -1 as latest from head");
        return stateAfter(connection, this.#remembered, head?.latest ?? null);
      });
    })();
    return this.#next;
  }
}

/** A state that is opened in the database at the first question whose answer is not remembered. */
class View {
  readonly reader: Reader;
  /** Whether the database had another state when it was asked. */
  isLost = false;
  readonly #connections: Connections;
  readonly #remembered: Remembered;
  readonly #state: State;
  #tables: Promise<Reader> | null = null;
  #end: () => void = () => undefined;

  constructor(connections: Connections, remembered: Remembered, state: State) {
    this.#connections = connections;
    this.#remembered = remembered;
    this.#state = state;
    this.reader = remembered.over(
      readerWhenOpen(() => (this.#tables ??= this.#open())),
      state,
    );
  }

  /** Gives the connection back, if there is one. */
  close(): void {
    this.#end();
  }

  #open(): Promise<Reader> {
    return new Promise((resolve, reject) => {
      const ended = new Promise<void>((end) => (this.#end = end));
      const opened = this.#connections.use((connection) =>
        inOneState(connection, async (latest) => {
          const state = await stateAfter(connection, this.#remembered, latest);
          this.isLost = state?.era !== this.#state?.era || state?.number !== this.#state?.number;
          if (this.isLost) throw new Error("The database has another state");
          resolve(tableReader(connection));
          await ended;
        }),
      );
      opened.catch(reject);
    });
  }
}

/** Returns a reader that waits for another one at each question. */
function readerWhenOpen(open: () => Promise<Reader>): Reader {
  return {
    get: async (collection, id) => (await open()).get(collection, id),
    list: async (collection, scope) => (await open()).list(collection, scope),
    count: async (collection, scope) => (await open()).count(collection, scope),
    range: async (collection, range) => (await open()).range(collection, range),
    async *everyRow(collection) {
      yield* (await open()).everyRow(collection);
      return undefined;
    },
    bodies: async (collection) => (await open()).bodies(collection),
    events: async (query) => (await open()).events(query),
    eventsBefore: async (query) => (await open()).eventsBefore(query),
    eventNumber: async (id) => (await open()).eventNumber(id),
    lastEvent: async () => (await open()).lastEvent(),
    chainHead: async (chain) => (await open()).chainHead(chain),
    chainEvents: async (query) => (await open()).chainEvents(query),
  };
}

/** Returns the state whose last commit is `latest`. */
async function stateAfter(connection: Connection, remembered: Remembered, latest: string | null): Promise<State> {
  const known = remembered.known(latest);
  if (known) return known;
  const [head] = await connection.run(queries.selectFrom("head").select("recent"));
  return remembered.see(head?.recent ?? []);
}

/**
 * Runs work on one state of the tables, with its last commit. The first query fixes it: `begin` alone would leave it
 * open.
 */
export async function inOneState<T>(
  connection: Connection,
  work: (latest: string | null) => T | Promise<T>,
): Promise<T> {
  const [head] = await connection.script<{ latest: string | null }>(
    "begin isolation level repeatable read, read only; select recent ->> -1 as latest from head",
  );
  const result = await work(head?.latest ?? null);
  // The next work on this connection comes after it.
  connection.script("commit").catch(() => undefined);
  return result;
}
