import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import { documentCreated, documentOf } from "../document-event.ts";

/**
 * Writes documents as fast as possible, and prints the id of each once it is acknowledged. The test kills this process.
 */
const [folder = ""] = process.argv.slice(2);

async function main(): Promise<void> {
  const store = await openLowdbStore({ folder, snapshotAfter: 20_000 });
  const write = async (id: string): Promise<void> => {
    await store.transact(async (writer) => {
      await writer.put("documents", documentOf(id));
      await writer.append(documentCreated(id));
    });
    process.stdout.write(`${id}\n`);
  };
  for (let round = 0; ; round += 1) {
    await Promise.all(Array.from({ length: 8 }, (_, position) => write(`d${String(round)}.${String(position)}`)));
  }
}

void main();
