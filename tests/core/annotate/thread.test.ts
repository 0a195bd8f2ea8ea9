import { heldPositions, threadsOf } from "#core/annotate/thread.ts";
import type { Position, Reply } from "#core/annotate/reply.ts";
import type { Speaker } from "#core/annotate/speaker.ts";
import { annotationOf, organisationOf, replyOf, speakerOf } from "./said.ts";

const [atlas, birch, cedar] = [organisationOf("atlas"), organisationOf("birch"), organisationOf("cedar")];
let minute = 10;
const says = (position: Position | null, speaker: Speaker, other: Partial<Reply> = {}): Reply => {
  minute += 1;
  return replyOf({ id: `r${minute}`, position, speaker, createdAt: `2013-02-06T10:${minute}:00Z`, ...other });
};

test("an annotation has its own replies, in the order they were made", () => {
  const [first, second, other] = [
    says(null, speakerOf(atlas)),
    says(null, speakerOf(birch)),
    says(null, speakerOf(cedar), { annotationId: "other" }),
  ];
  const annotation = annotationOf({ id: "a1" });
  expect(threadsOf([annotation], [second, other, first])).toEqual([{ annotation, replies: [first, second] }]);
});

test("positions are counted by organisation, each by the last it took, joint ones for all", () => {
  expect(
    heldPositions([
      says("support", speakerOf(atlas)),
      says("oppose", speakerOf(birch, { jointly: [cedar] })),
      says("support-with-amendment", speakerOf(atlas)),
      says(null, speakerOf(atlas)),
      says("oppose", speakerOf(null, { participantId: "p9", name: "Ada Nowak" })),
    ]),
  ).toEqual([
    { position: "support-with-amendment", holders: [{ id: "organisation atlas", name: "ATLAS" }] },
    {
      position: "oppose",
      holders: [
        { id: "organisation birch", name: "BIRCH" },
        { id: "organisation cedar", name: "CEDAR" },
        { id: "participant p9", name: "Ada Nowak" },
      ],
    },
  ]);
});

test.each(["withdrawn", "hidden", "erased"] as const)("a position that was %s does not count", (standing) => {
  expect(heldPositions([says("support", speakerOf(atlas)), says("oppose", speakerOf(atlas), { standing })])).toEqual([
    { position: "support", holders: [{ id: "organisation atlas", name: "ATLAS" }] },
  ]);
});
