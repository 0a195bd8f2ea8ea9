import { changeBack } from "../../../client/annotations/annotation-change.ts";
import { placedAnnotation } from "../placed-annotation.ts";

const { annotation } = placedAnnotation("p", { text: "As it was.", visibility: "circle", circleId: "drafters" });

test("taking an edit back leaves alone what it did not change", () => {
  expect(changeBack(annotation, { text: "As it is." })).toEqual({ text: "As it was." });
  expect(changeBack(annotation, { targets: [] })).toEqual({ targets: annotation.targets });
});

test("taking an edit back gives it to those who had it", () => {
  expect(changeBack(annotation, { visibility: "circle", circle: "others" })).toEqual({
    visibility: "circle",
    circle: "drafters",
  });
});
