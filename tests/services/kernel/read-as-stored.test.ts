import { readDraft } from "../../../server/import/read-draft.ts";
import { sha256 } from "../../../server/services/kernel/hashes.ts";
import { readAsStored } from "../../../server/services/kernel/redline-in-file.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { illustratedFile } from "../../support/illustrated-forum.ts";

const fileName = "draft.docx";
const bytes = illustratedFile("We agree.", "p1", "p2");

async function hashOf(objects: boolean): Promise<string> {
  const { value } = await readDraft(bytes, { fileName, objects });
  return sha256(versionTextOf(value.draft).text);
}

test.each([true, false])("reads a file as its version was stored, with objects in its text: %s", async (objects) => {
  expect(await readAsStored(bytes, { fileName }, await hashOf(objects))).toMatchObject({ objects });
});

test("reads a version without objects that would be too long with them", async () => {
  const limits = { clauses: 2, characters: 100 };
  expect(await readAsStored(bytes, { fileName, limits }, await hashOf(false))).toMatchObject({ objects: false });
  await expect(readAsStored(bytes, { fileName, limits: { ...limits, clauses: 0 } }, "")).rejects.toMatchObject({
    code: "too-long",
  });
});
