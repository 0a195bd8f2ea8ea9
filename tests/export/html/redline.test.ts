import fc from "fast-check";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { redlineHtml } from "../whole-files.ts";
import { draftPairs, sourceOf } from "../redline-drafts.ts";
import { draft } from "../sample.ts";

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

function elementsOf(node: Node): Element[] {
  const children = "childNodes" in node ? node.childNodes : [];
  return children.flatMap((child) => ("tagName" in child ? [child, ...elementsOf(child)] : []));
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/**
 * Returns the text that a page keeps if everything is accepted or rejected, without labels, note numbers and arrows.
 */
function remainingText(node: Node, leftOut: "ins" | "del"): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  if ("tagName" in node) {
    const named = attribute(node, "class");
    if (node.tagName === leftOut || node.tagName === "sup") return "";
    if (named === "clause-label" || named === "move-link" || named === "remarks") return "";
    if (named?.startsWith("clause ") === true) return `${contentOf(node, leftOut)}\n`;
  }
  return contentOf(node, leftOut);
}

function contentOf(node: Node, leftOut: "ins" | "del"): string {
  return "childNodes" in node ? node.childNodes.map((child) => remainingText(child, leftOut)).join("") : "";
}

const collapsed = (text: string): string => text.replace(/\s+/gu, " ").trim();

test("spells the base without its insertions, and the revised text without its deletions", () => {
  fc.assert(
    fc.property(draftPairs, ({ base, revised }) => {
      const main = elementsOf(parse(redlineHtml(sourceOf(base, revised)))).find(({ tagName }) => tagName === "main");
      const spelled = (leftOut: "ins" | "del"): string =>
        main ? remainingText(main, leftOut).replace(/\s/gu, "") : "";
      expect(spelled("del")).toBe(revised.textContent.replace(/\s/gu, ""));
      expect(spelled("ins")).toBe(base.textContent.replace(/\s/gu, ""));
    }),
  );
});

test("has no dead links between moved texts and no duplicate ids", () => {
  fc.assert(
    fc.property(draftPairs, ({ base, revised }) => {
      const elements = elementsOf(parse(redlineHtml(sourceOf(base, revised))));
      const ids = elements.flatMap((element) => attribute(element, "id") ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      const moves = elements.filter((element) => attribute(element, "class") === "move-link");
      for (const move of moves) expect(ids).toContain(attribute(move, "href")?.slice(1));
    }),
  );
});

test("states where a clause moved from and to, and shows old and new labels", () => {
  const clauses = [
    "that the participation of all who are concerned should be broad;",
    "that the building of capacity remains a task for every region;",
    "that the register of focal points should be kept open to all;",
  ];
  const of = (...order: number[]) =>
    draft([
      { id: "v", kind: "verb", content: "noting" },
      ...order.map((at, index) => ({
        id: `c${String(at)}`,
        kind: "recital",
        label: `${"abc"[index] ?? ""})`,
        content: clauses[at] ?? "",
      })),
    ]);
  const elements = elementsOf(parse(redlineHtml(sourceOf(of(0, 1, 2), of(2, 0, 1)))));
  const texts = (name: string): string[] =>
    elements
      .filter((element) => attribute(element, "class") === name)
      .map((element) => collapsed(contentOf(element, "ins")));
  expect(texts("remarks")).toEqual(["moved from noting c)", "moved to noting a)"]);
  const labels = elements.filter((element) => attribute(element, "class") === "clause-label");
  expect(labels.map((label) => elementsOf(label).map(({ tagName }) => tagName))).toEqual([
    ["ins"],
    ["del", "ins"],
    ["del", "ins"],
    ["del"],
  ]);
});

test("contains no script and makes no requests", () => {
  const elements = elementsOf(
    parse(redlineHtml(sourceOf(draft([]), draft([{ id: "c", kind: "recital", content: "<script>" }])))),
  );
  expect(elements.filter(({ tagName }) => ["script", "link", "img", "iframe"].includes(tagName))).toEqual([]);
});
