import { elementsOf, parseSource, plainAttribute } from "../../../server/export/package/xml-source.ts";

const parsed = (xml: string) => parseSource(new TextEncoder().encode(xml), "part.xml");

test("equal tags share their attributes", () => {
  const [first, second] = elementsOf(parsed('<a><b c="1" d="2"/><b c="1" d="2"/></a>').root);
  expect(first?.attributes).toBe(second?.attributes);
  expect(plainAttribute(second, "d")).toBe("2");
});

test("equal tags with another namespace for their prefix have attributes of their own", () => {
  const { root } = parsed('<a><b xmlns:x="one"><x:c x:d="1"/></b><b xmlns:x="two"><x:c x:d="1"/></b></a>');
  const uris = elementsOf(root).flatMap((element) =>
    elementsOf(element).flatMap(({ attributes }) => attributes.map(({ uri }) => uri)),
  );
  expect(uris).toEqual(["one", "two"]);
});

test("an element without children has an empty list of them", () => {
  const { root } = parsed("<a><b/>text</a>");
  expect(root.children.map((node) => (typeof node === "string" ? node : node.children))).toEqual([[], "text"]);
});
