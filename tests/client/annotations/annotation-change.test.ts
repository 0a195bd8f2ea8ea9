import { changeBack } from "../../../client/annotations/annotation-change.ts";
import { placedAnnotation } from "../placed-annotation.ts";

const { annotation } = placedAnnotation("p", { text: "As it was.", visibility: "circle", circleId: "drafters" });

test("undoing an edit leaves unchanged fields alone", () => {
  expect(changeBack(annotation, { text: "As it is." })).toEqual({ text: "As it was." });
  expect(changeBack(annotation, { targets: [] })).toEqual({ targets: annotation.targets });
});

test("undoing an edit restores the earlier audience", () => {
  expect(changeBack(annotation, { visibility: "circle", circle: "others" })).toEqual({
    visibility: "circle",
    circle: "drafters",
  });
});
