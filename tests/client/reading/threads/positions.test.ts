import type { HolderPosition } from "../../../../server/core/outcome/holder-position.ts";
import { newestPositions } from "../../../../client/reading/threads/ThreadBody.tsx";

function standpoint(
  name: string,
  position: HolderPosition["position"],
  before: HolderPosition["before"] = [],
): HolderPosition {
  const holder = { kind: "organisation", id: name, name, group: "academia" } as const;
  return { holder, position, replyId: "r1", at: "2013-02-06T10:00:00Z", before };
}

test("lists anonymous holders of a position once, without their earlier positions", () => {
  const before = [{ position: "oppose", replyId: "r0", at: "2013-02-05T10:00:00Z" }] as const;
  const all = [
    standpoint("", "support", [...before]),
    standpoint("North", "support", [...before]),
    standpoint("", "support"),
    standpoint("", "oppose"),
  ];
  const newest = newestPositions(all, "support");
  expect(newest.map(({ holder, before: earlier }) => [holder.name, earlier.length])).toEqual([
    ["", 0],
    ["North", 1],
  ]);
  expect(newestPositions(all, "abstain")).toEqual([]);
});
