import { parsingDraft } from "../../../server/core/text/parsing-draft.ts";
import { parseDraft } from "../../../server/core/text/schema.ts";
import { draftOf } from "../../support/draft.ts";

const draft = draftOf([
  ["heading", "1.", "A heading"],
  ["paragraph", null, ""],
]);

function parsed(json: unknown): unknown {
  const steps = parsingDraft(json);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value.toJSON();
  }
}

test("parses a draft as a whole parser does, with a step for each clause", () => {
  const json: unknown = draft.toJSON();
  expect(parsed(json)).toEqual(parseDraft(json).toJSON());
  expect([...parsingDraft(json)].length).toBe(2);
  expect(parsed({ type: "doc" })).toEqual(parseDraft({ type: "doc" }).toJSON());
});

const clause = { type: "clause", attrs: { id: "a", kind: "paragraph" } };

test.each([
  null,
  5,
  {},
  { type: "clause", attrs: clause.attrs },
  { type: "doc", content: "a" },
  { type: "doc", attrs: { language: 5 } },
  { type: "doc", content: [{ type: "text", text: "a" }] },
  { type: "doc", content: [{ ...clause, marks: [{ type: "strong" }] }] },
  { type: "doc", content: [{ ...clause, attrs: { id: "a", kind: "poem" } }] },
  { type: "doc", content: [{ ...clause, content: [clause] }] },
])("rejects what is no draft: %j", (json) => {
  expect(() => parsed(json)).toThrow(RangeError);
});
