import { compare } from "#core/compare/compare.ts";
import type { ThreeWaySegment } from "#core/compare/three-way-rows.ts";
import { threeWay } from "#core/compare/three-way.ts";
import { version } from "./versions.ts";

function allPieces(base: string, revised: string, other: string): ThreeWaySegment[] {
  const [from, one, two] = [version(base), version(revised), version(other)];
  const { rows } = threeWay(
    from,
    { text: one, comparison: compare(from, one) },
    { text: two, comparison: compare(from, two) },
  );
  return rows.flatMap(({ segments }) => segments);
}

/** Lists the pieces of one clause that are not kept, as "kind: base > revised | other". */
function pieces(base: string, revised: string, other: string): string[] {
  const changed = allPieces(base, revised, other).filter(({ kind }) => kind !== "kept");
  return changed.map((piece) => `${piece.kind}: ${piece.base} > ${piece.revised} | ${piece.other}`);
}

const clause = "Members shall report on progress to the Council every year";
const edited = (was: string, is: string): string => clause.replace(was, is);

test.each([
  [
    "two insertions at one position conflict",
    edited("to the", "in full to the"),
    edited("to the", "at length to the"),
    ["conflict:  > in full  | at length "],
  ],
  [
    "the same insertion on both sides is agreed",
    edited("to the", "in full to the"),
    edited("to the", "in full to the"),
    ["agreed:  > in full  | in full "],
  ],
  ["two insertions at the start conflict", `All ${clause}`, `Most ${clause}`, ["conflict:  > All  | Most "]],
  [
    "two insertions at the end conflict",
    `${clause} in May`,
    `${clause} at least`,
    ["conflict:  >  in May |  at least"],
  ],
  [
    "insertions at the start and at the end are apart",
    `All ${clause}`,
    `${clause} at last`,
    ["revised:  > All  | ", "other:  >  |  at last"],
  ],
  [
    "an insertion within deleted text conflicts",
    edited("on progress ", ""),
    edited("on progress", "on all progress"),
    ["conflict: on progress  >  | on all progress "],
  ],
  [
    "an insertion before deleted text is apart",
    edited("report on ", "report fully on "),
    edited("on progress ", ""),
    ["revised:  > fully  | ", "other: on progress  > on progress  | "],
  ],
  [
    "an insertion after deleted text is apart",
    edited("report on ", "report fully on "),
    edited("shall report ", ""),
    ["other: shall report  > shall report  | ", "revised:  > fully  | "],
  ],
  [
    "a deletion at the end and an insertion after it are apart",
    edited(" every year", ""),
    `${clause} in May`,
    ["revised:  every year >  |  every year", "other:  >  |  in May"],
  ],
  [
    "deletions that touch are apart",
    edited("shall report ", ""),
    edited("on progress ", ""),
    ["revised: shall report  >  | shall report ", "other: on progress  > on progress  | "],
  ],
  [
    "replacements of neighbouring words are apart",
    edited("shall report", "should write"),
    edited("on progress", "of plans"),
    ["revised: shall report > should write | shall report", "other: on progress > on progress | of plans"],
  ],
  [
    "overlapping replacements conflict in all their text",
    edited("on progress to the", "of plans for a"),
    edited("to the Council", "to an Assembly"),
    ["conflict: on progress to the Council > of plans for a Council | on progress to an Assembly"],
  ],
  [
    "a replacement that overlaps two of the other side conflicts with both",
    edited("shall report on progress", "should write of plans"),
    edited("shall", "may").replace("progress", "gains"),
    ["conflict: shall report on progress > should write of plans | may report on gains"],
  ],
  [
    "a chain of overlapping replacements conflicts as a whole",
    edited("shall report on", "should write of"),
    edited("report", "inform").replace("progress", "gains"),
    ["conflict: shall report on progress > should write of progress | shall inform on gains"],
  ],
])("%s", (_fact, revised, other, expected) => {
  expect(pieces(clause, revised, other)).toEqual(expected);
  const swapped = expected.map((piece) =>
    piece.replace(/^(\w+): (.*) > (.*) \| (.*)$/su, (_all, kind: string, base: string, one: string, two: string) => {
      const named = kind === "revised" ? "other" : kind === "other" ? "revised" : kind;
      return `${named}: ${base} > ${two} | ${one}`;
    }),
  );
  expect(pieces(clause, other, revised)).toEqual(swapped);
});

test("keeps the text between the changes, and has no empty pieces", () => {
  const kept = (text: string): unknown => ({ kind: "kept", base: text, revised: text, other: text });
  expect(allPieces(clause, `All ${edited("Council", "Board")}`, edited(" every year", ""))).toEqual([
    { kind: "revised", base: "", revised: "All ", other: "" },
    kept("Members shall report on progress to the "),
    { kind: "revised", base: "Council", revised: "Board", other: "Council" },
    { kind: "other", base: " every year", revised: " every year", other: "" },
  ]);
  expect(allPieces(clause, clause, clause)).toEqual([kept(clause)]);
});
