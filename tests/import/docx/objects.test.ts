import { createHash } from "node:crypto";
import { compare } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { readDocx } from "../../../server/import/docx/read-docx.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { showPieces } from "../show-blocks.ts";
import { p, picture, r, wordFile, type WordParts } from "./word-file.ts";

/** Returns a picture in a format that is kept as it is, so that its bytes are what is hashed. */
const bitmap = (content: string): Uint8Array => new TextEncoder().encode(`BM${content}`);
const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex").slice(0, 8);
const [first, second] = [bitmap("first"), bitmap("second")];
const media = {
  p1: { type: "image", name: "media/image1.bmp", bytes: first },
  p2: { type: "image", name: "media/image2.bmp", bytes: second },
  o1: { type: "oleObject", name: "embeddings/o1.bin", bytes: "workbook" },
  c1: { type: "chart", name: "charts/c1.xml", bytes: chart("4", "123") },
  c2: { type: "chart", name: "charts/c2.xml", bytes: chart("5", "123") },
  c3: { type: "chart", name: "charts/c3.xml", bytes: chart("4", "987") },
};

test("reads a picture in a sentence as marked text with its description and the beginning of its hash", () => {
  const { blocks } = readDocx(
    wordFile({ body: `<w:p>${r("See ")}${picture("p1", "A map")}${r(" below")}</w:p>`, media }),
  );
  expect(blocks.map(({ pieces }) => showPieces(pieces))).toEqual([
    `See [object:‹Picture: A map, ${hashOf(first)}›] below`,
  ]);
});

test("records the kind, name, alternative text and whole hash of a picture", () => {
  const { blocks } = readDocx(wordFile({ body: `<w:p>${picture("p1", "A map")}</w:p>`, media }));
  const [piece] = blocks[0]?.pieces ?? [];
  const hash = createHash("sha256").update(first).digest("hex");
  expect(piece?.kind === "text" && piece.marks[0]?.attrs).toEqual({
    kind: "picture",
    name: "Picture 1",
    alt: "A map",
    hash,
  });
});

test("a paragraph with only a picture is a clause, and neither a title nor a heading", async () => {
  const body = `<w:p>${picture("p1")}</w:p>${p("A short title")}${p("This is a sentence.")}`;
  expect(await kinds({ body, media })).toEqual(["paragraph", "title", "paragraph"]);
});

test("reads a file that holds only a picture", async () => {
  expect(await text({ body: `<w:p>${picture("p1")}</w:p>`, media })).toBe(`‹Picture ${hashOf(first)}›`);
});

test.each([
  ["a path", "C:\\Users\\ann\\map", "Picture 1"],
  ["the name of its file", "ann-at-home.PNG", "Picture 1"],
])("leaves out %s in place of a description", async (_what, alt) => {
  expect(await text({ body: `<w:p>${picture("p1", alt)}</w:p>`, media })).toBe(`‹Picture ${hashOf(first)}›`);
});

test("writes square brackets of a description as parentheses, because they mean text that is not agreed", async () => {
  expect(await text({ body: `<w:p>${picture("p1", "[Logo]")}</w:p>`, media })).toContain("(Logo)");
});

test("reads a picture without the data that a camera wrote into it, so that it is the same for all readers", async () => {
  const gif = (comment: string): Uint8Array => {
    const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0, 0, 0x3b];
    const written = comment === "" ? [] : [0x21, 0xfe, comment.length, ...new TextEncoder().encode(comment), 0];
    return Uint8Array.from([...new TextEncoder().encode("GIF89a"), 1, 0, 1, 0, 0, 0, 0, ...written, ...frame]);
  };
  const read = (bytes: Uint8Array): Promise<string> =>
    text({ body: `<w:p>${picture("p1")}</w:p>`, media: { p1: { type: "image", name: "media/a.gif", bytes } } });
  expect(await read(gif("Ann"))).toBe(await read(gif("")));
});

test("reads an embedded object by its own content and not by its picture", async () => {
  const object = `<w:r><w:object><v:shape alt="Figures"><v:imagedata r:id="p1"/></v:shape><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12" r:id="o1"/></w:object></w:r>`;
  const hash = hashOf(new TextEncoder().encode("workbook"));
  expect(await text({ body: `<w:p>${object}</w:p>`, media })).toBe(`‹Object: Figures, ${hash}›`);
});

