import fc from "fast-check";
import { groupedPositions, holderPositions } from "#core/outcome/holder-position.ts";
import { positions, type Position, type Reply } from "#core/discuss/reply.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import { organisationOf, replyOf, speakerOf } from "../discuss/annotations.ts";

const [atlas, birch, cedar] = [organisationOf("atlas"), organisationOf("birch"), organisationOf("cedar")];
let minute = 10;
const replyWith = (position: Position | null, speaker: Speaker, other: Partial<Reply> = {}): Reply => {
  minute += 1;
  return replyOf({ id: `r${minute}`, position, speaker, createdAt: `2013-02-06T10:${minute}:00Z`, ...other });
};

/** Lists each position with the names of its holders. */
const grouped = (replies: Reply[]): { position: Position; holders: string[] }[] =>
  groupedPositions(holderPositions(replies)).map(({ position, holders }) => ({
    position,
    holders: holders.map(({ name }) => name),
  }));

test("counts each organisation's last position, and joint positions for every holder", () => {
  expect(
    grouped([
      replyWith("support", speakerOf(atlas)),
      replyWith("oppose", speakerOf(birch, { jointly: [cedar] })),
      replyWith("support-with-amendment", speakerOf(atlas)),
      replyWith(null, speakerOf(atlas)),
      replyWith("oppose", speakerOf(null, { participantId: "p9", name: "Ada Nowak" })),
    ]),
  ).toEqual([
    { position: "support-with-amendment", holders: ["ATLAS"] },
    {
      position: "oppose",
      holders: ["BIRCH", "CEDAR", "Ada Nowak"],
    },
  ]);
});

test.each(["withdrawn", "hidden", "erased"] as const)("does not count a position that was %s", (standing) => {
  expect(
    grouped([replyWith("support", speakerOf(atlas)), replyWith("oppose", speakerOf(atlas), { standing })]),
  ).toEqual([{ position: "support", holders: ["ATLAS"] }]);
});

test("keeps an organisation's last position and lists its earlier ones as history", () => {
  const [first, second] = [replyWith("support", speakerOf(atlas)), replyWith("oppose", speakerOf(atlas))];
  expect(holderPositions([second, first])).toEqual([
    {
      holder: { kind: "organisation", id: "atlas", name: "ATLAS", group: "civil-society" },
      position: "oppose",
      replyId: second.id,
      at: second.createdAt,
      before: [{ position: "support", replyId: first.id, at: first.createdAt }],
    },
  ]);
});

test("lists each holder once with its last position, in any order of replies", () => {
  const votes = fc.array(fc.tuple(fc.constantFrom(...positions), fc.constantFrom(atlas, birch, cedar)));
  fc.assert(
    fc.property(votes, (all) => {
      const replies = all.map(([position, organisation], index) =>
        replyWith(position, speakerOf(organisation), {
          createdAt: new Date(Date.UTC(2013, 1, 6, 9, index)).toISOString(),
        }),
      );
      const standpoints = holderPositions(replies.toReversed());
      expect(new Set(standpoints.map(({ holder }) => holder.id)).size).toBe(standpoints.length);
      for (const { holder, position, before } of standpoints) {
        const own = replies.filter(({ speaker }) => speaker.organisation?.id === holder.id);
        expect([...before.map((one) => one.position), position]).toEqual(own.map((reply) => reply.position));
      }
    }),
  );
});
