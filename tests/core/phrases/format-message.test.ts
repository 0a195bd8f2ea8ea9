import { formatMessage, formatValues } from "#core/phrases/format-message.ts";

const replies = "{count, plural, =0 {no reply} one {# reply of {name}} other {# replies, the last of {name}}}";

test.each([
  [0, "no reply"],
  [1, "1 reply of ISOC"],
  [1200, "1,200 replies, the last of ISOC"],
])("chooses the plural form for %d and writes the number as the language does", (count, text) => {
  expect(formatMessage(replies, { count, name: "ISOC" }, "en")).toBe(text);
});

test("writes a number outside a plural as the language does", () => {
  expect(formatMessage("{words} words", { words: 43210 }, "de")).toBe("43.210 words");
});

test("isolates a right-to-left value in a left-to-right message", () => {
  expect(formatMessage("by {name} (2013)", { name: "تافي" }, "en")).toBe("by \u2067تافي\u2069 (2013)");
});

test("keeps the name of a parameter that has no value", () => {
  expect(formatValues("From {from} to {to}", { from: "2" }, "en").join("")).toBe("From 2 to {to}");
});

test("leaves quoted braces and apostrophes of a message as text", () => {
  expect(formatMessage("the base's '{' id '}'", {}, "en")).toBe("the base's { id }");
});

test("returns a value that is not text as a separate part", () => {
  const anchor = { href: "/sign-in" };
  expect(formatValues("Sign in at {link} first", { link: anchor }, "en")).toEqual(["Sign in at ", anchor, " first"]);
});

test("wraps the parts of a tag", () => {
  const wrap = (parts: readonly string[]): object => ({ wrapped: parts.join("") });
  expect(formatValues("<link>Sign in</link> to comment", { link: wrap }, "en")).toEqual([
    { wrapped: "Sign in" },
    " to comment",
  ]);
});

test("rejects a missing parameter at type level", () => {
  // @ts-expect-error: `name` is missing.
  expect(formatMessage(replies, { count: 0 }, "en")).toBe("no reply");
});
