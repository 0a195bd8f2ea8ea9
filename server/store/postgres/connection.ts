import type { CompiledQuery } from "kysely";
import pg from "pg";
import { queries } from "./tables.ts";

/** A query that can be compiled, as Kysely's builders make them. */
export interface Compilable<Row> {
  compile(by: typeof queries): CompiledQuery<Row>;
}

/** One connection to the database. */
export interface Connection {
  /** Runs a query. Several can be sent without waiting for one another. */
  run: <Row>(query: Compilable<Row>) => Promise<Row[]>;
  /** Runs statements without parameters. */
  script: (statements: string) => Promise<void>;
}

/** Event numbers stay far below the largest exact number. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** Longest wait for a connection, in ms. */
const connectionTimeout = 5000;

/** Returns the settings of a connection. */
export function connectionTo(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: "rapporteur",
    connectionTimeoutMillis: connectionTimeout,
    keepAlive: true,
    pipeline: true,
    types,
  };
}

/** Connections to one database. */
export class Connections {
  readonly #pool: pg.Pool;

  /**
   * @param most Number of connections at a time.
   * @param onOpen Statements that each new connection runs first.
   */
  constructor(url: string, most: number, onOpen?: string) {
    this.#pool = new pg.Pool({ ...connectionTo(url), max: most });
    // Without listeners, a lost connection would end the process. Its queries fail anyway.
    this.#pool.on("error", () => undefined);
    this.#pool.on("connect", (client) => {
      client.on("error", () => undefined);
      if (onOpen !== undefined) client.query(onOpen).catch(() => undefined);
    });
  }

  /** Runs work on a connection. If it fails, its transaction is rolled back. */
  async use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      const result = await work(connectionOf(client));
      client.release();
      return result;
    } catch (error) {
      await client.query("rollback").then(
        () => client.release(),
        () => client.release(true),
      );
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

function connectionOf(client: pg.PoolClient): Connection {
  return {
    async run<Row>(query: Compilable<Row>) {
      const { sql, parameters } = query.compile(queries);
      return (await client.query(sql, [...parameters])).rows as Row[];
    },
    async script(statements) {
      await client.query(statements);
    },
  };
}
