import fc from "fast-check";
import { parse } from "parse5";
import { html } from "../whole-files.ts";
import { attribute, elementsOf, textOf, type PageElement } from "./page-elements.ts";
import { compilation, draft, annotationsOfEveryKind, here, opinion, version, words } from "../sample.ts";

function page(...parameters: Parameters<typeof compilation>): PageElement[] {
  return elementsOf(parse(html(compilation(...parameters))));
}

test("contains no script or request, and a policy that allows none", () => {
  const elements = page(annotationsOfEveryKind());
  expect(elements.filter(({ tagName }) => ["script", "link", "img", "iframe", "object"].includes(tagName))).toEqual([]);
  expect(elements.flatMap(({ attrs }) => attrs).filter(({ name }) => name === "src" || name.startsWith("on"))).toEqual(
    [],
  );
  const style = elements.find(({ tagName }) => tagName === "style");
  expect(style && textOf(style)).not.toMatch(/url\(|@import/u);
  const policy = elements.find((element) => attribute(element, "http-equiv") === "Content-Security-Policy");
  expect(policy && attribute(policy, "content")).toContain("default-src 'none'");
});

test("has no dead internal links and no duplicate ids", () => {
  const elements = page(annotationsOfEveryKind());
  const ids = elements.flatMap((element) => attribute(element, "id") ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  const inner = elements.flatMap((element) => attribute(element, "href") ?? []).filter((href) => href.startsWith("#"));
  for (const href of inner) expect(ids).toContain(href.slice(1));
});

test("highlights a comment's text, and links it to the comment and back", () => {
  const elements = page([here({ targets: [words(opinion, "r-a", "the first report set")] })]);
  const washed = elements.filter(({ tagName }) => tagName === "mark").map((mark) => textOf(mark));
  expect(washed.join("")).toBe("the first report set");
  const number = elements.find((element) => attribute(element, "class") === "to-comment");
  expect(number && [textOf(number), attribute(number, "href"), attribute(number, "aria-label")]).toEqual([
    "1",
    "#comment-1",
    "Go to Comment 1",
  ]);
  const back = elements.find((element) => attribute(element, "class") === "to-text");
  expect(back && attribute(back, "href")).toBe("#words-1");
});

test("overlaps the highlights of several threads, each with its number at its end", () => {
  const elements = page([
    here({ targets: [words(opinion, "r-b", "“participation” means")] }),
    here({ targets: [words(opinion, "r-b", "means more")] }),
  ]);
  const clause = elements.find((element) => attribute(element, "id") === "r-b");
  expect(clause && textOf(clause)).toBe("b) that “participation” means1 more2 than being present,");
});

test("marks a comment on a whole clause with a bar and no highlight", () => {
  const elements = page([here({ targets: [{ kind: "clause", clause: "r-b" }] })]);
  const clause = elements.find((element) => attribute(element, "id") === "r-b");
  expect(clause && attribute(clause, "class")).toBe("clause clause-recital whole");
  expect(elements.filter(({ tagName }) => tagName === "mark")).toEqual([]);
});

test("writes the label and text of each clause under its own id", () => {
  const compiled = compilation([]);
  const elements = elementsOf(parse(html(compiled)));
  for (const { id, label, text } of compiled.clauses) {
    const clause = elements.find((element) => attribute(element, "id") === id);
    const printed = clause
      ? elementsOf(clause)
          .filter(({ tagName }) => tagName === "sup")
          .map((mark) => textOf(mark))
          .join("")
      : "";
    expect(
      clause &&
        textOf(clause)
          .replace(id === "r-a" ? printed : "", "")
          .replace("figuresevery", "figures every"),
    ).toBe(`${label === null ? "" : `${label} `}${text}`);
  }
});

test("sets an Arabic page from right to left", () => {
  const arabic = draft([{ id: "r", kind: "recital", label: "أ)", content: "أن" }], "ar", "rtl");
  const [root] = page([], { draft: arabic, version: version({ language: "ar" }) });
  expect(root && [attribute(root, "lang"), attribute(root, "dir")]).toEqual(["ar", "rtl"]);
});

test("names nobody when sources are hidden", () => {
  const file = html(compilation(annotationsOfEveryKind(), { sources: "hidden" }));
  for (const name of ["Ana", "Boris", "Chen", "Dina", "ISOC", "APC", "Ruritania"]) expect(file).not.toContain(name);
});

test("never turns a person's text into markup", () => {
  const tags = (file: string): string[] => elementsOf(parse(file)).map(({ tagName }) => tagName);
  const fileOf = (text: string): string =>
    html(
      compilation([here({ targets: [{ kind: "clause", clause: "p" }], text, standingReason: text })], {
        draft: draft([{ id: "p", kind: "paragraph", label: text, content: text }]),
        version: version({ label: text }),
      }),
    );
  const plain = tags(fileOf("plain"));
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...Array.from("<>&\"'/ab=!-")), minLength: 1, maxLength: 12 }),
      (text) => {
        fc.pre(text.trim() !== "");
        expect(tags(fileOf(text))).toEqual(plain);
      },
    ),
  );
});
