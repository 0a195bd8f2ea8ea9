import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { type Act, perform } from "./act.ts";
import { type Interruption, interruptAt } from "./interrupt.ts";
import { say } from "./message.ts";
import { type WriterOrder, writeMany } from "./writer.ts";

/** Work for a process that is killed before it ends. */
export type Work =
  | { work: "write"; order: WriterOrder }
  | { work: "start"; folder: string }
  | { work: "act"; folder: string; act: Act }
  | { work: "backup" | "restore"; folder: string; file: string };

/** The order of a process: its work, and when it kills itself. */
export interface Order {
  work: Work;
  interruption: Interruption;
}

/** Does the work of a process that is killed. */
export async function workUntilKilled({ work, interruption }: Order): Promise<void> {
  const steps = await interruptAt(interruption, say);
  say({ ready: true });
  await begin(work);
  say({ steps: steps() });
}

async function begin(work: Work): Promise<void> {
  if (work.work === "write") return writeMany(work.order, say);
  const { folder } = work;
  if (work.work === "start" || work.work === "act") {
    const store = await openLowdbStore({ folder });
    if (work.work === "act") {
      say({ begin: work.act });
      await perform(store, work.act);
      say({ done: work.act.name });
    }
    return store.close();
  }
  // Loaded only here, because it loads much and most processes do other work.
  const { backUp, restore } = await import("../../server/cli/backup.ts");
  const environment = { LOG_LEVEL: "silent" };
  await (work.work === "backup" ? backUp : restore)(environment, work.file, { data: folder });
}
