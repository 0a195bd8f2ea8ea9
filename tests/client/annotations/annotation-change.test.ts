import { changeBack, stillHas } from "../../../client/annotations/annotation-change.ts";
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

test.each([
  ["nothing has changed since", {}, true],
  ["the annotation was withdrawn since", { standing: "withdrawn", revision: "9" } as const, true],
  ["another field was edited since", { type: "editorial" } as const, true],
  ["the same field was edited since", { text: "As somebody else has it." }, false],
])("an edit can be undone over the current revision: %s", (_name, since, expected) => {
  const edited = { ...annotation, text: "As it is." };
  expect(stillHas({ ...edited, ...since }, edited, { text: "As it is." })).toBe(expected);
});
