import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { nextRound } from "../../../client/upload/DraftNameFields.tsx";

const rounds = (...names: string[]): ListedVersion[] => names.map((round) => ({ round }) as ListedVersion);

test.each([
  [[], { round: "1", label: "First draft" }],
  [["1", "2", "2"], { round: "3", label: "Third draft" }],
  [["preliminary", "2"], { round: "3", label: "Third draft" }],
  [["preliminary"], { round: "1", label: "First draft" }],
  [["11"], { round: "12", label: "Draft 12" }],
])("after the rounds %j, suggests %j", (names, next) => {
  expect(nextRound(rounds(...names))).toEqual(next);
});
