import { createHash } from "node:crypto";
import { versionTextOf } from "#core/text/version-text.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { readOdt } from "../../../server/import/odt/read-odt.ts";
import { showPieces } from "../show-blocks.ts";
import { odtFile, p } from "./odt-file.ts";

const hashOf = (content: string): string => createHash("sha256").update(content).digest("hex").slice(0, 8);
const math = (content: string): string => `<math xmlns="http://www.w3.org/1998/Math/MathML">${content}</math>`;
const chart = (value: string): string =>
  `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:chart><text:p>${value}</text:p></office:chart></office:body></office:document-content>`;

const files = {
  "Pictures/a.bmp": "BMpixels",
  "Object 1/content.xml": math(
    "<semantics><mrow><mi>E</mi><mo>=</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>n</mi></mfrac></mrow><annotation>E = {a+b} over n</annotation></semantics>",
  ),
  "Object 2/content.xml": chart("4"),
  "Object 3/content.xml": chart("5"),
};

const image = '<draw:image xlink:href="Pictures/a.bmp"/>';
const object = (name: string): string =>
  `<draw:object xlink:href="./${name}"/><draw:image xlink:href="./ObjectReplacements/${name}"/>`;
const frame = (content: string, alt = ""): string =>
  `<draw:frame draw:name="Image1">${content}<svg:desc>${alt}</svg:desc></draw:frame>`;

test.each([
  ["a picture with its description", frame(image, "A map"), `[object:‹Picture: A map, ${hashOf("BMpixels")}›]`],
  ["a picture in a link", `<draw:a>${frame(image)}</draw:a>`, `[object:‹Picture ${hashOf("BMpixels")}›]`],
  ["an equation in an object of its own", frame(object("Object 1")), "[object:E=(a+b)/n]"],
  [
    "an equation in the text",
    frame(`<draw:object>${math("<msup><mi>x</mi><mn>2</mn></msup>")}</draw:object>`),
    "[object:x^2]",
  ],
])("reads %s as marked text", (_what, content, read) => {
  expect(pieces(p(`a ${content} b`))).toEqual([`a ${read} b`]);
});

test("a chart with another value is another chart", () => {
  const [one, other] = ["Object 2", "Object 3"].map((name) => pieces(p(frame(object(name), "Sales")))[0]);
  expect(one).toMatch(/^\[object:‹Chart: Sales, [0-9a-f]{8}›\]$/u);
  expect(other).not.toBe(one);
});

test("reads shapes without text as one object, and straight lines as none", () => {
  expect(pieces(p("a<draw:line/><draw:g><draw:line/></draw:g>"))).toEqual(["a"]);
  expect(pieces(p("a <draw:g><draw:line/><draw:ellipse/></draw:g>"))[0]).toMatch(
    /^a \[object:‹Drawing [0-9a-f]{8}›\]$/u,
  );
});

test.each([
  ["outline", '<draw:path svg:d="M0 0h8"/>', '<draw:path svg:d="M0 0h9"/>'],
  ["corners", '<draw:polygon draw:points="0,0 1,1"/>', '<draw:polygon draw:points="0,0 2,1"/>'],
  [
    "form",
    '<draw:custom-shape><draw:enhanced-geometry draw:type="rectangle"/></draw:custom-shape>',
    '<draw:custom-shape><draw:enhanced-geometry draw:type="ellipse"/></draw:custom-shape>',
  ],
])("a shape with another %s is another drawing", (_what, one, other) => {
  expect(pieces(p(one))).not.toEqual(pieces(p(other)));
});

test("reads the pictures of a drawing that also has text", () => {
  const shape = (text: string): string => `<draw:custom-shape><text:p>${text}</text:p></draw:custom-shape>`;
  expect(pieces(p(`a <draw:g>${frame(image)}${shape("Boxed.")}</draw:g>`))).toEqual([
    `a [object:‹Picture ${hashOf("BMpixels")}›]`,
    "Boxed.",
  ]);
  expect(pieces(p(`a<draw:g><draw:rect/>${shape("Boxed.")}</draw:g>`))).toEqual(["a", "Boxed."]);
});

test("an equation with a document type is an object with a hash", () => {
  const [name, content] = ["Object 9/content.xml", `<!DOCTYPE math PUBLIC "a" "b">${math("<mi>x</mi>")}`];
  const file = odtFile({ body: p(frame(object("Object 9"))), files: { [name]: content } });
  expect(readOdt(file).blocks.map((block) => showPieces(block.pieces))).toEqual([
    `[object:‹Object ${hashOf(content)}›]`,
  ]);
});

test("reads a file that holds only a picture", async () => {
  const { value } = await readDraft(odtFile({ body: p(frame(image)), files }), { fileName: "a.odt" });
  expect(versionTextOf(value.draft).text).toBe(`‹Picture ${hashOf("BMpixels")}›`);
});

test("reports a picture whose content is missing", () => {
  const { notices } = readOdt(odtFile({ body: p(frame(image, "A map")) }));
  expect(notices).toEqual([{ code: "object-content-unknown", params: { description: "A map" }, at: 0 }]);
});

test("leaves out and reports objects if the version was stored without them", () => {
  const { blocks, notices } = readOdt(odtFile({ body: p(`a${frame(image)}`), files }), "accept", { objects: false });
  expect(blocks.map((block) => showPieces(block.pieces))).toEqual(["a"]);
  expect(notices.map(({ code }) => code)).toEqual(["picture-left-out"]);
});

test.each([
  ["<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"],
  ["<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"],
  ["<mroot><mi>x</mi><mn>3</mn></mroot>", "√_3(x)"],
  ["<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_i^2"],
  ["<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>", "∑_(i=1)^n i"],
  ["<mi>x</mi><msup><mi>y</mi><mn>2</mn></msup><mi>z</mi>", "xy^2 z"],
  ["<mfenced><mi>a</mi><mi>b</mi></mfenced>", "(a,b)"],
  [
    "<mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable><mo>)</mo>",
    "(a, b; c)",
  ],
])("reads %s as %s", (content, line) => {
  expect(pieces(p(frame(`<draw:object>${math(content)}</draw:object>`)))).toEqual([`[object:${line}]`]);
});

function pieces(body: string): string[] {
  return readOdt(odtFile({ body, files })).blocks.map((block) => showPieces(block.pieces));
}
