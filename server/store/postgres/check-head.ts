import { sql } from "kysely";
import { type ChainHeads, emptyHeads, headsAfter } from "../audit-chain.ts";
import { chains, type StoredEvent } from "../stored-event.ts";
import { type Connection, Connections } from "./connection.ts";
import { DatabaseError, shownUrl } from "./database-error.ts";
import { queries } from "./tables.ts";

/** The end of the events that a database has. */
interface EventsEnd {
  last: number;
  heads: ChainHeads;
}

/** Returns the number of the last event, and the head of each chain after it, from the events themselves. */
async function endOfEvents({ run }: Pick<Connection, "run">): Promise<EventsEnd> {
  const [numbers] = await run(sql<{ last: number | null }>`select max("seq") as last from "events"`);
  let heads = emptyHeads;
  for (const chain of chains) {
    const ordered = queries.selectFrom("events").select("value").where("chain", "=", chain).orderBy("position", "desc");
    const [last] = await run(ordered.limit(1));
    heads = headsAfter(heads, last && (JSON.parse(last.value) as StoredEvent));
  }
  return { last: numbers?.last ?? 0, heads };
}

/**
 * Checks that the row of heads names the last event of each chain: the next event would otherwise continue another chain.
 *
 * @throws DatabaseError database-heads
 */
export async function checkHead(connection: Pick<Connection, "run">, url: string): Promise<void> {
  const [head] = await connection.run(queries.selectFrom("head").select(["last", "state"]));
  const { last, heads } = await endOfEvents(connection);
  const state = { ...emptyHeads, ...head?.state };
  const isSame = chains.every(
    (chain) => state[chain].position === heads[chain].position && state[chain].link === heads[chain].link,
  );
  if (head?.last === last && isSame) return;
  const params = { database: shownUrl(url), found: last, expected: head?.last ?? 0 };
  throw new DatabaseError("database-heads", params);
}

/** Writes the heads of the events that a database has into its row of heads. Returns the heads. */
export async function acceptHead(url: string): Promise<ChainHeads> {
  const connections = new Connections(url, 1);
  try {
    return await connections.use(async (connection) => {
      await connection.script("begin; lock table turn in exclusive mode");
      const { last, heads } = await endOfEvents(connection);
      await connection.run(
        queries.updateTable("head").set({ last, state: JSON.stringify(heads) as unknown as ChainHeads }),
      );
      await connection.script("commit");
      return heads;
    });
  } finally {
    await connections.close();
  }
}
