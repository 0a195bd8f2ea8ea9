import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { contributionOperations } from "#core/contract/contribution-operations.ts";
import { exportOperations } from "#core/contract/export-operations.ts";
import { exportVersionFile } from "../../support/export-file.ts";
import { ProblemError } from "../../../server/services/kernel/problem.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";
import { deletedParagraph, ins, insertedParagraph, markedOpinion } from "../../support/marked-opinion.ts";
import { p, r, wordFile } from "../../import/docx/word-file.ts";

const codes: readonly string[] = contributionOperations.receiveContribution.problems;
const word = markedOpinion({
  b: `<w:p>${r("b) that ")}${ins("only ")}${r("few are able to take part in meetings;")}</w:p>`,
  c: deletedParagraph("c) that meetings are held far away,") + insertedParagraph("c) that few are asked,"),
});

let forum: TestForum;
let files: Record<string, Uint8Array>;
beforeAll(async () => {
  forum = await openForum();
  await forum.publish("1", firstDraft);
  await forum.comment("member", { text: "How far?", targets: [{ kind: "clause", clause: "considering-c" }] });
  const written = async (format: "xlsx" | "csv" | "jsonld"): Promise<Uint8Array> => {
    const query = exportOperations.exportVersion.query.parse({ format });
    return (await exportVersionFile(forum.context, asActor("secretariat"), { version: "opinion-5@1", ...query }, null))
      .bytes;
  };
  files = { docx: word, xlsx: await written("xlsx"), csv: await written("csv"), jsonld: await written("jsonld") };
});

/** Submits a file. It is either received or rejected with a code of the contract, whatever its bytes. */
async function answered(bytes: Uint8Array, fileName: string): Promise<string> {
  try {
    await receiveContribution(forum.context, asActor("secretariat"), { bytes, fileName, organisation: "north" });
    return "received";
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(codes).toContain(error.code);
    return error.code;
  }
}

test.each([
  ["docx", "received"],
  ["xlsx", "received"],
  // The same form in another format.
  ["csv", "already-received"],
  ["jsonld", "received"],
])("a complete .%s file is %s", async (ending, answer) => {
  expect(await answered(files[ending] ?? word, `north.${ending}`)).toBe(answer);
});

/** The beginning of a file of Office before 2007, with an entry. */
const old = (entry: string): Uint8Array =>
  Buffer.concat([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), Buffer.from(entry, "utf16le")]);

test.each<[what: string, bytes: Uint8Array, name: string, code: string]>([
  ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), "a.docx", "not-this-format"],
  ["text", strToU8("Some words."), "a.docx", "not-this-format"],
  ["Rich Text", strToU8("{\\rtf1 Some words.}"), "a.rtf", "outdated-format"],
  [
    "a Word file from before 2007",
    Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
    "a.doc",
    "outdated-format",
  ],
  ["a table of Excel before 2007", old("Workbook"), "a.xls", "outdated-spreadsheet"],
  ["a mail of Outlook", old("__nameid_version1.0"), "a.msg", "outlook-message"],
  ["another zip file", zipSync({ "a.txt": strToU8("a") }), "a.docx", "not-this-format"],
  ["half a Word file", word.slice(0, word.length / 2), "a.docx", "file-damaged"],
  ["JSON that is not a collection", strToU8('{"a":1}'), "a.jsonld", "not-this-format"],
])("rejects %s with its reason", async (_what, bytes, name, code) => {
  expect(await answered(bytes, name)).toBe(code);
});

test("says how many comments are marked as resolved in the file", async () => {
  const text = (id: number): string =>
    `<w:comment w:id="${String(id)}" w:author="Ada"><w:p w14:paraId="P${String(id)}">${r("When?")}</w:p></w:comment>`;
  const bytes = wordFile({
    body: `<w:p><w:commentRangeStart w:id="1"/>${r("We planted trees.")}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>`,
    comments: text(1) + text(2),
    commentsExtended:
      '<w15:commentEx w15:paraId="P1" w15:done="1"/><w15:commentEx w15:paraId="P2" w15:paraIdParent="P1" w15:done="1"/>',
  });
  const file = { bytes, fileName: "resolved.docx", organisation: "north" };
  const { notices } = await receiveContribution(forum.context, asActor("secretariat"), file);
  expect(notices).toContainEqual({ code: "resolved-in-file", params: { count: 1 }, place: "resolved.docx" });
});

test("receives a file of another text without a version or items", async () => {
  const bytes = wordFile({
    body: p("Minutes of the garden club.") + `<w:p>${r("We planted ")}${ins("nine ")}${r("trees.")}</w:p>`,
  });
  const file = { bytes, fileName: "garden.docx", organisation: "north" };
  const { versionId, items, may } = await receiveContribution(forum.context, asActor("secretariat"), file);
  expect({ versionId, items, take: may.take }).toEqual({ versionId: null, items: [], take: false });
});

const endings = fc.constantFrom("docx", "xlsx", "csv", "jsonld");
const edits = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
  minLength: 1,
  maxLength: 8,
});

test("receives changed, cut or doubled bytes, or rejects them with a code", async () => {
  await fc.assert(
    fc.asyncProperty(endings, endings, edits, fc.constantFrom("set", "cut", "double"), async (of, as, where, how) => {
      const whole = files[of] ?? word;
      let bytes = Uint8Array.from(whole);
      for (const [at, value] of where) {
        const index = Math.floor(at * (bytes.length - 1));
        if (how === "set") bytes[index] = value;
        else if (how === "cut") bytes = Uint8Array.from([...bytes.slice(0, index), ...bytes.slice(index + value)]);
        else bytes = Uint8Array.from([...bytes.slice(0, index + value), ...bytes.slice(index)]);
      }
      await answered(bytes, `fuzzed.${as}`);
    }),
    { numRuns: 300 },
  );
});

test("receives a Word file with damaged tags, or rejects it with a code", async () => {
  const parts = unzipSync(word);
  const body = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
  const tags = body.split(/(?=<)/u);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(tags.length - 1), fc.constantFrom("drop", "double", "swap", "empty")), {
        minLength: 1,
        maxLength: 4,
      }),
      async (steps) => {
        const changed = [...tags];
        for (const [at, how] of steps) {
          if (how === "drop") changed.splice(at, 1);
          else if (how === "double") changed.splice(at, 0, changed[at] ?? "");
          else if (how === "swap") [changed[at], changed[at + 1]] = [changed[at + 1] ?? "", changed[at] ?? ""];
          else changed[at] = (changed[at] ?? "").replace(/"[^"]*"/gu, '""');
        }
        await answered(zipSync({ ...parts, "word/document.xml": strToU8(changed.join("")) }), "fuzzed.docx");
      },
    ),
    { numRuns: 200 },
  );
});
