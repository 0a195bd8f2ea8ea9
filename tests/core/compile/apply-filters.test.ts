import type { CompileInput } from "#core/compile/compile.ts";
import { replyOf, speakerOf } from "../discuss/annotations.ts";
import { atlas, birch, cedar, words, here, carried, compiled, layout } from "./compiled.ts";

test("removes every name, organisation, group and id when sources are hidden", () => {
  const compilation = compiled(
    [
      here(
        { id: "atlas-1", speaker: speakerOf(atlas, { jointly: [cedar] }) },
        { replies: [replyOf({ id: "birch-1", position: "support" })] },
      ),
    ],
    { sources: "hidden" },
  );
  expect(compilation.general[0]?.positions).toEqual([{ position: "support", holders: [] }]);
  expect(JSON.stringify(compilation)).not.toMatch(/atlas|birch|cedar|Okoro|civil/iu);
});

test.each([{ organisations: ["atlas"] }, { groups: ["civil-society" as const] }])(
  "rejects the filter %j when sources are hidden",
  (filters) => {
    expect(() => compiled([], { sources: "hidden", filters })).toThrow(RangeError);
    expect(compiled([], { filters }).filters).toEqual(filters);
  },
);

test.each<[string, CompileInput["filters"], string[]]>([
  ["nothing", {}, ["all", "words", "joint", "hidden", "lost"]],
  ["empty lists", { kinds: [], types: [], clauses: [] }, ["all", "words", "joint", "hidden", "lost"]],
  ["a kind", { kinds: ["proposal"] }, ["joint"]],
  ["a type", { types: ["editorial"] }, ["words"]],
  ["an organisation, including joint comments", { organisations: ["birch"] }, ["joint"]],
  ["a group", { groups: ["academia"] }, ["words"]],
  ["a state", { states: ["orphan"] }, ["lost"]],
  ["a clause", { clauses: ["c3"] }, ["words"]],
  ["a section", { sections: ["c2"] }, ["words", "joint", "hidden"]],
  ["a section of one clause", { sections: ["c3"] }, ["words"]],
  ["a section and one of its clauses", { sections: ["c2"], clauses: ["c3"] }, ["words", "joint", "hidden"]],
  ["a section and a kind", { sections: ["c2"], kinds: ["proposal"] }, ["joint"]],
  ["the original draft", { versions: ["v1-address"] }, ["lost"]],
  ["words of the comment, in any case", { text: "  Too DEAR " }, ["words"]],
  ["words of the quoted text", { text: "exchange" }, ["words"]],
  ["proposed words", { text: "shrink" }, ["joint"]],
  ["words of a reply", { text: "well said" }, ["all"]],
  ["hidden words", { text: "rude" }, []],
  ["two filters at once", { kinds: ["comment"], organisations: ["birch"] }, []],
])("filters by %s", (_case, filters, ids) => {
  const compilation = compiled(
    [
      here({ id: "all" }, { replies: [replyOf({ text: "Well said." })] }),
      here({
        id: "words",
        type: "editorial",
        text: "Too dear.",
        targets: [words("exchange points")],
        speaker: speakerOf(null),
      }),
      here({
        id: "joint",
        kind: "proposal",
        targets: [{ kind: "clause", clause: "c4" }],
        operations: [
          {
            kind: "insert",
            after: "c4",
            clause: {
              kind: "recital",
              label: "c)",
              depth: 0,
              content: [{ type: "text", text: "that prices shrink." }],
            },
          },
        ],
        speaker: speakerOf(atlas, { jointly: [birch] }),
      }),
      here({
        id: "hidden",
        text: "Rude.",
        standing: "hidden",
        standingReason: "Off topic.",
        targets: [{ kind: "clause", clause: "c4" }],
        createdAt: "2013-02-09T10:00:00Z",
      }),
      carried({ id: "lost", targets: [{ kind: "clause", clause: "c2" }] }, {}),
    ],
    { filters },
  );
  expect(layout(compilation).map(([, id]) => id)).toEqual(ids);
  expect(compilation.counts.leftOut).toBe(5 - ids.length);
});
