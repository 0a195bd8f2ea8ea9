import fc from "fast-check";
import type { Element } from "@xmldom/xmldom";
import { akn } from "../whole-files.ts";
import { aknFaults, elementsIn, parseAkn } from "./akn-rules.ts";
import { compilation, draft, annotationsOfEveryKind, here, opinion, version, words } from "../sample.ts";

const began = "2012-06-01";

function fileOf(...parameters: Parameters<typeof compilation>): string {
  return akn(compilation(...parameters), began);
}

function byId(file: string, id: string): Element {
  const found = elementsIn(parseAkn(file)).find((element) => element.getAttribute("eId") === id);
  if (!found) throw new Error(`Nothing is ${id}`);
  return found;
}

/** Returns an element's text without its number and the clauses and notes inside it. */
function ownText(element: Element): string {
  return Array.from(element.childNodes)
    .map((node) => {
      if (node.nodeType === node.TEXT_NODE) return (node.nodeValue ?? "").trim() === "" ? "" : (node.nodeValue ?? "");
      const child = node as Element;
      if (child.tagName === "br") return " ";
      return child.tagName === "num" || child.hasAttribute("eId") ? "" : ownText(child);
    })
    .join("");
}

test("writes valid Akoma Ntoso 3.0 without dead references", () => {
  expect(aknFaults(parseAkn(fileOf(annotationsOfEveryKind())))).toEqual([]);
  expect(aknFaults(parseAkn(fileOf([])))).toEqual([]);
});

test("the validator detects faults", () => {
  const broken = fileOf(annotationsOfEveryKind())
    .replace("<mainBody>", "<mainBody><recital/>")
    .replace('eId="r-b"', 'eId="r-a"')
    .replace('<formula eId="opening" name="enactingFormula">', "<formula>")
    .replace('placement="bottom"', 'placement="foot"')
    .replace('<FRBRprescriptive value="false"/>', '<FRBRprescriptive value="no" number="1"/>');
  expect(aknFaults(parseAkn(broken)).sort()).toEqual([
    "#r-b leads nowhere",
    "#r-b leads nowhere",
    "FRBRprescriptive has value “no”",
    "FRBRprescriptive may not have number",
    "authorialNote has placement “foot”",
    "formula has no name",
    expect.stringMatching(/^mainBody may not hold: recital /u),
    "recital may not hold: ",
    "two elements are r-a",
  ]);
});

test("writes every clause under its own id with its own text", () => {
  const compiled = compilation(annotationsOfEveryKind());
  const file = akn(compiled, began);
  for (const { id, text } of compiled.clauses) expect([id, ownText(byId(file, id))]).toEqual([id, text]);
});

test("keeps the work's name in all drafts, and names expressions by language, date and round", () => {
  const urisOf = (file: string): string[] =>
    elementsIn(parseAkn(file), "FRBRuri").map((element) => element.getAttribute("value") ?? "");
  const work = "/akn/zz/statement/deliberation/forum/2012/opinion-5";
  const first = `${work}/eng@2013-02-06/3`;
  expect(urisOf(fileOf([]))).toEqual([work, first, `${first}.akn`]);
  const final = version({ round: "final", date: "2013-05-16", language: "ar" });
  const last = `${work}/ara@2013-05-16/final`;
  expect(urisOf(fileOf([], { version: final }))).toEqual([work, last, `${last}.akn`]);
});

test("uses the forum's jurisdiction in names", () => {
  const compiled = compilation([]);
  const file = akn({ ...compiled, forum: { ...compiled.forum, jurisdiction: "un" } }, began);
  const valueOf = (name: string): string | null | undefined =>
    elementsIn(parseAkn(file), name)[0]?.getAttribute("value");
  expect(valueOf("FRBRuri")).toBe("/akn/un/statement/deliberation/forum/2012/opinion-5");
  expect(valueOf("FRBRcountry")).toBe("un");
});

