import { intakeFigures } from "../../support/intake-figures.ts";

const nothingWrong = { unknown: 0, wrong: 0 };

/** Floors of the figures that `npm run bench -- intake` prints. */
test.each([
  [
    "comments-en.xlsx",
    { comments: 421, bodies: 360, sections: 342, wrongSections: 1, words: 88, proposals: 70, wrongProposals: 1 },
  ],
  [
    "comments-fr.xlsx",
    { comments: 73, bodies: 65, sections: 63, wrongSections: 0, words: 14, proposals: 12, wrongProposals: 0 },
  ],
  [
    "comments-ar.xlsx",
    { comments: 49, bodies: 45, sections: 41, wrongSections: 0, words: 9, proposals: 11, wrongProposals: 0 },
  ],
  [
    "comments-table.docx",
    { comments: 53, bodies: 53, sections: 45, wrongSections: 0, words: 15, proposals: 15, wrongProposals: 0 },
  ],
  [
    "comments-en.csv",
    { comments: 30, bodies: 25, sections: 28, wrongSections: 1, words: 3, proposals: 7, wrongProposals: 0 },
  ],
])("reads every comment of %s, and no body and no words wrongly", async (name, floors) => {
  const { comments, read, invented, bodies, sections, words, proposals } = await intakeFigures(name);
  expect([comments, read, invented]).toEqual([floors.comments, floors.comments, 0]);
  expect(bodies).toMatchObject(nothingWrong);
  expect(bodies.right).toBeGreaterThanOrEqual(floors.bodies);
  expect(sections.right).toBeGreaterThanOrEqual(floors.sections);
  expect(words.right).toBeGreaterThanOrEqual(floors.words);
  expect(words.wrong).toBe(0);
  expect(proposals.right).toBeGreaterThanOrEqual(floors.proposals);
  expect(proposals.wrong).toBeLessThanOrEqual(floors.wrongProposals);
  expect(sections.wrong).toBeLessThanOrEqual(floors.wrongSections);
});
