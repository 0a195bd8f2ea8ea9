import fc from "fast-check";
import { compare } from "#core/compare/compare.ts";
import { threeWay } from "#core/compare/three-way.ts";
import type { ThreeWay, ThreeWayRow } from "#core/compare/three-way-rows.ts";
import type { VersionText } from "#core/text/clause.ts";
import { broadband, culture, exchange } from "./sample-clauses.ts";
import { version } from "./versions.ts";

function three(base: VersionText, revised: VersionText, other: VersionText): ThreeWay {
  return threeWay(
    base,
    { text: revised, comparison: compare(base, revised) },
    { text: other, comparison: compare(base, other) },
  );
}

const threeOf = (base: string, revised: string, other: string): ThreeWay =>
  three(version(base), version(revised), version(other));

/**
 * Lists each row as "outcome base>revised|other", followed by the pieces that are not kept, as
 * "kind:base>revised|other".
 */
function rowTexts({ rows }: ThreeWay): string[] {
  return rows.map(({ outcome, base, revised, other, segments }) => {
    const changed = segments.filter(({ kind }) => kind !== "kept");
    const pieces = changed.map((piece) => ` ${piece.kind}:${piece.base}>${piece.revised}|${piece.other}`);
    return `${outcome} ${base.join("+")}>${revised.join("+")}|${other.join("+")}${pieces.join("")}`;
  });
}

test.each<[string, string, string, string, string[]]>([
  ["no side changed it", broadband, broadband, broadband, ["unchanged v1>v1|v1"]],
  [
    "one side changed it",
    broadband,
    broadband.replace("every", "each"),
    broadband,
    ["revised v1>v1|v1 revised:every>each|every"],
  ],
  [
    "both sides made the same change",
    broadband,
    broadband.replace("every", "each"),
    broadband.replace("every", "each"),
    ["agreed v1>v1|v1 agreed:every>each|each"],
  ],
  [
    "both sides changed it at different positions",
    broadband,
    broadband.replace("every", "each"),
    broadband.replace("driver", "cause"),
    ["apart v1>v1|v1 other:driver>driver|cause revised:every>each|every"],
  ],
  [
    "both sides changed the same word differently",
    broadband,
    broadband.replace("every", "each"),
    broadband.replace("every", "any"),
    ["conflict v1>v1|v1 conflict:every>each|any"],
  ],
  [
    "one side deleted it and the other changed it",
    `${broadband}\n${exchange}`,
    broadband,
    `${broadband}\n${exchange.replace("lower", "raise")}`,
    ["unchanged v1>v1|v1", `conflict v2>|v2 conflict:${exchange}>|${exchange.replace("lower", "raise")}`],
  ],
  [
    "both sides deleted it",
    `${broadband}\n${exchange}`,
    broadband,
    broadband,
    ["unchanged v1>v1|v1", `agreed v2>| agreed:${exchange}>|`],
  ],
  [
    "each side inserted a clause at the same position",
    broadband,
    `${broadband}\n${exchange}`,
    `${broadband}\n${culture}`,
    ["unchanged v1>v1|v1", `revised >v2| revised:>${exchange}|`, `other >|v2 other:>|${culture}`],
  ],
  [
    "both sides inserted the same clause",
    broadband,
    `${exchange}\n${broadband}`,
    `${exchange}\n${broadband}`,
    [`agreed >v1|v1 agreed:>${exchange}|${exchange}`, "unchanged v1>v2|v2"],
  ],
  [
    "one side moved it",
    `${broadband}\n${exchange}\n${culture}`,
    `${exchange}\n${culture}\n${broadband}`,
    `${broadband}\n${exchange}\n${culture}`,
    ["revised v1>v3|v1", "unchanged v2>v1|v2", "unchanged v3>v2|v3"],
  ],
  [
    "both sides moved it to different positions",
    `${broadband}\n${exchange}\n${culture}`,
    `${exchange}\n${culture}\n${broadband}`,
    `${exchange}\n${broadband}\n${culture}`,
    ["conflict v1>v3|v2", "unchanged v2>v1|v1", "unchanged v3>v2|v3"],
  ],
  [
    "one side split it and the other changed a word of it",
    `${broadband}; ${exchange}`,
    `${broadband};\n${exchange}`,
    `${broadband}; ${exchange.replace("lower", "raise")}`,
    ["apart v1>v1+v2|v1 revised: >\n|  other:lower>lower|raise"],
  ],
  [
    "one side merged it and the other changed it",
    `${broadband};\n${exchange}`,
    `${broadband}; ${exchange}`,
    `${broadband};\n${exchange.replace("lower", "raise")}`,
    ["apart v1+v2>v1|v1+v2 revised:\n> |\n other:lower>lower|raise"],
  ],
])("compares a clause on three sides: %s", (_, base, revised, other, expected) => {
  expect(rowTexts(threeOf(base, revised, other))).toEqual(expected);
});

