import { createHash } from "node:crypto";
import fc from "fast-check";
import {
  type ChainHead,
  type ChainLine,
  emptyHead,
  headText,
  parseChainLine,
  parseHead,
  textToLink,
  writeChainLine,
} from "../../../server/core/audit/chain-line.ts";
import { checkChain, type ChainReport } from "../../../server/core/audit/check-chain.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Makes a whole chain of some lines. */
function makeChain(length: number, seed = ""): ChainLine[] {
  let previous = emptyHead.link;
  return Array.from({ length }, (_, index) => {
    const line = {
      position: index + 1,
      at: new Date(Date.UTC(2013, 1, 6, 9, index)).toISOString(),
      kind: index % 3 === 0 ? "version-published" : "annotation-created",
      documentId: index % 5 === 0 ? null : "opinion-5",
      commitment: sha256(`${seed}${index}`),
    };
    previous = sha256(textToLink(previous, line));
    return { ...line, link: previous };
  });
}

const texts = (chain: readonly ChainLine[]): string[] => chain.map(writeChainLine);
const check = (lines: readonly string[], noted: readonly ChainHead[] = []): ChainReport =>
  checkChain(lines, noted, sha256);
const chain = makeChain(40);
const whole = texts(chain);
const last = chain.at(-1)!;

test("a chain that was not changed is whole", () => {
  expect(check(whole)).toEqual({ broken: null, first: chain[0], last, noted: [] });
  expect(check([])).toEqual({ broken: null, first: null, last: null, noted: [] });
});

test("any changed character in any line is noticed there or in the next line", () => {
  const place = fc.record({ index: fc.nat(whole.length - 1), at: fc.nat(400), to: fc.integer({ min: 32, max: 126 }) });
  fc.assert(
    fc.property(place, ({ index, at, to }) => {
      const line = whole[index]!;
      const character = at % line.length;
      const changed = `${line.slice(0, character)}${String.fromCharCode(to)}${line.slice(character + 1)}`;
      fc.pre(changed !== line);
      expect(check(whole.with(index, changed)).broken?.line).toBe(index + 1);
    }),
    { numRuns: 500 },
  );
});

test.each<[string, (lines: string[], index: number) => string[]]>([
  ["a removed line", (lines, index) => lines.toSpliced(index, 1)],
  ["a line that is there twice", (lines, index) => lines.toSpliced(index, 0, lines[index]!)],
  ["a line of another chain", (lines, index) => lines.with(index, texts(makeChain(40, "other"))[index]!)],
  ["2 swapped lines", (lines, index) => lines.with(index, lines[index + 1]!).with(index + 1, lines[index]!)],
  ["an empty line", (lines, index) => lines.toSpliced(index, 0, "")],
])("%s is noticed", (_what, change) => {
  for (let index = 1; index < whole.length - 1; index += 1)
    expect(check(change(whole, index)).broken?.line).toBeLessThanOrEqual(index + 2);
});

test("20 lines cut from the end are noticed by a head that was noted before", () => {
  const cut = check(whole.slice(0, -20), [last]);
  expect([cut.broken, cut.noted]).toEqual([null, ["beyond"]]);
});

test("a chain that was written again from a line on does not contain the head that was noted", () => {
  const other = texts(makeChain(60, "other"));
  expect(check(other, [last, chain[3]!]).noted).toEqual(["other", "other"]);
});

test("a chain contains each of its heads, and the empty one", () => {
  expect(check(whole, [...chain, emptyHead]).noted.every((found) => found === "contained")).toBe(true);
});

test("a file that begins later is checked against the head before it", () => {
  const part = whole.slice(10);
  expect(check(part).broken).toBeNull();
  expect(check(part, [chain[9]!])).toMatchObject({ broken: null, noted: ["contained"] });
  expect(check(part, [{ ...chain[9]!, link: "0".repeat(64) }]).broken).toEqual({ line: 1, code: "changed" });
  expect(check(part, [chain[2]!]).noted).toEqual(["before"]);
});

test("a head is read from one word as it is written", () => {
  const { position, link } = last;
  expect(parseHead(`  ${headText(last).toUpperCase()} `)).toEqual({ position, link });
  for (const text of ["", "40", link, `x:${link}`, `1:${link}0`]) expect(parseHead(text)).toBeNull();
});

test("a line is read only exactly as it is written", () => {
  expect(parseChainLine(whole[0]!)).toEqual(chain[0]);
  for (const text of ["", "null", "[]", "{}", `${whole[0]!} `, whole[0]!.replace(":", ": ")])
    expect(parseChainLine(text)).toBeNull();
});
