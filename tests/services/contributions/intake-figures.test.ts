import { intakeFigures } from "../../support/intake-figures.ts";

const nothingWrong = { unknown: 0, wrong: 0 };

/** Floors of the figures that `npm run bench -- intake` prints. */
test.each([
  ["comments-en.xlsx", { comments: 421, bodies: 360, sections: 290, wrongSections: 2 }],
  ["comments-fr.xlsx", { comments: 73, bodies: 65, sections: 60, wrongSections: 0 }],
  ["comments-ar.xlsx", { comments: 49, bodies: 45, sections: 40, wrongSections: 0 }],
  ["comments-table.docx", { comments: 53, bodies: 53, sections: 40, wrongSections: 0 }],
  ["comments-en.csv", { comments: 30, bodies: 25, sections: 22, wrongSections: 1 }],
])("reads every comment of %s, and no body wrongly", async (name, floors) => {
  const { comments, read, invented, bodies, sections } = await intakeFigures(name);
  expect([comments, read, invented]).toEqual([floors.comments, floors.comments, 0]);
  expect(bodies).toMatchObject(nothingWrong);
  expect(bodies.right).toBeGreaterThanOrEqual(floors.bodies);
  expect(sections.right).toBeGreaterThanOrEqual(floors.sections);
  expect(sections.wrong).toBeLessThanOrEqual(floors.wrongSections);
});
