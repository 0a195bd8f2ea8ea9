import { strFromU8, unzipSync } from "fflate";
import { printComparison } from "../../server/cli/output/print-comparison.ts";
import { readOne } from "../../server/services/comparison/read-files.ts";
import { p, paragraphStyle, wordFile } from "../import/docx/word-file.ts";
import { odtFile, p as odtParagraph } from "../import/odt/odt-file.ts";

const first =
  "# Opinion\n\n*considering*\n\na) that few take part in meetings;\n\nb) that meetings are held far away,\n";
const second = first.replace("few take part", "some take part").replace("held far away", "dear");
const third = first.replace("few take part", "many take part");

const file = (name: string, text: string) => ({
  name: `${name}.md`,
  bytes: new TextEncoder().encode(text),
  modifiedAt: new Date("2013-02-06T00:00:00Z"),
});

const plain = {
  plain: false,
  via: [],
  explain: false,
  clauses: undefined,
  format: "text",
  redline: {
    layout: "original",
    withoutPrivate: false,
    changes: { author: "Chair", date: "2013-02-07T00:00:00Z" },
    report: (_line: string) => undefined,
  },
  now: () => 0,
  date: new Date("2013-02-07T00:00:00Z"),
} as const;

async function print(
  more: Partial<Parameters<typeof printComparison>[1]>,
  other: string | null = null,
): Promise<string> {
  const files = {
    base: file("one", first),
    revised: file("two", second),
    other: other === null ? null : file("three", other),
  };
  const given = await printComparison(files, { ...plain, ...more });
  return typeof given === "string" ? given : new TextDecoder().decode(given);
}

test("prints the intermediate drafts of a comparison as text", async () => {
  expect((await print({ via: [file("between", first.replace("far away", "abroad"))] })).split("\n")[1]).toBe(
    "Compared through between.md.",
  );
  expect((await print({})).split("\n")[1]).toMatch(/^a\)\t/u);
});

test("prints four lines of a long summary before the changes, and the rest below them", async () => {
  const draftOf = (paragraphs: readonly string[]): string =>
    ["# Article 9 Finance", ...paragraphs.flatMap((text, at) => [`${String(at + 1)}. Each Party pays.`, text])].join(
      "\n\n",
    );
  const sums = ["one coin", "five crowns", "ten dollars", "two euros"];
  const base = draftOf(sums.map((sum) => `Option 1: Lend ${sum}.\n\nOption 2: Give away ${sum}.`));
  const files = { base: file("one", base), revised: file("two", draftOf(sums.map(() => "It reports."))), other: null };
  const lines = String(await printComparison(files, plain))
    .trimEnd()
    .split("\n");
  expect(lines[3]).toBe("3 more lines are below the changes.");
  expect(lines.at(-1)).toBe("Art. 9.4, Option 1 and Art. 9.4, Option 2 were deleted.");
});

test("reports formatting if two files differ in nothing else", async () => {
  const printed = async (text: string): Promise<string> =>
    String(await printComparison({ base: file("one", first), revised: file("two", text), other: null }, plain));
  expect(await printed(first)).toBe("The two texts are the same.\n");
  expect(await printed(first.replace("few take part", "few **take part**"))).toBe(
    "No text changed. Formatting changed in 1 clause.\na)\tformatting\tthat few take part in meetings;\n",
  );
});

test("reports formatting beside changes of the text", async () => {
  const text = second.replace("in meetings", "in *meetings*");
  const printed = String(
    await printComparison({ base: file("one", first), revised: file("two", text), other: null }, plain),
  );
  expect(printed.split("\n").slice(0, 2)).toEqual([
    "2 clauses edited; 2 words added, 4 deleted.",
    "Formatting changed in 1 clause.",
  ]);
});

