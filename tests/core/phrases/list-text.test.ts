import { alternatives, commaText, listText } from "#core/phrases/list-text.ts";

test("lists in English have no comma before the last value", () => {
  expect(listText(["a", "b", "c"], "en")).toBe("a, b and c");
  expect(alternatives(["a", "b", "c"], "en")).toBe("a, b or c");
});

test("a list beside texts that are not translated has the commas of English", () => {
  expect(commaText(["a", false, "", "b", "c"], "zh")).toBe("a, b, c");
});
