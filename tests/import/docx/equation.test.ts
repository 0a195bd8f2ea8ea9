import { readDocx } from "../../../server/import/docx/read-docx.ts";
import { showPieces } from "../show-blocks.ts";
import { linearEquation } from "../../../server/import/docx/equation.ts";
import type { XmlElement } from "../../../server/import/shared/xml.ts";
import { r as textRun, wordFile } from "./word-file.ts";

const r = (text: string, properties = ""): string =>
  `<m:r>${properties && `<w:rPr>${properties}</w:rPr>`}<m:t>${text}</m:t></m:r>`;
const e = (content: string): string => `<m:e>${content}</m:e>`;
const sup = (base: string, power: string): string => `<m:sSup>${e(base)}<m:sup>${power}</m:sup></m:sSup>`;
const fraction = (over: string, under: string, properties = ""): string =>
  `<m:f>${properties}<m:num>${over}</m:num><m:den>${under}</m:den></m:f>`;
const value = (name: string, text: string): string => `<m:${name} m:val="${text}"/>`;

test.each<[what: string, equation: string, line: string]>([
  ["a fraction", fraction(r("a"), r("b")), "a/b"],
  ["a fraction of sums", fraction(r("a+b"), r("12")), "(a+b)/12"],
  ["a fraction after a number", r("2") + fraction(r("1"), r("3")), "2 1/3"],
  ["a power", sup(r("x"), r("2")), "x^2"],
  ["a power of a sum", sup(`<m:d>${e(r("x+1"))}</m:d>`, r("n-1")), "(x+1)^(n-1)"],
  ["a product with a power", sup(r("x"), r("k")) + r("a"), "x^k a"],
  ["an index", `<m:sSub>${e(r("x"))}<m:sub>${r("i")}</m:sub></m:sSub>`, "x_i"],
  [
    "an index and a power",
    `<m:sSubSup>${e(r("x"))}<m:sub>${r("i")}</m:sub><m:sup>${r("2")}</m:sup></m:sSubSup>`,
    "x_i^2",
  ],
  ["a root", `<m:rad><m:deg/>${e(r("x+1"))}</m:rad>`, "√(x+1)"],
  ["a root of a degree", `<m:rad><m:deg>${r("3")}</m:deg>${e(r("x"))}</m:rad>`, "√_3(x)"],
  [
    "a sum",
    `<m:nary><m:naryPr>${value("chr", "∑")}</m:naryPr><m:sub>${r("i=1")}</m:sub><m:sup>${r("n")}</m:sup>${e(r("i"))}</m:nary>`,
    "∑_(i=1)^n i",
  ],
  ["an integral without limits", `<m:nary><m:sub/><m:sup/>${e(r("f"))}</m:nary>`, "∫ f"],
  ["other brackets", `<m:d><m:dPr>${value("begChr", "|")}${value("endChr", "|")}</m:dPr>${e(r("x"))}</m:d>`, "|x|"],
  ["a binomial", `<m:d>${e(fraction(r("n"), r("k"), `<m:fPr>${value("type", "noBar")}</m:fPr>`))}</m:d>`, "(n over k)"],
  ["a function", `<m:func><m:fName>${r("sin")}</m:fName>${e(r("x"))}</m:func>`, "sin x"],
  [
    "a limit",
    `<m:func><m:fName><m:limLow>${e(r("lim"))}<m:lim>${r("n→∞")}</m:lim></m:limLow></m:fName>${e(r("x"))}</m:func>`,
    "lim_(n→∞) x",
  ],
  ["an accent", `<m:acc><m:accPr>${value("chr", "\u0303")}</m:accPr>${e(r("x"))}</m:acc>`, "x\u0303"],
  [
    "a matrix",
    `<m:d>${e(`<m:m><m:mr>${e(r("a"))}${e(r("b"))}</m:mr><m:mr>${e(r("c"))}${e(r("d"))}</m:mr></m:m>`)}</m:d>`,
    "(a, b; c, d)",
  ],
  ["lines below each other", `<m:eqArr>${e(r("x&amp;=1"))}${e(r("y&amp;=2"))}</m:eqArr>`, "x=1; y=2"],
  ["an unknown structure, by its text", `<m:box>${e(r("x"))}</m:box>`, "x"],
])("reads %s as a line", (_what, equation, line) => {
  expect(read(`<m:oMath>${equation}</m:oMath>`)).toBe(`[object:${line}]`);
});

