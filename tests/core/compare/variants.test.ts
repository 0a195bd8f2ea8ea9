import { compare } from "#core/compare/compare.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { changesText } from "#core/phrases/comparison-summary.ts";
import { version } from "./versions.ts";

const base = "The forum met in 10 regions and “cooperated” with all.";

test.each([
  ["a no-break space", base.replace("10 ", "10\u00A0")],
  ["a narrow no-break space before a mark", base.replace("all.", "all\u202F.")],
  ["a soft hyphen in a word", base.replace("regions", "re\u00ADgions")],
  ["a soft hyphen at the end of a word", base.replace("regions", "regions\u00AD")],
  ["a zero-width space in a word", base.replace("regions", "re\u200Bgions")],
  ["straight quotes", base.replace(/[“”]/gu, '"')],
])("counts %s as a variant and not as changed words", (_what, revised) => {
  const { changes, stats } = compare(version(base), version(revised));
  expect(new Set(changes.map((change) => change.class))).toEqual(new Set(["variant"]));
  expect(stats.words).toEqual({ base: 10, revised: 10, kept: 10, inserted: 0, deleted: 0, moved: 0 });
  expect(changesText(stats, "en")).toBe("1 clause edited; no words changed.");
});

test("marks a word with a soft hyphen as a variant in the redline", () => {
  const [one, other] = [version(base), version(base.replace("regions", "re\u00ADgions"))];
  const segments = redlineOf(one, other, compare(one, other)).flatMap((row) => row.segments);
  expect(segments.filter(({ kind }) => kind !== "kept").map(({ kind, class: of }) => [kind, of])).toEqual([
    ["deleted", "variant"],
    ["inserted", "variant"],
  ]);
});

test("counts the changed words beside a variant", () => {
  const { stats } = compare(
    version(base),
    version(base.replace("regions", "re\u00ADgions").replace("met", "gathered")),
  );
  expect(stats.words).toMatchObject({ kept: 9, inserted: 1, deleted: 1 });
});
