import { LRUCache } from "lru-cache";
import type { Collection } from "../collections.ts";
import type { Reader } from "../store.ts";
import { commitOf } from "./commits.ts";
import type { Connection, Connections } from "./connection.ts";
import { isRow, tableReader } from "./read-tables.ts";
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

/** An answer, and the number of the commit after which it was read. */
interface Answer {
  at: number;
  value: unknown;
}

/** Answers that stay valid as long as this server has seen every commit. After a missed one, a new era begins empty. */
interface Era {
  answers: LRUCache<string, Answer>;
  /** Number of the last commit that changed each collection, of those since the era began. */
  changed: Map<string, number>;
  /** Ids of the latest commits. */
  ids: Map<number, string>;
  /** Numbers of the first and the last commit that are known. */
  first: number;
  last: number;
}

/** A state of the tables: the last commit in it. Null if nothing can be remembered of it. */
type State = { era: Era; number: number } | null;

/** Number of rows to remember, and of rows in one answer. */
const mostRows = 20_000;
const mostRowsOfAnswer = 200;

/** Number of ids to keep, of commits in one era. */
const mostIds = 256;

/**
 * Answers to questions about rows, as long as no commit of any server has changed the collection. The head's row says
 * which collections each of the latest commits changed, so the writes of other servers discard only what they changed.
 */
export class Remembered {
  #era: Era | null = null;

  /** Returns the state whose head has these latest commits, after learning from them. */
  see(recent: readonly string[]): State {
    const commits = recent.map(commitOf);
    const last = commits.at(-1);
    if (!last || last.number === null) return null;
    const { id, number } = last;
    const known = this.known(`${id}:${String(number)}:`);
    if (known) return known;
    const era = this.#era;
    // A state that is older than all that is known of this era.
    if (era && number < era.first && !era.ids.has(number)) return null;
    const start = commits.findLastIndex((commit) => commit.number === era?.last && commit.id === era.ids.get(era.last));
    const later = commits.slice(start + 1);
    if (!era || number <= era.last || start === -1 || later.some(({ changed }) => changed === null)) {
      this.#era = newEra(id, number);
      return { era: this.#era, number };
    }
    for (const commit of later) {
      if (commit.number === null) continue;
      for (const collection of commit.changed ?? []) era.changed.set(collection, commit.number);
      era.ids.set(commit.number, commit.id);
    }
    era.last = number;
    for (const old of [...era.ids.keys()].slice(0, -mostIds)) era.ids.delete(old);
    return { era, number };
  }

  /** Returns the state after a commit, if it is known. */
  known(entry: string | null): State {
    if (entry === null || !this.#era) return null;
    const { id, number } = commitOf(entry);
    return number !== null && this.#era.ids.get(number) === id ? { era: this.#era, number } : null;
  }

  /** Returns a reader that asks another one, which sees a state, only what is not remembered. */
  over(reader: Reader, state: State): Reader {
    if (!state) return reader;
    const { era, number } = state;
    const once = async <T>(collection: Collection, question: readonly unknown[], ask: () => Promise<T>): Promise<T> => {
      const key = JSON.stringify(question);
      const found = era.answers.get(key);
      const changed = era.changed.get(collection) ?? era.first;
      if (found && changed <= Math.min(found.at, number)) return found.value as T;
      const value = await ask();
      const rows = Array.isArray(value) ? value.length : 0;
      const isNewer = (era.answers.peek(key)?.at ?? 0) <= number;
      if (isNewer && rows <= mostRowsOfAnswer) era.answers.set(key, { at: number, value });
      return value;
    };
    return {
      ...reader,
      get: (collection, id) => {
        const ask = (): ReturnType<typeof reader.get<typeof collection>> => reader.get(collection, id);
        return isRow(collection) ? once(collection, ["get", collection, id], ask) : ask();
      },
      // Callers may sort a list in place.
      list: async (collection, scope) => [
        ...(await once(collection, ["list", collection, scope], () => reader.list(collection, scope))),
      ],
      range: async (collection, range) => [
        ...(await once(collection, ["range", collection, range], () => reader.range(collection, range))),
      ],
      count: (collection, scope) =>
        once(collection, ["count", collection, scope], () => reader.count(collection, scope)),
    };
  }
}

function newEra(id: string, number: number): Era {
  return {
    answers: new LRUCache({
      maxSize: mostRows,
      sizeCalculation: ({ value }) => 1 + (Array.isArray(value) ? value.length : 0),
    }),
    changed: new Map(),
    ids: new Map([[number, id]]),
    first: number,
    last: number,
  };
}