test("counts outcomes", () => {
  const { stats } = threeOf(`${broadband}\n${exchange}`, `${broadband} today\n${exchange}`, `${culture}\n${broadband}`);
  expect(stats).toEqual({ unchanged: 0, revised: 1, other: 2, agreed: 0, apart: 0, conflict: 0 });
});

const vocabulary = fc.constantFrom(
  ..."the of shall should Member States invites policy [ ] , . ; 5 broadband الدول 会员国".split(" "),
);
const clause = fc.array(vocabulary, { maxLength: 14 }).map((words) => words.join(" "));
const clauses = fc.array(clause, { minLength: 1, maxLength: 7 });
/** Edits of one side: clauses deleted, moved, split and merged, and words inserted or replaced. */
const edits = fc.array(fc.tuple(fc.nat(5), fc.nat(20), fc.nat(14), vocabulary), { maxLength: 6 });

function edited(base: readonly string[], steps: readonly [number, number, number, string][]): VersionText {
  const revised = [...base];
  for (const [kind, at, other, word] of steps) {
    const index = at % Math.max(1, revised.length);
    const words = (revised[index] ?? "").split(" ");
    if (kind === 0) revised.splice(index, 1);
    else if (kind === 1) revised.splice(other % (revised.length + 1), 0, ...revised.splice(index, 1));
    else if (kind === 2) revised.splice(index, 1, words.slice(0, other).join(" "), words.slice(other).join(" "));
    else if (kind === 3) revised.splice(index, 2, revised.slice(index, index + 2).join(" "));
    else revised[index] = [...words.slice(0, other), word, ...words.slice(other + (kind - 4))].join(" ");
  }
  return version(revised.join("\n"));
}

const triples = fc
  .tuple(clauses, edits, edits)
  .map(([base, one, other]) => [version(base.join("\n")), edited(base, one), edited(base, other)] as const);

const sides = ["base", "revised", "other"] as const;

test("spells the clauses of a row with its segments, on every side", () => {
  fc.assert(
    fc.property(triples, (texts) => {
      for (const row of three(...texts).rows) {
        sides.forEach((side, index) => {
          const { text, clauses: all } = texts[index]!;
          const sideClauses = row[side].map((id) => all.find((one) => one.id === id)!);
          expect(row.segments.map((segment) => segment[side]).join("")).toBe(
            sideClauses.map(({ start, end }) => text.slice(start, end)).join("\n"),
          );
        });
      }
    }),
  );
});

test("puts every clause of each text in one row, with base clauses in order", () => {
  fc.assert(
    fc.property(triples, (texts) => {
      const { rows } = three(...texts);
      sides.forEach((side, index) => {
        const ids = texts[index]!.clauses.map(({ id }) => id);
        const found = rows.flatMap((row) => row[side]);
        expect(side === "base" ? found : found.toSorted()).toEqual(side === "base" ? ids : ids.toSorted());
      });
    }),
  );
});

test("names segments after the sides that changed", () => {
  fc.assert(
    fc.property(triples, (texts) => {
      for (const { kind, base, revised, other } of three(...texts).rows.flatMap(({ segments }) => segments)) {
        const changed = { revised: revised !== base, other: other !== base };
        if (kind === "kept") expect(changed).toEqual({ revised: false, other: false });
        if (kind === "revised") expect(changed).toEqual({ revised: true, other: false });
        if (kind === "other") expect(changed).toEqual({ revised: false, other: true });
        if (kind === "agreed") expect([changed.revised, revised]).toEqual([true, other]);
        if (kind === "conflict") expect(revised).not.toBe(other);
      }
    }),
  );
});

test("treats every change as agreed when both sides are the same", () => {
  fc.assert(
    fc.property(triples, ([base, revised]) => {
      const { stats, rows } = three(base, revised, revised);
      expect(stats.unchanged + stats.agreed).toBe(rows.length);
    }),
  );
});

test("attributes every change to the other side when one side is the base", () => {
  fc.assert(
    fc.property(triples, ([base, revised]) => {
      const { stats, rows } = three(base, base, revised);
      expect(stats.unchanged + stats.other).toBe(rows.length);
    }),
  );
});

test("mirrors the result when the two sides are swapped", () => {
  const swap = { revised: "other", other: "revised" } as Record<string, string>;
  const mirrored = ({ base, revised, other, did, outcome, segments }: ThreeWayRow): unknown => ({
    base,
    revised: other,
    other: revised,
    did: { revised: did.other, other: did.revised },
    outcome: swap[outcome] ?? outcome,
    segments: segments.map((piece) => ({
      kind: swap[piece.kind] ?? piece.kind,
      base: piece.base,
      revised: piece.other,
      other: piece.revised,
    })),
  });
  const inOrder = (rows: readonly unknown[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
  fc.assert(
    fc.property(triples, ([base, revised, other]) => {
      const there = three(base, revised, other).rows;
      expect(inOrder(three(base, other, revised).rows.map(mirrored))).toEqual(inOrder(there));
    }),
  );
});
