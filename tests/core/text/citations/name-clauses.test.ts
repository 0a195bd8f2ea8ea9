import { nameClauses } from "#core/text/citations/citation.ts";
import { draftSchema } from "#core/text/schema.ts";
import { readDraft } from "../../../../server/import/read-draft.ts";
import { draftOf } from "../../../support/draft.ts";
import { firstDraft } from "../../../support/forum.ts";
import { read } from "../typed-draft.ts";

test("names clauses by their citation", () => {
  const draft = draftOf([
    ["verb", null, "noting"],
    ["recital", "a)", "that costs rise;"],
    ["recital", "b)", "that few take part,"],
  ]);
  const ids = nameClauses(draft).children.map(({ attrs }) => String(attrs["id"]));
  expect(ids).toEqual(["noting", "noting-a", "noting-b"]);
});

test("keeps the clause names of a draft read from a file", async () => {
  const { value } = await readDraft(new TextEncoder().encode(firstDraft), { fileName: "opinion-5.md" });
  expect(nameClauses(value.draft).eq(value.draft)).toBe(true);
});

test("updates note references and internal links to the new clause names", () => {
  const clause = (id: string, kind: string, label: string, content: object[]): object => ({
    type: "clause",
    attrs: { id, kind, label },
    content,
  });
  const link = { type: "link", attrs: { href: "#x1" } };
  const draft = draftSchema.nodeFromJSON({
    type: "doc",
    content: [
      clause("x1", "paragraph", "1.1", [
        { type: "text", text: "see" },
        { type: "footnoteReference", attrs: { clause: "x2", label: "1" } },
      ]),
      clause("x2", "footnote", "1", [{ type: "text", text: "above", marks: [link] }]),
    ],
  });
  const named = nameClauses(draft);
  expect(named.child(0).child(1).attrs["clause"]).toBe(named.child(1).attrs["id"]);
  expect(named.child(1).child(0).marks[0]?.attrs["href"]).toBe("#1.1");
});

test("throws when two clauses have the same id", () => {
  const draft = draftOf([["paragraph", "1", "a"]]);
  expect(() => nameClauses(draft.copy(draft.content.append(draft.content)))).toThrow(RangeError);
});

test("a draft with repeated citations keeps the ids with which it was read", () => {
  const draft = read(["Article 3 Aims", "1. Act.", "3bis. Pay.", "3bis. Report.", "Article 4", "Meet."]);
  const ids = draft.children.map(({ attrs }) => String(attrs["id"]));
  expect(ids).toEqual(["art-3", "art-3.1", "art-3.3bis", "art-3.3bis~2", "art-4", "art-4~2"]);
  expect(nameClauses(draft).children.map(({ attrs }) => String(attrs["id"]))).toEqual(ids);
});
