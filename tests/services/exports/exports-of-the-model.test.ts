import path from "node:path";
import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import { createContext } from "../../../server/services/create-context.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { seedForum } from "../../../server/services/forum/seed-forum.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { aknFaults, parseAkn } from "../../export/akn/akn-rules.ts";
import { exportVersionFile } from "../../support/export-file.ts";

let context: Context;

beforeAll(async () => {
  context = createContext(openMemoryStore());
  await seedForum(context, path.resolve(__dirname, "../../../fixtures/wtpf-13"));
});

test("every draft in every language is valid Akoma Ntoso, with and without comments", async () => {
  const { documents } = await getLibrary(context, programActor, { size: 100 });
  const versions = documents.flatMap((document) => document.versions);
  expect(new Set(versions.map(({ language }) => language))).toEqual(new Set(["ar", "en", "es", "fr", "ru", "zh"]));
  for (const { id, address } of versions) {
    for (const annotations of ["with", "without"]) {
      const query = exportOperations.exportVersion.query.parse({ format: "akn", annotations });
      const { bytes } = await exportVersionFile(context, programActor, { version: id, ...query }, null);
      expect([address, annotations, aknFaults(parseAkn(new TextDecoder().decode(bytes)))]).toEqual([
        address,
        annotations,
        [],
      ]);
    }
  }
});
