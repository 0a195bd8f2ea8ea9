import { versionTextOf } from "#core/text/version-text.ts";
import { itemMarks, groupItems } from "../../../client/contributions/ReviewRoom.tsx";
import { shownItem } from "./shown-item.ts";
import { opinion, words } from "../../export/sample.ts";

const text = versionTextOf(opinion);
const unanswered = { handMarks: "asked", unmarked: "asked" } as const;

const items = [
  shownItem("late", { targets: [words(opinion, "o-2", "figures")] }),
  shownItem("early", { targets: [words(opinion, "r-a", "first report")] }),
  shownItem("whole", { targets: [{ kind: "document" }] }),
  shownItem("lost"),
  shownItem("bold", { origin: "by-hand", targets: [words(opinion, "r-b", "more than")] }),
  shownItem("silent", { origin: "unmarked", targets: [words(opinion, "r-b", "being")] }),
];

test("orders items by their location in the text, and lists unconfirmed and unplaced items apart", () => {
  const places = groupItems({ items, ...unanswered }, text);
  expect({
    beside: places.beside.map((placed) => placed.item.id),
    general: places.general.map(({ id }) => id),
    unplaced: places.unplaced.map(({ id }) => id),
    byHand: places.byHand.map(({ id }) => id),
    unmarked: places.unmarked.map(({ id }) => id),
  }).toEqual({
    beside: ["early", "late"],
    general: ["whole"],
    unplaced: ["lost"],
    byHand: ["bold"],
    unmarked: ["silent"],
  });
});

test("lists a confirmed item at its location with the others", () => {
  const { beside, byHand, unmarked } = groupItems({ items, handMarks: "yes", unmarked: "yes" }, text);
  expect(beside.map((placed) => placed.item.id)).toEqual(["early", "bold", "silent", "late"]);
  expect([...byHand, ...unmarked]).toEqual([]);
});

test("without a version, places only general remarks", () => {
  const { beside, general, unplaced } = groupItems({ items, ...unanswered }, null);
  expect([beside.length, general.length, unplaced.length]).toEqual([0, 1, 3]);
});

test("draws no marks for excluded items, and marks doubtful ones as unsure", () => {
  const some = [
    shownItem("in", { targets: [words(opinion, "r-a", "first report")], doubt: { code: "place-likely", params: {} } }),
    shownItem("out", { targets: [words(opinion, "r-b", "more than")], included: false }),
  ];
  const { beside } = groupItems({ items: some, ...unanswered }, text);
  expect(itemMarks(beside).map(({ id, unsure }) => [id, unsure])).toEqual([["in", true]]);
});
