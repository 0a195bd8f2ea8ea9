import fc from "fast-check";
import { compare } from "#core/compare/compare.ts";
import { anchor, describe as describeRange } from "#core/place/anchor.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";
import { clauses } from "./carried.ts";

const { local, open, record, invites, support, report } = clauses;

/**
 * Versions made of a few sentences, whole or without their first two words, so that they share, move, repeat and lose
 * clauses.
 */
const sentences = [local, open, record, invites, support, report].map(([, , text]) => text);
const versions = fc
  .array(fc.constantFrom(...sentences, ...sentences.map((text) => text.split(" ").slice(2).join(" "))), {
    minLength: 1,
    maxLength: 8,
  })
  .map((texts) => versionTextOf(draftOf(texts.map((text, index) => ["paragraph", String(index + 1), text]))));

test("places only on existing text, and exact or shifted text equals the quote", () => {
  fc.assert(
    fc.property(versions, versions, fc.nat(), fc.nat(80), (from, revised, at, length) => {
      const start = at % (from.text.length + 1);
      const target = describeRange(from, start, Math.min(from.text.length, start + length));
      const mapping = textMappingOf(from, revised, compare(from, revised));
      const placement = carryForward({ id: "x", targets: [target] }, mapping, "revised");
      expect(placement.targets.length > 0).toBe(placement.state !== "orphan");
      // Only deleted text may be placed at several targets: the clauses that it was in.
      if (placement.targets.some(({ kind }) => kind === "range")) expect(placement.targets).toHaveLength(1);
      for (const place of placement.targets) {
        const range = anchor(revised, place);
        expect(range).not.toBeNull();
        if (["exact", "shifted"].includes(placement.state)) {
          expect(revised.text.slice(...range!)).toBe(target.quote.exact);
        }
      }
    }),
  );
});

test("cuts a range inside a word only where that word was kept, not where the same word stands twice", () => {
  const from = versionTextOf(
    draftOf([
      ["paragraph", "1", "invites Member States"],
      ["paragraph", "2", "States"],
    ]),
  );
  const revised = versionTextOf(
    draftOf([
      ["paragraph", "1", "invites Member States"],
      ["paragraph", "2", local[2]],
    ]),
  );
  const target = describeRange(from, from.text.indexOf("ates"), from.text.lastIndexOf("ates"));
  const placement = carryForward(
    { id: "x", targets: [target] },
    textMappingOf(from, revised, compare(from, revised)),
    "revised",
  );
  expect(placement).toMatchObject({ state: "text-changed", targets: [{ quote: { exact: "ates" } }] });
});

test("keeps every target exactly in place on the same text", () => {
  fc.assert(
    fc.property(versions, fc.nat(), fc.nat(80), (version, at, length) => {
      const start = at % (version.text.length + 1);
      const target = describeRange(version, start, Math.min(version.text.length, start + length));
      const placement = carryForward(
        { id: "x", targets: [target] },
        textMappingOf(version, version, compare(version, version)),
        "v",
      );
      expect(placement).toMatchObject({ state: "exact", targets: [target] });
    }),
  );
});
