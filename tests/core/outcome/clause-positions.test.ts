import fc from "fast-check";
import { type Position, positions } from "#core/discuss/reply.ts";
import type { SourcesKept, SpeakingOrganisation } from "#core/discuss/speaker.ts";
import {
  type ClauseComments,
  clausePositions,
  type ClausePositions,
  type PositionsForum,
} from "#core/outcome/positions.ts";
import { defaultGroups } from "../../../server/core/discuss/stakeholder-group.ts";
import { annotationOf, organisationOf, replyOf, speakerOf } from "../discuss/annotations.ts";

const technical = (id: string): SpeakingOrganisation => organisationOf(id, { group: "technical-community" });
const [atlas, birch, cedar, lone] = [
  organisationOf("atlas"),
  organisationOf("birch"),
  organisationOf("cedar"),
  technical("lone"),
];
const groups = defaultGroups.map(({ id }) => id);
const forum = forumOf([atlas, birch, cedar, lone], "shown");
const clause = { id: "c1", citation: "considering a)" };

/** Returns a forum whose organisations all commented on the draft. */
function forumOf(organisations: readonly SpeakingOrganisation[], sources: SourcesKept): PositionsForum {
  return {
    groups,
    sizes: new Map(groups.map((group) => [group, organisations.filter((one) => one.group === group).length])),
    commenters: organisations.map(({ id, shortName, group }) => ({ kind: "organisation", id, name: shortName, group })),
    sources,
  };
}

/** Returns an organisation's annotation with the positions of others on it. */
function comment(author: SpeakingOrganisation, held: [SpeakingOrganisation, Position][] = []): ClauseComments {
  return {
    annotation: annotationOf({ speaker: speakerOf(author) }),
    replies: held.map(([organisation, position], index) =>
      replyOf({ id: `r${String(index)}`, position, speaker: speakerOf(organisation) }),
    ),
  };
}
const names = (holders: readonly { name: string }[]): string[] => holders.map(({ name }) => name);
/** Lists the positions on the only annotation, each with the names of its holders. */
const stances = ({ annotations }: ClausePositions) =>
  annotations[0]?.stances.map(({ stance, groups }) => [stance, groups.flatMap(({ holders }) => names(holders))]);

test("lists the author and every position on an annotation", () => {
  const positions = clausePositions(
    clause,
    [
      comment(atlas, [
        [birch, "support"],
        [lone, "oppose"],
      ]),
    ],
    forum,
  );
  expect(stances(positions)).toEqual([
    ["author", ["ATLAS"]],
    ["support", ["BIRCH"]],
    ["oppose", ["LONE"]],
  ]);
});

test("lists groups in the forum's order", () => {
  const reordered = { ...forum, groups: ["civil-society", "technical-community"] as const };
  expect(clausePositions(clause, [comment(atlas)], reordered).groups.map(({ group }) => group)).toEqual(
    reordered.groups,
  );
});

test("lists how each group commented on a clause, and its members that commented only elsewhere", () => {
  const { groups } = clausePositions(clause, [comment(atlas, [[birch, "oppose"]])], forum);
  expect(
    groups.map(({ group, voice, stances, spoke, silent }) => [group, voice, stances, names(spoke), names(silent)]),
  ).toEqual([
    ["technical-community", "silent", [], [], ["LONE"]],
    ["civil-society", "spoke", ["author", "oppose"], ["ATLAS", "BIRCH"], ["CEDAR"]],
  ]);
});

test("counts a person who speaks for themselves as part of their group", () => {
  const person = { annotation: annotationOf({ speaker: speakerOf(null, { name: "Ada Nowak" }) }), replies: [] };
  const { groups } = clausePositions(clause, [person], forum);
  expect(groups.find(({ group }) => group === "academia")).toMatchObject({
    voice: "spoke",
    spoke: [{ kind: "participant", name: "Ada Nowak" }],
    silent: [],
  });
});

describe("with hidden sources", () => {
  const hidden = { ...forum, sources: "hidden" } as const;

  test("names nobody, reports a group of three and withholds a group of one", () => {
    const positions = clausePositions(clause, [comment(atlas, [[lone, "oppose"]])], hidden);
    expect(positions.annotations[0]?.stances).toEqual([
      { stance: "author", groups: [{ group: "civil-society", holders: [] }] },
    ]);
    expect(positions.groups).toEqual([
      { group: "technical-community", voice: "withheld", stances: [], spoke: [], silent: [] },
      { group: "civil-society", voice: "spoke", stances: ["author"], spoke: [], silent: [] },
    ]);
    const silent = clausePositions(clause, [comment(atlas)], hidden);
    expect(silent.groups).toEqual(positions.groups);
    expect(silent.annotations).toEqual(positions.annotations);
  });

  test("combines small groups that have three members together", () => {
    const others = [lone, technical("larch"), organisationOf("maple", { group: "academia" })];
    const wide = forumOf([atlas, birch, cedar, ...others], "hidden");
    const { annotations } = clausePositions(clause, [comment(atlas, [[lone, "oppose"]])], wide);
    expect(annotations[0]?.stances).toContainEqual({ stance: "oppose", groups: [{ group: null, holders: [] }] });
  });

  test("reports the same result whichever member of a group comments", () => {
    const groupOf = fc.constantFrom(...defaultGroups.map(({ id }) => id));
    const organisations = fc
      .array(groupOf, { minLength: 2, maxLength: 9 })
      .map((groups) => groups.map((group, index) => organisationOf(`o${String(index)}`, { group })));
    fc.assert(
      fc.property(organisations, fc.constantFrom(...positions), fc.nat(), fc.nat(), (all, position, one, other) => {
        const [first, second] = [all[one % all.length], all[other % all.length]];
        fc.pre(first !== undefined && second !== undefined && first.group === second.group);
        const positionsWith = (organisation: SpeakingOrganisation): ClausePositions =>
          clausePositions(clause, [comment(organisation, [[organisation, position]])], forumOf(all, "hidden"));
        expect(positionsWith(first)).toEqual(positionsWith(second));
        expect(JSON.stringify(positionsWith(first))).not.toContain(first.id);
      }),
    );
  });
});
