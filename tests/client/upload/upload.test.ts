import type { Placement } from "#core/place/placement.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import type { Clause } from "#core/text/clause.ts";
import { doubtsOf } from "../../../client/upload/doubts.ts";
import { preparedTwin, versionOfFile } from "../../../client/upload/known-copies.ts";
import { summarisePlacements } from "../../../client/upload/PreviewComments.tsx";

const version = (id: string, state: string, hash = "h", contentHash = "c"): ListedVersion =>
  ({ id, state, contentHash, source: { hash } }) as ListedVersion;
const document = (...versions: ListedVersion[]): ListedDocument => ({ id: "o", versions }) as ListedDocument;

test.each([
  ["the published version of the two with its content", [version("p", "prepared"), version("q", "published")], "q"],
  ["a prepared version", [version("p", "prepared")], "p"],
  ["no version of another file", [version("p", "published", "other")], undefined],
])("recognises a file as %s", (_name, versions, expected) => {
  expect(versionOfFile([document(...versions)], "h")?.version.id).toBe(expected);
});

test("finds another prepared copy, but neither itself nor a published one", () => {
  const copies = document(version("a", "prepared"), version("b", "published"), version("c", "prepared"));
  expect(preparedTwin(copies, { id: "a", contentHash: "c" })?.id).toBe("c");
  expect(preparedTwin(document(version("a", "prepared")), { id: "a", contentHash: "c" })).toBeUndefined();
});

test("lists doubts with the clause they concern, or else with the file", () => {
  const clauses = [
    { id: "x", kind: "operative", label: "1", depth: 0, citation: "invites 1" },
    { id: "y", kind: "operative", label: "3", depth: 0, citation: "invites 3" },
  ] as Clause[];
  const notices = [
    { code: "equation-left-out", params: {}, place: "invites 1" },
    { code: "contents-left-out", params: {}, place: "" },
    { code: "equation-left-out", params: {}, place: "line 7" },
  ];
  const { byClause, ofFile, labels } = doubtsOf(clauses, notices);
  expect([...byClause]).toEqual([
    ["x", ["A formula was left out."]],
    ["y", ["“3” follows “1”."]],
  ]);
  expect(ofFile).toEqual([
    "A table of contents was left out, because it repeats the headings.",
    "A formula was left out. (line 7)",
  ]);
  expect(labels).toBe(1);
});

test.each([
  [["exact", "shifted", "orphan"], 1, "4 comments: 2 keep their location, 1 becomes unplaced, 1 is placed again."],
  [["taken", "clause-only", "clause-only"], 0, "3 comments: 1 keeps its location, 2 keep only their clauses."],
  [["approximate"], 0, "1 comment: 1 needs its location confirmed."],
  [[], 0, "The previous draft has no placed comments."],
])("summarises comments with the states %j as: %s", (states, returned, expected) => {
  const placements = states.map((state) => ({ state }) as Placement);
  expect(summarisePlacements({ placements, returned: Array.from({ length: returned }, () => ({}) as Placement) })).toBe(
    expected,
  );
});

test("counts comments that are rightly gone apart from those that become unplaced", () => {
  const placements = [{ state: "orphan" }, { state: "orphan", gone: true }, { state: "orphan", gone: true }];
  expect(summarisePlacements({ placements: placements as Placement[], returned: [] })).toBe(
    "3 comments: 1 becomes unplaced, 2 become unplaced because their clauses were deleted.",
  );
});
