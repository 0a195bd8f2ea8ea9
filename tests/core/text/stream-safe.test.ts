import { normalPieces } from "../../../server/core/text/segments/normal-pieces.ts";
import { streamSafe } from "../../../server/core/text/stream-safe.ts";

test.each(["", "Résumé", "cafe\u0301", "\u0e01\u0e34\u0e48", `a${"\u0301".repeat(30)}b`])(
  "leaves %j as it is",
  (text) => {
    expect(streamSafe(text)).toBe(text);
  },
);

test("divides a longer run of marks once", () => {
  const marks = "\u0301\u0316".repeat(50);
  const safe = streamSafe(`a${marks}b`);
  expect(safe.replaceAll("\u034F", "")).toBe(`a${marks}b`);
  expect(Math.max(...safe.split("\u034F").map((part) => part.length))).toBeLessThanOrEqual(31);
  expect(streamSafe(safe)).toBe(safe);
});

test("brings a text of 400 000 marks into normal form in a moment", () => {
  const began = process.cpuUsage();
  const marks = "\u0301\u0316";
  normalPieces([{ kind: "text", text: `a${marks.repeat(200_000)}`, marks: [] }]);
  normalPieces([{ kind: "text", text: `a${`${marks}\u0001`.repeat(100_000)}`, marks: [] }]);
  normalPieces(Array.from({ length: 2_000 }, () => ({ kind: "text", text: marks.repeat(10), marks: [] })));
  // Without a limit on runs, it takes minutes.
  expect(process.cpuUsage(began).user / 1e6).toBeLessThan(2);
});
