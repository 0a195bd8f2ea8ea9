import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { readDraft } from "../../../../server/import/read-draft.ts";
import { odtFile, p } from "../../../import/odt/odt-file.ts";
import { here } from "../../sample.ts";
import { ownOdt, type OwnOdt } from "./own-odt-draft.ts";

const frame = '<draw:frame><draw:image xlink:href="a.bmp"/></draw:frame>';
const file = odtFile({ body: p(`See ${frame} and all others.`), files: { "a.bmp": "BMpixels" } });

/** Proposes to insert text at an offset. Returns the written steps, and the text once they are accepted. */
async function inserted(version: OwnOdt, at: number, text: string): Promise<{ steps: unknown; accepted: string }> {
  const { start } = version.range(at, at + 1);
  const step: ProposalOperation = { kind: "replace", start, end: start, content: [{ type: "text", text }] };
  const proposal = here({ kind: "proposal", operations: [step], targets: [{ kind: "document" }], text: "" });
  const { bytes, steps } = version.track([proposal]);
  const { value } = await readDraft(bytes, { fileName: "draft.odt", language: "en", changes: "accept" });
  return { steps, accepted: versionTextOf(value.draft).text };
}

test("text after a picture follows it", async () => {
  const version = await ownOdt(file);
  const at = version.text.indexOf("›") + 1;
  const { accepted } = await inserted(version, at, ",");
  expect(accepted).toBe(`${version.text.slice(0, at)},${version.text.slice(at)}`);
});

test.each([
  ["text in the middle of a picture's text", 8, "new"],
  ["the text of another picture", 1, "‹Picture 7d1fa0c2›"],
])("%s is a comment", async (_what, at, text) => {
  const version = await ownOdt(file);
  expect(await inserted(version, at, text)).toEqual({ steps: [], accepted: version.text });
});