test("a chart with another value is another chart, and one with other numbers of its axes is the same", async () => {
  const [one, other, same] = await Promise.all(
    ["c1", "c2", "c3"].map((id) => text({ body: `<w:p>${chartRun(id)}</w:p>`, media })),
  );
  expect(one).toMatch(/^‹Chart: Sales, [0-9a-f]{8}›$/u);
  expect(other).not.toBe(one);
  expect(same).toBe(one);
});

test("reads the pictures of a drawing that also has a text box", async () => {
  const box = `<wps:wsp><wps:txbx><w:txbxContent>${p("Boxed.")}</w:txbxContent></wps:txbx></wps:wsp>`;
  const body = `<w:p>${picture("p1").replace("</a:graphicData>", `${box}</a:graphicData>`)}</w:p>`;
  expect(await text({ body, media })).toBe(`‹Picture ${hashOf(first)}›\nBoxed.`);
});

test("gives a picture no description of another one in a text box", async () => {
  const shape = (id: string, inside: string): string => `<v:shape${inside}><v:imagedata r:id="${id}"/></v:shape>`;
  const boxed = `<w:p><w:r><w:pict>${shape("p2", ' alt="A map"')}</w:pict></w:r></w:p>`;
  const box = `<v:shape><v:textbox><w:txbxContent>${boxed}</w:txbxContent></v:textbox></v:shape>`;
  const body = `<w:p><w:r><w:pict><v:group>${shape("p1", "")}${box}</v:group></w:pict></w:r></w:p>`;
  expect(await text({ body, media })).toBe(`‹Picture ${hashOf(first)}›\n‹Picture: A map, ${hashOf(second)}›`);
});

test("an equation with another fraction has another hash", () => {
  const hash = (under: string): unknown => {
    const run = (letter: string): string => `<m:r><m:t>${letter}</m:t></m:r>`;
    const fraction = `<m:f><m:num>${run("a")}</m:num><m:den>${run(under)}</m:den></m:f>`;
    const { blocks } = readDocx(wordFile({ body: `<w:p><m:oMath>${fraction}</m:oMath></w:p>` }));
    const piece = blocks[0]?.pieces[0];
    return piece?.kind === "text" && piece.marks[0]?.attrs["hash"];
  };
  expect(hash("b")).not.toBe(hash("c"));
});

test.each([
  ["is missing", { p1: { type: "image", name: "media/other.bmp", bytes: first } }, "p9"],
  ["is outside of the file", {}, "l1"],
])("reports a picture whose content %s", async (_what, parts, id) => {
  const { value, notices } = await readDraft(
    wordFile({ body: `<w:p>${picture(id, "A map")}</w:p>`, media: parts, links: { l1: "https://example.org/a.png" } }),
    { fileName: "a.docx" },
  );
  expect(versionTextOf(value.draft).text).toBe("‹Picture: A map›");
  expect(notices.map(({ code }) => code)).toContain("object-content-unknown");
});

