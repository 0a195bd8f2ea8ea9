import { passingReasons } from "../../../client/deciding/used-reasons.ts";

const reasons = ["Agreed in principle, see Art. 5", "Not for this Forum", "Agreed"];

test("the typed reason comes before those that contain it", () => {
  expect(passingReasons(reasons, "agreed")).toEqual(["agreed", "Agreed in principle, see Art. 5", "Agreed"]);
});

test("a typed reason that was given before is listed once, first", () => {
  expect(passingReasons(reasons, "Agreed")).toEqual(["Agreed", "Agreed in principle, see Art. 5"]);
});

test("all reasons are listed in their order before anything is typed", () => {
  expect(passingReasons(reasons, "")).toEqual(reasons);
});
