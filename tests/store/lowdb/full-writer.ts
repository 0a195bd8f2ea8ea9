import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import { NotKeptError } from "../../../server/store/store.ts";
import { documentCreated, documentOf } from "../document-event.ts";

/**
 * Writes documents of 10 kB until the disk is full (the test limits the file size), then a small one. Prints the result
 * of each write.
 */
const [folder = ""] = process.argv.slice(2);

async function main(): Promise<void> {
  const notices: string[] = [];
  const store = await openLowdbStore({ folder, notice: ({ code }) => notices.push(code) });
  const write = (id: string, title: string): Promise<string> =>
    store
      .transact(async (writer) => {
        await writer.put("documents", documentOf(id, title));
        await writer.append(documentCreated(id));
      })
      .then(() => "kept")
      .catch((error: unknown) => (error instanceof NotKeptError ? "not kept" : String(error)));
  const results: Record<string, string> = {};
  for (let number = 0; number < 3; number += 1)
    results[`large-${String(number)}`] = await write(`large-${String(number)}`, "x".repeat(10_000));
  // The size limit is reached within these writes. Timing decides which of them share a flush, so each may be kept or
  // rejected.
  const together = Array.from({ length: 8 }, (_, number) => `crowd-${String(number)}`);
  const answers = await Promise.all(together.map((id) => write(id, "x".repeat(10_000))));
  together.forEach((id, index) => (results[id] = answers[index] ?? ""));
  results["small"] = await write("small", "A few words.");
  const seen = await store.read((reader) => reader.list("documents"));
  await store.close();
  process.stdout.write(JSON.stringify({ results, seen: seen.map(({ id }) => id), notices }));
}

void main();
