import { countPositions } from "../../client/reading/count-positions.ts";
import type { Position, Reply } from "../../server/core/annotate/reply.ts";
import type { Standing } from "../../server/core/annotate/annotation.ts";
import { openline } from "./placed-annotation.ts";

const reply = (organisation: string, position: Position | null, standing: Standing = "open"): Reply => ({
  id: `${organisation}-${String(position)}`,
  documentId: "opinion-5",
  annotationId: "n1",
  text: "",
  position,
  speaker: {
    ...openline,
    organisation: { id: organisation, name: organisation, shortName: organisation, group: "other" },
  },
  standing,
  standingReason: null,
  createdAt: "2013-02-06T10:00:00Z",
  editedAt: null,
  revision: 1,
});

describe("positions in a thread", () => {
  test.each<[string, Reply[], [Position, number][]]>([
    [
      "are counted by source",
      [reply("a", "support"), reply("b", "support"), reply("c", "oppose")],
      [
        ["support", 2],
        ["oppose", 1],
      ],
    ],
    ["count by the last a source took", [reply("a", "reserve"), reply("a", "support")], [["support", 1]]],
    ["leave out what was withdrawn", [reply("a", "oppose", "withdrawn")], []],
    ["leave out replies that take none", [reply("a", "support"), reply("a", null)], [["support", 1]]],
  ])("%s", (_name, replies, expected) => {
    expect(countPositions(replies).map(({ position, count }) => [position, count])).toEqual(expected);
  });
});