test("writes a comment as a note after its text, and the full text in the analysis", () => {
  const file = fileOf([here({ targets: [words(opinion, "r-a", "the first report set")], text: "Which one?" })]);
  const reference = elementsIn(byId(file, "r-a"), "noteRef")[0];
  expect(reference?.getAttribute("href")).toBe("#note__1");
  expect(reference?.previousSibling?.textContent).toBe(" set");
  expect(byId(file, "note__1").textContent).toContain("Which one?");
  const [quoted] = elementsIn(parseAkn(file), "r:words");
  expect([quoted?.getAttribute("clause"), quoted?.textContent]).toEqual(["#r-a", "the first report set"]);
});

test("writes a proposal's edits in its note and leaves the text unchanged", () => {
  const file = fileOf(annotationsOfEveryKind());
  const document = parseAkn(file);
  const note = elementsIn(document, "note").find((one) => one.getAttribute("class") === "proposal");
  expect(note && elementsIn(note, "del").map((one) => one.textContent)).toEqual(["more than"]);
  expect(note && elementsIn(note, "ins").map((one) => one.textContent)[0]).toBe("much beyond");
  expect(elementsIn(document, "textualMod")).toEqual([]);
});

test("writes a footnote at its first reference, and an unreferenced one as a clause", () => {
  const note = elementsIn(parseAkn(fileOf([])), "authorialNote")[0];
  expect([note?.getAttribute("eId"), (note?.parentNode?.parentNode as Element).getAttribute("eId")]).toEqual([
    "n1",
    "r-a",
  ]);
  const alone = draft([{ id: "n", kind: "footnote", label: "*", content: "Alone." }]);
  expect(byId(fileOf([], { draft: alone }), "n").tagName).toBe("paragraph");
});

test("states the content and visibility of sources on the title page, and the hashes in the metadata", () => {
  const file = fileOf(annotationsOfEveryKind(), { sources: "hidden" });
  const cover = elementsIn(parseAkn(file), "coverPage")[0]?.textContent ?? "";
  for (const fact of ["11 comments, 1 proposal", "hidden for every comment", "20 Feb 2013"]) {
    expect(cover).toContain(fact);
  }
  for (const hash of ["a".repeat(64), "b".repeat(64)]) {
    expect(cover).not.toContain(hash);
    expect(file).toContain(`value="sha256:${hash}"`);
  }
});

test("leads the title page with the symbol", () => {
  const file = fileOf([], { version: version({ symbol: "WTPF-13/5-E" }) });
  const cover = elementsIn(parseAkn(file), "coverPage")[0];
  expect(cover?.textContent?.trim()).toMatch(/^WTPF-13\/5-E/u);
  expect(elementsIn(cover!, "docNumber")).toHaveLength(1);
});

test("names nobody when sources are hidden", () => {
  const file = fileOf(annotationsOfEveryKind(), { sources: "hidden" });
  for (const name of ["Ana Ruiz", "Boris", "Chen", "Dina", "ISOC", "isoc", "Ruritania"])
    expect(file).not.toContain(name);
});

const kinds = ["title", "opening", "verb", "recital", "operative", "heading", "paragraph", "item", "footnote"];

test("writes a valid document with every clause in order, for any order of clauses", () => {
  const clause = fc.record({ kind: fc.constantFrom(...kinds), depth: fc.nat(3), cell: fc.boolean() });
  fc.assert(
    fc.property(fc.array(clause, { maxLength: 14 }), (clauses) => {
      const compiled = compilation([], {
        draft: draft(
          clauses.map(({ kind, depth, cell }, index) => {
            const common = { id: `c${String(index)}`, content: `words ${String(index)}` };
            return cell
              ? { ...common, kind: "cell", table: { id: `t${String(index)}`, row: 1, column: 1, header: false } }
              : { ...common, kind, depth };
          }),
        ),
      });
      const file = akn(compiled, began);
      expect(aknFaults(parseAkn(file))).toEqual([]);
      const ids = elementsIn(parseAkn(file)).flatMap((element) => element.getAttribute("eId") ?? []);
      expect(ids.filter((id) => /^c\d+$/u.test(id))).toEqual(compiled.clauses.map(({ id }) => id));
      for (const { id, text } of compiled.clauses) expect(ownText(byId(file, id))).toBe(text);
    }),
    { numRuns: 60 },
  );
});