const shape = (form: string): string =>
  `<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="${form}"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;

test.each([
  [
    "of the older form",
    '<w:r><w:pict><v:rect xmlns:o="urn:schemas-microsoft-com:office:office" o:hr="t"/></w:pict></w:r>',
  ],
  ["that was drawn", shape("line")],
])("reads no line %s as an object", async (_what, line) => {
  expect(await text({ body: `${p("Above.")}<w:p>${line}</w:p>` })).toBe("Above.");
});

test("reads another shape as an object", async () => {
  expect(await text({ body: `<w:p>${shape("rightArrow")}</w:p>` })).toMatch(/^‹Drawing [0-9a-f]{8}›$/u);
});

test("leaves out a picture that is not on the page, and reports it", () => {
  const hidden = picture("p1").replace("<wp:docPr ", '<wp:docPr hidden="1" ');
  const { blocks, notices } = readDocx(wordFile({ body: `<w:p>${r("a")}${hidden}</w:p>`, media }));
  expect(blocks.map(({ pieces }) => showPieces(pieces))).toEqual(["a"]);
  expect(notices.map(({ code }) => code)).toEqual(["hidden-text-left-out"]);
});

test("accepts and rejects a tracked picture like text", () => {
  const body = `<w:p>${r("a ")}<w:ins w:id="1">${picture("p1")}</w:ins><w:del w:id="2">${picture("p2")}</w:del></w:p>`;
  const read = (changes: "accept" | "reject"): string[] =>
    readDocx(wordFile({ body, media }), changes).blocks.map(({ pieces }) => showPieces(pieces));
  expect(read("accept")).toEqual([`a [object:‹Picture ${hashOf(first)}›]`]);
  expect(read("reject")).toEqual([`a [object:‹Picture ${hashOf(second)}›]`]);
});

test("guesses the language from the text and not from the names of pictures", async () => {
  const body = `${p("Les Parties publient chaque année un rapport sur la mise en œuvre de la présente convention.")}${`<w:p>${picture("p1", "The map of the regions and of all their sites, with the names of the rivers")}</w:p>`.repeat(9)}`;
  const { value } = await readDraft(wordFile({ body, media }), { fileName: "a.docx" });
  expect(value.language).toBe("fr");
});

const around = ["The Secretariat prepares the report.", "The Council adopts the report.", "The Parties publish it."];

test("a new picture between unchanged paragraphs is an insertion", async () => {
  const { pairs, changes } = await compared([...around], [around[0] ?? "", "p1", ...around.slice(1)]);
  expect(pairs.filter(({ relation }) => relation !== "1:1").map(({ relation }) => relation)).toEqual(["added"]);
  expect(changes).toHaveLength(1);
});

test("a deleted picture is a deletion", async () => {
  const { pairs, changes } = await compared([...around, "p1"], [...around]);
  expect(pairs.map(({ relation }) => relation)).toEqual(["1:1", "1:1", "1:1", "removed"]);
  expect(changes).toHaveLength(1);
});

test("another picture in the place of one is a change of its clause", async () => {
  const { pairs } = await compared([...around, "p1"], [...around, "p2"]);
  expect(pairs.map(({ relation, edited }) => [relation, edited])).toEqual([
    ...around.map(() => ["1:1", false]),
    ["1:1", true],
  ]);
});

test("a picture in another place is a move", async () => {
  const { pairs, changes } = await compared(["p1", ...around], [...around, "p1"]);
  expect(pairs.filter(({ moved }) => moved)).toHaveLength(1);
  expect(changes.map((change) => change.class)).toEqual(["move"]);
});

const longer = [1, 2].map(
  (year) => `In year ${year} the regional offices keep a record of all sessions that the Parties held there.`,
);

test.each([
  ["a paragraph of its own", ["p1", ...around], [...around, "p1"]],
  ["a paragraph before long ones", ["p1", ...longer], [...longer, "p1"]],
  [
    "a sentence",
    ["The sign {p1} is on the door.", ...around],
    ["The sign is on the door.", ...around.slice(1), "See {p1} for {p2} and more."],
  ],
])("a picture without a description that leaves %s is a move", async (_what, base, revised) => {
  const { changes } = await compared(base, revised, "");
  expect(changes.filter((change) => change.class === "move")).toHaveLength(1);
});

/** Compares two files of paragraphs: pictures by relationship id, or sentences with such ids in braces. */
async function compared(base: readonly string[], revised: readonly string[], alt = "A map"): Promise<Comparison> {
  const paragraph = (line: string): string => {
    const parts = (line in media ? `{${line}}` : line).split(/[{}]/u);
    return `<w:p>${parts.map((part, at) => (at % 2 === 1 ? picture(part, alt) : r(part))).join("")}</w:p>`;
  };
  const textsOf = async (lines: readonly string[]): Promise<ReturnType<typeof versionTextOf>> => {
    const { value } = await readDraft(wordFile({ body: lines.map(paragraph).join(""), media }), { fileName: "a.docx" });
    return versionTextOf(value.draft);
  };
  return compare(await textsOf(base), await textsOf(revised));
}

async function text(parts: WordParts): Promise<string> {
  const { value } = await readDraft(wordFile(parts), { fileName: "a.docx" });
  return versionTextOf(value.draft).text;
}

async function kinds(parts: WordParts): Promise<unknown[]> {
  const { value } = await readDraft(wordFile(parts), { fileName: "a.docx" });
  return value.draft.children.map(({ attrs }) => attrs["kind"] as unknown);
}

function chart(value: string, axis: string): string {
  return `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart><c:v>${value}</c:v><c:f>Sheet1!A1</c:f><c:axId val="${axis}"/></c:chart></c:chartSpace>`;
}

function chartRun(id: string): string {
  const data = `<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${id}"/>`;
  return `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Chart 1" title="Sales"/><a:graphic><a:graphicData>${data}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}