test("explains every pair as text, and as JSON beside the comparison", async () => {
  const [, output = ""] = (await print({ explain: true })).split(/^considering a\) → considering a\)\t0\.\d\d$/mu);
  expect(output.split("\n").slice(1, 4)).toEqual([
    "\tThey share 5 words, of 6 in the base and 6 in the revised draft.",
    "\tThe longest shared passage is “take part in meetings;”.",
    "\tBoth have the label a).",
  ]);
  const json = JSON.parse(await print({ explain: true, format: "json" })) as Record<string, { reasons: unknown[] }[]>;
  expect(json["explanations"]).toHaveLength(json["pairs"]?.length ?? 0);
  expect(json["explanations"]?.[0]?.reasons[0]).toEqual({
    code: "same-text",
    params: {},
    text: "Their text is identical.",
  });
});

test("explains through which files a pair was followed, with the confidence in each step", async () => {
  const options = { explain: true, via: [file("between", first.replace("few take part", "few experts take part"))] };
  expect(await print(options)).toMatch(
    /^considering a\) → considering a\)\t0\.\d\d\n\tFollowed through between\.md considering a\) \([01]\.\d\d\), two\.md considering a\) \([01]\.\d\d\)\.$/mu,
  );
  const json = JSON.parse(await print({ ...options, format: "json" })) as { explanations: { lineage: unknown[] }[] };
  expect(json.explanations.at(-1)?.lineage).toEqual([
    { file: "between.md", clause: "considering b)", score: 1 },
    { file: "two.md", clause: "considering b)", score: expect.any(Number) as number },
  ]);
});

test("explains that a pair was found by the direct comparison if a file between lacks the clause", async () => {
  const without = first.replace("a) that few take part in meetings;\n\nb)", "a)");
  const printed = await print({ explain: true, via: [file("between", without)] });
  expect(printed).toMatch(/^considering a\) → considering a\)\t1\.00\n\tFound by the direct comparison\.$/mu);
});

test("explains no lineage without a file between", async () => {
  expect(await print({ explain: true })).not.toMatch(/direct comparison|Followed/u);
});

test("explains two clauses by their citations, or one alone", async () => {
  expect(await print({ clauses: "considering a)=considering b)" })).toMatch(
    /^considering a\) ≠ considering b\)\t0\.00\n/u,
  );
  expect(await print({ clauses: "=considering b)" })).toMatch(/^considering b\) → considering b\)\t/u);
});

test("prints a comparison of three texts clause by clause, with conflicts", async () => {
  expect(await print({}, third)).toBe(
    [
      "2 unchanged; 1 changed in the first; 1 changed differently in both",
      "considering a)\tchanged differently in both\tthat [-few-]{1+some+}{2+many+} take part in meetings;",
      "considering b)\tchanged in the first\tthat meetings are [1-held far away-]{1+dear+},",
      "",
    ].join("\n"),
  );
  const json = JSON.parse(await print({ format: "json" }, third)) as { rows: unknown[]; stats: object };
  expect(json.rows).toHaveLength(4);
  expect(json.stats).toEqual({ unchanged: 2, revised: 1, other: 0, agreed: 0, apart: 0, conflict: 1, ms: 0 });
});

test("prints the number of comparison steps as JSON", async () => {
  const route = async (via: string[]): Promise<unknown> => {
    const sources = via.map((text, index) => file(`via-${index}`, text));
    return (JSON.parse(await print({ format: "json", via: sources })) as { way: unknown }).way;
  };
  expect(await route([])).toMatchObject({ steps: 1, returned: 0 });
  expect(await route([third])).toMatchObject({ steps: 2 });
});

test.each([
  ["accepting its changes gives the revised text", "accept", second],
  ["rejecting its changes gives the base text", "reject", first],
] as const)("writes a Word file with tracked changes: %s", async (_, changes, text) => {
  const files = { base: file("one", first), revised: file("two", second), other: null };
  const bytes = await printComparison(files, { ...plain, format: "docx" });
  const read = await readOne({ name: "redline.docx", bytes: bytes as Uint8Array }, { plain: false, changes });
  const whole = await readOne(file("whole", text), { plain: false, changes: undefined });
  expect(read.text.text).toBe(whole.text.text);
});

const word = (text: string) => ({
  name: "draft.docx",
  bytes: wordFile({ body: p(text), styles: paragraphStyle("House", "House style", "") }),
  modifiedAt: new Date("2013-02-06T00:00:00Z"),
});