test("reads an equation in a sentence as part of it", () => {
  expect(read(`${textRun("where ")}<m:oMath>${r("x=1")}</m:oMath>${textRun(" holds")}`)).toBe(
    "where [object:x=1] holds",
  );
});

test("separates equations of one paragraph", () => {
  expect(read(`<m:oMathPara><m:oMath>${r("x=1")}</m:oMath><m:oMath>${r("y=2")}</m:oMath></m:oMathPara>`)).toBe(
    "[object:x=1; y=2]",
  );
});

const tracked: readonly [what: string, content: string][] = [
  ["by elements", `<w:ins w:id="1">${r("b")}</w:ins><w:del w:id="2">${r("c")}</w:del>`],
  ["by the properties of runs", `${r("b", '<w:ins w:id="1"/>')}${r("c", '<w:del w:id="2"/>')}`],
];

test.each(tracked)("accepts and rejects changes tracked inside an equation %s", (_how, content) => {
  const equation = `<m:oMath>${r("a")}${content}</m:oMath>`;
  expect(read(equation, "accept")).toBe("[object:ab]");
  expect(read(equation, "reject")).toBe("[object:ac]");
});

test("accepts and rejects a fraction whose bar and terms are marked as changed", () => {
  const changed = (over: string, under: string, change: string): string =>
    fraction(r(over, change), r(under, change), `<m:fPr><m:ctrlPr>${change}</m:ctrlPr></m:fPr>`);
  const equation = `<m:oMath>${changed("b", "n", '<w:ins w:id="1"/>')}${changed("c", "m", '<w:del w:id="2"/>')}</m:oMath>`;
  expect(read(equation, "accept")).toBe("[object:b/n]");
  expect(read(equation, "reject")).toBe("[object:c/m]");
});

test.each(tracked)("counts changes tracked inside an equation %s", (_how, content) => {
  const { notices } = readDocx(file(`<m:oMath>${content}</m:oMath>`));
  expect(notices).toContainEqual({
    code: "tracked-changes-accepted",
    params: { insertions: 1, deletions: 1, moves: 0 },
    at: "",
  });
});

test("reports changes inside an equation that make no proposal", () => {
  const { notices } = readDocx(file(`<m:oMath>${r("a")}<w:ins w:id="1">${r("b")}</w:ins></m:oMath>`), "keep");
  expect(notices.map(({ code }) => code)).toContain("equation-changes-left-out");
});

test("takes time in proportion to the length of an equation", () => {
  const element = (name: string, ...children: (XmlElement | string)[]): XmlElement => ({
    name,
    attributes: {},
    children,
  });
  const run = (text: string): XmlElement => element("m:r", element("m:t", text));
  const power = element("m:sSup", element("m:e", run("a")), element("m:sup", run("2")));
  const began = process.cpuUsage();
  const line = linearEquation(element("m:oMath", ...new Array<XmlElement>(80_000).fill(power)), {
    changes: "accept",
    tracked: () => undefined,
  });
  expect(line).toHaveLength(4 * 80_000 - 1);
  // Copies of long texts are mostly the system's time.
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1e6).toBeLessThan(3);
});

function file(content: string): Uint8Array {
  return wordFile({ body: `<w:p>${content}</w:p>` });
}

function read(content: string, changes: "accept" | "reject" = "accept"): string {
  return readDocx(file(content), changes)
    .blocks.map(({ pieces }) => showPieces(pieces))
    .join("\n");
}
