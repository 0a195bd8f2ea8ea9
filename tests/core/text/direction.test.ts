import fc from "fast-check";
import { isolate, isolatedParts, readsRightToLeft, withoutIsolate } from "#core/text/direction.ts";

test("splits a sentence at isolated text", () => {
  expect(isolatedParts(`In ${isolate("أ)")}, delete “${isolate("بعيد")}”.`)).toEqual([
    { text: "In ", isolated: false },
    { text: "أ)", isolated: true },
    { text: ", delete “", isolated: false },
    { text: "بعيد", isolated: true },
    { text: "”.", isolated: false },
  ]);
});

test.each(["\u2067never ended", "\u2067one \u2067around another\u2069", "\u2066of the other direction\u2069"])(
  "splits %j without losing text",
  (text) => {
    const parts = isolatedParts(text).map((part) => (part.isolated ? isolate(part.text) : part.text));
    expect(parts.join("")).toBe(text);
  },
);

test("removes an isolate around the whole text and leaves other text unchanged", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(withoutIsolate(isolate(text))).toBe(text);
      expect(withoutIsolate(`a${isolate(text)}`)).toBe(`a${isolate(text)}`);
    }),
  );
});

test.each([
  ["وإذ يدرك a)", true],
  ["a) وإذ يدرك", false],
  ["2013", false],
  [`${isolate("وإذ يدرك")} as proposed`, false],
  [`“${isolate("وإذ يدرك")}”`, false],
])("reads %s from right to left: %s", (text, expected) => {
  expect(readsRightToLeft(text)).toBe(expected);
});
