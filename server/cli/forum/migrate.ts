import path from "node:path";
import pino from "pino";
import { writeBackup } from "../../services/forum/backup.ts";
import type { BackupFacts } from "../../store/backup-file.ts";
import { checkUnserved } from "../../store/postgres/running-servers.ts";
import { commandText, UsageError } from "../output/command-text.ts";
import { configOf, type DataOption, type Environment } from "./config.ts";
import { existingPlace, nameOf, openStore, type Place, restoreTo } from "./open-store.ts";

/**
 * Copies the whole forum from the data folder or database to another, which must be empty, without loss: with sessions
 * and one-time links, and with the numbers and ids of events. No server may use either place, because what it writes
 * meanwhile would not be copied.
 *
 * @throws UsageError if the folder does not exist, or both places are the same; DataFolderError; DatabaseError
 */
export async function migrate(environment: Environment, to: string, options: DataOption): Promise<string> {
  const from = existingPlace(configOf(environment, options));
  const target = targetOf(environment, to);
  if (nameOf(target) === nameOf(from)) throw new UsageError("cli-migrate-same", { to: nameOf(target) });
  if (typeof from !== "string") await checkUnserved(from);
  const store = await openStore(from, pino({ level: "silent" }));
  try {
    let facts: BackupFacts | null = null;
    await writeBackup({ store, now: () => new Date() }, async (lines) => {
      facts = await restoreTo(target, withoutLineEnds(lines), { keepTokens: true });
    });
    const { events, values, bodies } = facts as unknown as BackupFacts;
    return `${commandText("cli-migrated", { from: nameOf(from), to: nameOf(target), events, values, bodies })}\n`;
  } finally {
    await store.close();
  }
}

function targetOf(environment: Environment, to: string): Place {
  if (!/^postgres(?:ql)?:/u.test(to)) return path.resolve(to);
  const { database } = configOf({ ...environment, DATABASE_URL: to }, {});
  return database ?? path.resolve(to);
}

async function* withoutLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string, undefined> {
  for await (const line of lines) yield line.replace(/\n$/u, "");
  return undefined;
}
