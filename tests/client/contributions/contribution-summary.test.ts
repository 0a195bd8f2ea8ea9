import { contributionSummary } from "../../../client/contributions/contribution-summary.ts";

test.each([
  [6, 2, "6 proposals, 2 comments"],
  [1, 0, "1 proposal"],
  [0, 1, "1 comment"],
  [0, 0, "No comments or proposals"],
])("summarises a file with %d proposals and %d comments as: %s", (proposals, comments, expected) => {
  expect(contributionSummary(proposals, comments)).toBe(expected);
});
