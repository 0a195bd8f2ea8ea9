import fc from "fast-check";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { amendedOperations } from "#core/propose/amendment.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { hasLines } from "../../../../server/export/tracked/own-file.ts";
import { readDraft } from "../../../../server/import/read-draft.ts";
import { odtFile, p } from "../../../import/odt/odt-file.ts";
import { boris, here, reply, speaker } from "../../sample.ts";
import { ownOdt, type OwnOdt, partText, readOdtComments } from "./own-odt-draft.ts";

const cleo = speaker("Cleo Marsh", []);
const sentence = "We firmly agree to meet.";
const remark = "This amendment is not shown in the text";
const draft = (): Promise<OwnOdt> => ownOdt(odtFile({ body: p(sentence) + p("We report.") }));

function replaced(version: OwnOdt, words: string): ProposalOperation {
  const { start, end } = version.on("firmly agree");
  return { kind: "replace", start, end, content: [{ type: "text", text: words }] };
}

function inserted(version: OwnOdt, words: string): ProposalOperation {
  const clause = { kind: "paragraph" as const, label: null, depth: 0, content: [{ type: "text", text: words }] };
  return { kind: "insert", after: version.on("report").start.clause, clause };
}

/** A proposal with amendments, each with the new texts of the proposal's insertions. */
function amended(operations: ProposalOperation[], ...amendments: [typeof boris, string[]][]) {
  const replies = amendments.map(([author, texts]) =>
    reply({ speaker: author, text: "", amendment: amendmentTo(operations, texts) }),
  );
  return [here({ kind: "proposal", operations, targets: [{ kind: "document" }], text: "" }, replies)];
}

async function textAfter(bytes: Uint8Array, changes: "accept" | "reject"): Promise<string> {
  const { value } = await readDraft(bytes, { fileName: "draft.odt", language: "en", changes });
  return versionTextOf(value.draft).text;
}

test("writes amendments between two parts of the proposal's change, as LibreOffice does", async () => {
  const version = await draft();
  const own = amended(
    [replaced(version, "warmly and openly agree")],
    [boris, ["gladly and openly agree"]],
    [cleo, ["warmly and frankly agree"]],
  );
  const { bytes, parts, amendments } = version.track(own);
  expect(amendments).toBe(2);
  const content = partText(parts);
  expect(content).toMatch(
    /<text:deletion><office:change-info><dc:creator>Boris[^/]*<\/dc:creator><dc:date>[^<]*<\/dc:date><\/office:change-info><text:p>warmly<\/text:p><\/text:deletion><text:insertion><office:change-info><dc:creator>Ana/u,
  );
  const { value } = await readDraft(bytes, { fileName: "draft.odt", language: "en", changes: "keep" });
  expect(value.markup.changes.map(({ kind, author, text }) => [kind, author.split(" ")[0], text])).toEqual([
    ["delete", "Ana", "firmly agree"],
    ["insert", "Ana", expect.stringContaining("and")],
  ]);
  expect(await textAfter(bytes, "accept")).toBe("We gladly and frankly agree to meet.\nWe report.");
  expect(await textAfter(bytes, "reject")).toBe(version.text);
  expect(JSON.stringify((await readOdtComments(bytes)).comments)).not.toContain(remark);
});

test("states amendments in their replies if they are not wanted in the text", async () => {
  const version = await draft();
  const own = amended([replaced(version, "hope")], [boris, ["wish"]]);
  const { bytes, amendments } = version.track(own, { nests: false });
  expect(amendments).toBe(0);
  expect(await textAfter(bytes, "accept")).toBe("We hope to meet.\nWe report.");
  expect(JSON.stringify((await readOdtComments(bytes)).comments)).toContain("Amend “hope” to “wish”");
});

const words = fc.array(fc.constantFrom("peace", "and", "the", "Parties", "agree"), { minLength: 1, maxLength: 5 });

test("accepting all gives the proposal as amended, and rejecting all the version's text", async () => {
  const version = await draft();
  await fc.assert(
    fc.asyncProperty(words, words, words, words, async (wording, clause, other, changed) => {
      const operations = [replaced(version, wording.join(" ")), inserted(version, `${clause.join(" ")}.`)];
      const texts = [other.join(" "), `${changed.join(" ")}.`];
      const { bytes, steps } = version.track(amended(operations, [boris, texts]));
      const expected = amendedOperations(operations, amendmentTo(operations, texts)) ?? operations;
      const accepted = await textAfter(bytes, "accept");
      expect(hasLines(accepted, version.draft, expected)).toBe(true);
      expect(hasLines(accepted, version.draft, steps)).toBe(true);
      expect(await textAfter(bytes, "reject")).toBe(version.text);
    }),
    { numRuns: 40, seed: 3 },
  );
});
