import { currentVersion, type Version } from "#core/text/version.ts";

/**
 * Returns versions from short forms such as "1", "2:fr" and "3 withdrawn": round, language and state. Dates follow the
 * order of the list.
 */
function versionsOf(...inShort: string[]): Version[] {
  return inShort.map((text, index) => {
    const [address = "", state = "published"] = text.split(" ");
    const [round = "", language = "en"] = address.split(":");
    const at = `2013-01-${String(index + 10)}`;
    return {
      id: `v${String(index)}`,
      documentId: "opinion-5",
      round,
      label: `Draft ${round}`,
      date: at,
      language,
      state: state as Version["state"],
      textHash: "0".repeat(64),
      contentHash: "0".repeat(64),
      clauseCount: 1,
      wordCount: 1,
      source: { fileName: "draft.md", format: "markdown", hash: "0".repeat(64), size: 1 },
      notices: [],
      preparedAt: `${at}T00:00:00Z`,
      publishedAt: `${at}T00:00:00Z`,
      withdrawnReason: state === "withdrawn" ? "A mistake" : null,
    };
  });
}

test.each<[string, string[], number, number | undefined]>([
  ["the latest draft is current", ["1", "2"], 1, undefined],
  ["an earlier draft is replaced by the latest, not by the next", ["1", "2", "3"], 0, 2],
  ["a superseded text is replaced by its successor, even if a later draft exists", ["1 superseded", "1", "2"], 0, 1],
  ["a withdrawn draft is replaced by a later one", ["1", "2 withdrawn", "3"], 1, 2],
  ["a withdrawn last draft is replaced by the previous one", ["1", "2 withdrawn"], 1, 0],
  ["a prepared version replaces nothing", ["1", "2 prepared"], 0, undefined],
  ["a version in another language replaces nothing", ["1:fr", "2"], 0, undefined],
])("%s", (_name, inShort, at, expected) => {
  const versions = versionsOf(...inShort);
  expect(currentVersion(versions[at]!, versions)?.id).toBe(expected === undefined ? undefined : versions[expected]!.id);
});
