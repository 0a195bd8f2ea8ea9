import { importFile } from "../../server/cli/commands/import.ts";
import type { Environment } from "../../server/cli/forum/config.ts";
import { openContext } from "../../server/cli/forum/open-forum.ts";
import type { Context } from "../../server/services/kernel/context.ts";
import { settlePeople } from "./forum.ts";
import { scratchFolder } from "./scratch-folder.ts";

/** A data folder that commands work on. */
export interface DataFolder {
  environment: Environment;
  /** Path of the folder. */
  data: string;
  /** Publishes Markdown drafts of "opinion-5" as rounds 1, 2 …, adds the people, and then runs `then`. */
  fill: (drafts: readonly string[], then?: (context: Context) => Promise<void>) => Promise<void>;
}

/** Creates a data folder for the tests of a file, deleted after them. */
export function dataFolder(): DataFolder {
  const data = scratchFolder();
  const environment = { LOG_LEVEL: "silent" };
  return {
    environment,
    data,
    async fill(drafts, then) {
      for (const [index, text] of drafts.entries()) {
        const round = String(index + 1);
        const draft = { name: "draft.md", bytes: new TextEncoder().encode(text) };
        await importFile(environment, draft, `opinion-5@${round}`, { data, date: `2013-02-0${round}` });
      }
      const { context } = await openContext(data, null, { warn: () => undefined });
      await context.store.transact(settlePeople);
      await then?.(context);
      await context.store.close();
    },
  };
}