test.each([
  ["original", true],
  ["redrawn", false],
] as const)(
  "writes the redline of Word files into the revised file unless asked otherwise: %s",
  async (layout, isIn) => {
    const files = { base: word("We agree."), revised: word("We disagree."), other: null };
    const redline = { ...plain.redline, layout };
    const bytes = await printComparison(files, { ...plain, format: "docx", redline });
    const styles = strFromU8(unzipSync(bytes as Uint8Array)["word/styles.xml"] ?? new Uint8Array());
    expect(styles.includes("House style")).toBe(isIn);
  },
);

test("writes the redline of OpenDocument texts into the revised file, and refuses one of other files", async () => {
  const odt = (text: string) => ({ ...word(""), name: "draft.odt", bytes: odtFile({ body: odtParagraph(text) }) });
  const print = async (base: ReturnType<typeof word>, uninterpreted = false) => {
    const files = { base, revised: odt("We disagree."), other: null };
    const options = { ...plain, plain: uninterpreted, format: "odt" } as const;
    return Object.keys(unzipSync((await printComparison(files, options)) as Uint8Array));
  };
  expect(await print(odt("We agree."))).toContain("content.xml");
  await expect(print(word("We agree."))).rejects.toMatchObject({ code: "cli-no-odt" });
  await expect(print(odt("We agree."), true)).rejects.toMatchObject({ code: "cli-no-odt" });
});

test("removes private data from the redline if asked, and reports what it removed", async () => {
  const lines: string[] = [];
  const comments = `<w:comment w:id="0" w:author="Ann">${p("A secret")}</w:comment>`;
  const revised = { ...word(""), bytes: wordFile({ body: p("We disagree."), comments }) };
  const files = { base: word("We agree."), revised, other: null };
  const textOf = (bytes: string | Uint8Array) =>
    Object.values(unzipSync(bytes as Uint8Array))
      .map((part) => strFromU8(part))
      .join("");
  expect(textOf(await printComparison(files, { ...plain, format: "docx" }))).toContain("A secret");
  const redline = { ...plain.redline, withoutPrivate: true, report: (line: string) => void lines.push(line) };
  const removed = textOf(await printComparison(files, { ...plain, format: "docx", redline }));
  expect(removed).not.toMatch(/Ann|A secret/u);
  expect(removed).toContain("<w:ins ");
  expect(lines).toEqual(["Removed: 1 comment."]);
});

test("reports why a redline is a new document", async () => {
  const lines: string[] = [];
  const redline = { ...plain.redline, report: (line: string) => void lines.push(line) };
  const files = { base: file("one", first), revised: word("We disagree."), other: null };
  await printComparison(files, { ...plain, format: "docx", redline });
  expect(lines).toEqual(["The redline is a new document, because the two files are not both Word files."]);
});

test.each<[string, Parameters<typeof print>]>([
  ["three texts as a web page", [{ format: "html" }, third]],
  ["three texts as a Word file", [{ format: "docx" }, third]],
  ["three texts with explanations", [{ explain: true }, third]],
  ["three texts through an intermediate one", [{ via: [file("via", first)] }, third]],
  ["explanations as a web page", [{ explain: true, format: "html" }]],
  ["an unknown clause", [{ clauses: "noting a)=" }]],
  ["no clause", [{ clauses: "=" }]],
])("rejects wrong use: %s", async (_, args) => {
  await expect(print(...args)).rejects.toMatchObject({ name: "UsageError" });
});

test("warns above the changes if a comparison is coarser than word by word", async () => {
  const coins = (seed: number): string =>
    Array.from({ length: 9_000 }, (_, at) => ((at * at * seed) % 7919 > 3960 ? "heads" : "tails")).join(" ");
  const [base, revised] = [file("one", coins(3)), file("two", coins(5))];
  const output = await printComparison({ base, revised, other: null }, { ...plain, plain: true });
  expect(String(output).split("\n")[1]).toMatch(
    /^The comparison is less precise in .+ because too much text differs\.$/u,
  );
});
