import fc from "fast-check";
import { defaultGroups } from "#core/discuss/stakeholder-group.ts";
import { clausePositions, type Stance, stances } from "#core/outcome/positions.ts";
import { groupStandings, isContested, leaningOf } from "#core/outcome/group-standing.ts";
import { annotationOf, organisationOf, replyOf, speakerOf } from "../discuss/annotations.ts";

test.each<[Stance[], string]>([
  [["author"], "commented"],
  [["author", "support"], "supported"],
  [["support", "support-with-amendment"], "amended"],
  [["support", "reserve"], "reserved"],
  [["oppose", "reserve"], "opposed"],
  [["support", "oppose"], "divided"],
  [["support-with-amendment", "oppose"], "divided"],
  [["abstain"], "abstained"],
])("shows a group that holds %j as %s", (held, leaning) => {
  expect(leaningOf({ voice: "spoke", stances: held })).toBe(leaning);
});

test.each(["silent", "withheld"] as const)("shows a %s group as such", (voice) => {
  expect(leaningOf({ voice, stances: [] })).toBe(voice);
});

test("shows a group as opposed or divided exactly when a member opposes", () => {
  fc.assert(
    fc.property(fc.subarray([...stances]), (held) => {
      const against = ["divided", "opposed"].includes(leaningOf({ voice: "spoke", stances: held }));
      expect(against).toBe(held.includes("oppose"));
    }),
  );
});

const birch = organisationOf("birch");
const opposed = [
  { annotation: annotationOf({ id: "a1" }), replies: [replyOf({ position: "oppose", speaker: speakerOf(birch) })] },
  { annotation: annotationOf({ id: "a2" }), replies: [replyOf({ position: "oppose", speaker: speakerOf(birch) })] },
];

test("lists a holder once under a stance that it took several times", () => {
  const clause = clausePositions({ id: "c1", citation: "considering a)" }, opposed, {
    groups: defaultGroups.map(({ id }) => id),
    ...{ sizes: new Map([["civil-society", 2]]), commenters: [] },
    sources: "shown",
  });
  const standings = groupStandings(clause, "civil-society").map(({ stance, holders }) => [
    stance,
    holders.map(({ id }) => id),
  ]);
  expect(standings).toEqual([
    ["author", ["atlas"]],
    ["oppose", ["birch"]],
  ]);
  expect(isContested(clause)).toBe(true);
});

test("with hidden sources, names nobody and never calls a small group's clause contested", () => {
  const clause = clausePositions({ id: "c1", citation: "considering a)" }, opposed, {
    groups: defaultGroups.map(({ id }) => id),
    ...{ sizes: new Map([["civil-society", 2]]), commenters: [] },
    sources: "hidden",
  });
  expect(groupStandings(clause, "civil-society")).toEqual([]);
  expect(isContested(clause)).toBe(false);
});
