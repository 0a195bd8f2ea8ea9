import { sql } from "kysely";
import { type Connection, Connections } from "./connection.ts";
import { DatabaseError, isMissingTable, openingError, shownUrl } from "./database-error.ts";
import { queries } from "./tables.ts";

/**
 * Checks that no server uses a database. Each running server holds something (shared-counts.ts), so it has a row that it
 * renews. The row of a server that was killed counts for a minute.
 *
 * @throws DatabaseError database-in-use, with the number of servers
 */
export async function checkNoServers({ run }: Connection, url: string): Promise<void> {
  const holders = queries
    .selectFrom("holders")
    .select("id")
    .where("endsAt", ">", sql<Date>`statement_timestamp()`);
  const { length: servers } = await run(holders);
  if (servers > 0) throw new DatabaseError("database-in-use", { database: shownUrl(url), servers });
}

/** Does the same before the database is opened, so that its tables are not brought to a form that ends its servers. */
export async function checkUnserved({ url }: { url: string }): Promise<void> {
  const connections = new Connections(url, 1);
  try {
    await connections.use((connection) => checkNoServers(connection, url));
  } catch (error) {
    // Servers of an early form hold nothing, and those of a database without tables do not exist.
    if (!isMissingTable(error)) throw openingError(url, error);
  } finally {
    await connections.close();
  }
}
