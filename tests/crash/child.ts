import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { type Act, perform } from "./act.ts";
import { type Interruption, interruptAt } from "./interrupt.ts";
import type { MailOrder } from "./mailer.ts";
import { say } from "./message.ts";
import { isDatabase } from "./open-place.ts";
import type { UploadOrder } from "./uploader.ts";
import { type WriterOrder, writeMany } from "./writer.ts";

/** Work for a process that is killed before it ends. */
export type Work =
  | { work: "write"; order: WriterOrder }
  | { work: "start"; folder: string }
  | { work: "act"; folder: string; act: Act }
  | { work: "backup" | "restore"; folder: string; file: string }
  | { work: "upload"; order: UploadOrder }
  | { work: "mail"; order: MailOrder }
  /** Each place is a folder or a database. */
  | { work: "migrate"; from: string; to: string };

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
  // Loaded only here, because they load much and most processes do other work.
  if (work.work === "upload") return (await import("./uploader.ts")).uploadMany(work.order, say);
  if (work.work === "mail") return (await import("./mailer.ts")).mailMany(work.order, say);
  if (work.work === "migrate") return migrateAsTold(work);
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
  const { backUp, restore } = await import("../../server/cli/forum/backup.ts");
  const environment = { LOG_LEVEL: "silent" };
  // The folder has no row of a forum.
  await (work.work === "backup" ? backUp : restore)(environment, work.file, { data: folder, allowSmaller: true });
}

async function migrateAsTold({ from, to }: { from: string; to: string }): Promise<void> {
  const { migrate } = await import("../../server/cli/forum/backup.ts");
  if (isDatabase(from)) await migrate({ DATABASE_URL: from }, to, {});
  else await migrate({}, to, { data: from });
}
