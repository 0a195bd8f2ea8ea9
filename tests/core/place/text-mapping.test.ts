import { carryIndex, carryRange } from "#core/place/text-mapping.ts";
import { compare } from "#core/compare/compare.ts";
import { version } from "../compare/versions.ts";

const before = "Considering that the forum met in Geneva and agreed on many things of importance to everyone.";
const after = "Noting that all its documents are published in six languages without any delay or cost.";

function carried(quote: string, base: string, revised: string): string | null {
  const [from, to] = [version(base), version(revised)];
  const start = base.indexOf(quote);
  const { range } = carryRange(carryIndex(from, to, compare(from, to)), [start, start + quote.length]);
  return range && to.text.slice(...range);
}

const clause = "Member States are invited to promote broadband networks in rural areas.";
const base = [before, clause, after].join("\n");

test.each([
  ["unchanged", clause, "promote broadband networks"],
  ["shifted", `Further, ${clause}`, "promote broadband networks"],
  [
    "with an inserted word",
    clause.replace("broadband", "affordable broadband"),
    "promote affordable broadband networks",
  ],
  ["with a replaced word", clause.replace("broadband", "mobile"), "promote mobile networks"],
  ["with its words deleted", "Member States are invited to report.", null],
  ["with its clause deleted", "", null],
])("carries or loses a range: %s", (_case, revisedClause, expected) => {
  expect(carried("promote broadband networks", base, [before, revisedClause, after].join("\n"))).toBe(expected);
});

test("carries text with its moved clause", () => {
  expect(carried("broadband networks", base, [clause, before, after].join("\n"))).toBe("broadband networks");
});

test("carries a repeated phrase within its moved sentence", () => {
  const session = "protected with the keys of a session";
  const sentence = `that are ${session} shall be acknowledged in messages that are also ${session}.`;
  const dropped =
    "A message under no protection at all which claims to answer one that had it is not valid, and whoever " +
    "receives it throws it away.";
  const next =
    "Whatever the server cannot read yet is kept until its keys are known, which may take as long as the first " +
    "exchange takes, and is then answered in the order in which it came, with a note of how long it was kept.";
  const filling = Array.from({ length: 12 }, (_, i) => `Item ${String(i)} of the annex names body ${String(i * 7)}.`);
  const base = [`Messages ${sentence} ${dropped} ${next}`, ...filling, before].join("\n");
  const revised = [...filling, before, `For instance, messages ${sentence} ${next}`].join("\n");
  expect(carried(`also ${session}`, base, revised)).toBe(`also ${session}`);
});

test("does not carry deleted text to similar text elsewhere", () => {
  const revised = [before, "It closed.", after, "Others promote broadband networks too."].join("\n");
  expect(carried("promote broadband networks", base, revised)).toBeNull();
});

test("scores a carried range higher the more of its text survives", () => {
  const scores = [
    clause,
    clause.replace("broadband", "mobile"),
    clause.replace("broadband networks", "mobile phones"),
  ].map((revisedClause) => {
    const [from, to] = [version(base), version([before, revisedClause, after].join("\n"))];
    const start = base.indexOf("promote");
    return carryRange(carryIndex(from, to, compare(from, to)), [start, start + 36]).score;
  });
  expect(scores).toEqual([...scores].sort((x, y) => y - x));
  expect(new Set(scores).size).toBe(3);
});

test("carries 10,000 ranges quickly", () => {
  const text = version(Array.from({ length: 5000 }, (_, i) => `clause ${String(i)} ${clause}`).join("\n"));
  const index = carryIndex(text, text, compare(text, text));
  for (let k = 0; k < 10_000; k += 1) {
    const place = text.clauses[k % 5000]!;
    expect(carryRange(index, [place.start, place.end - 1]).range).toEqual([place.start, place.end - 1]);
  }
});
