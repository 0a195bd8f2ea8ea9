import { exportOperations } from "../../../server/core/contract/export-operations.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import { aknFaults, parseAkn } from "../../export/akn/akn-rules.ts";
import { exportVersionFile } from "../../support/export-file.ts";
import { model } from "./model.ts";

test("every draft in every language is valid Akoma Ntoso with comments, and one of each kind and language without", async () => {
  const { documents } = await getLibrary(model, programActor, { size: 100 });
  const versions = documents.flatMap(({ kind, versions: own }) => own.map((version) => ({ ...version, kind })));
  expect(new Set(versions.map(({ language }) => language))).toEqual(new Set(["ar", "en", "es", "fr", "ru", "zh"]));
  const faults = async (version: string, annotations: "with" | "without"): Promise<string[]> => {
    const query = exportOperations.exportVersion.query.parse({ format: "akn", annotations });
    const { bytes } = await exportVersionFile(model, programActor, { version, ...query }, null);
    return aknFaults(parseAkn(new TextDecoder().decode(bytes)));
  };
  for (const { id, address } of versions) expect([address, await faults(id, "with")]).toEqual([address, []]);
  const ofEach = new Map(versions.map((version) => [`${version.kind} ${version.language}`, version]));
  for (const { id, address } of ofEach.values()) expect([address, await faults(id, "without")]).toEqual([address, []]);
});
