import { nextIndex } from "../../../../client/reading/room/note-walk.ts";
import { threadsByLocation } from "../../../../client/reading/threads/threads-by-location.ts";
import { versionTextOf } from "../../../../server/core/text/version-text.ts";
import { draftOf } from "../../../support/draft.ts";
import { placedAnnotation } from "../../placed-annotation.ts";

const version = versionTextOf(
  draftOf([
    ["recital", "a)", "first;"],
    ["recital", "b)", "second;"],
    ["recital", "c)", "third,"],
  ]),
);
const on = (id: string, clause: string) => placedAnnotation(id, { targets: [{ kind: "clause", clause }] });
const { beside } = threadsByLocation(version, [on("one", "c1"), on("two", "c1"), on("three", "c3")]);

test.each<[string, string | null, string | null, 1 | -1, string | undefined]>([
  ["from an open comment to the next", "one", "c3", 1, "two"],
  ["from an open comment back to the previous one", "three", "c1", -1, "two"],
  ["from the current clause to its first comment", null, "c1", 1, "one"],
  ["from a clause without comments to the next comment", null, "c2", 1, "three"],
  ["from a clause back to the comment before it", null, "c3", -1, "two"],
  ["to the first comment if there is no current position", null, null, 1, "one"],
  ["from the last comment to none", "three", null, 1, undefined],
  ["back from the first comment to none", "one", null, -1, undefined],
  ["back from the first clause to none", null, "c1", -1, undefined],
])("steps %s", (_name, note, clause, by, expected) => {
  expect(beside[nextIndex(version, beside, { note, clause }, by)]?.id).toBe(expected);
});
