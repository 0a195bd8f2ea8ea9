import type { Decision, DispositionOutcome } from "#core/outcome/disposition.ts";
import type { CompilableAnnotation } from "#core/compile/compile.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { csv, docx, html, jsonld, markdown } from "./whole-files.ts";
import { compilation, here, opinion, speaker, version, words } from "./sample.ts";
import { partOf } from "./docx/word-file.ts";

const chair = speaker("Wanjiru Otieno", [], { capacity: "chair" });

/** A comment on b), decided upon by the chair. */
function decided(overrides: Partial<Decision>, text = "A remark."): CompilableAnnotation {
  const decision: Decision = {
    outcome: "accepted",
    mergedWith: null,
    reason: "",
    shownIn: null,
    by: chair,
    at: "2013-02-14T10:00:00Z",
    ...overrides,
  };
  const { round, label, date, language } = version();
  const shownIn = decision.shownIn === null ? null : { address: "opinion-5@3", round, label, date, language };
  return {
    ...here({ targets: [words(opinion, "r-b", "participation")], text }),
    disposition: { decision, shownIn },
  };
}

/** A comment that was taken in part, shown in the third draft; the one after it was merged with it. */
function twoDecisions(): Compilation {
  const inPart = decided({ outcome: "accepted-in-part", reason: "The second half is new.", shownIn: "v-3" }, "First.");
  const merged = decided({ outcome: "merged", mergedWith: inPart.annotation.id }, "Second.");
  return compilation([inPart, merged, here({ targets: [words(opinion, "r-b", "more")], text: "Third." })]);
}

const lines = [
  "Decision: accepted in part, 14 Feb 2013",
  "The second half is new.",
  "Shown in Third draft, 6 Feb 2013",
  "Decision: merged with Comment 1, 14 Feb 2013",
];

test.each<[string, (compilation: Compilation) => string | Promise<string>]>([
  ["CSV", csv],
  ["a web page", html],
  ["Markdown", markdown],
  ["a Word file", async (compilation) => partOf(await docx(compilation), "word/comments.xml").textContent ?? ""],
])("%s says what was decided, when, why and where it shows, and not who by name", async (_format, write) => {
  const written = await write(twoDecisions());
  expect(lines.filter((line) => !written.includes(line))).toEqual([]);
  expect(written).not.toContain(chair.name);
});

test("JSON-LD has it as data, with what leads to the draft and to the comment it was merged with", () => {
  const { first } = JSON.parse(jsonld(twoDecisions(), "https://forum.example")) as {
    first: { items: { id: string; disposition?: object }[] };
  };
  const [inPart, merged, undecided] = first.items;
  expect(inPart?.disposition).toEqual({
    outcome: "accepted-in-part",
    reason: "The second half is new.",
    decided: "2013-02-14T10:00:00Z",
    shownIn: "https://forum.example/read/opinion-5@3",
  });
  expect(merged?.disposition).toMatchObject({ outcome: "merged", mergedWith: inPart?.id });
  expect(undecided).not.toHaveProperty("disposition");
});

test.each<[DispositionOutcome | "undecided", string[]]>([
  ["accepted-in-part", ["First."]],
  ["merged", ["Second."]],
  ["undecided", ["Third."]],
  ["deferred", []],
])("only what is %s is taken, where that is asked for", (outcome, texts) => {
  const { clauses } = compilation(everyDecision(), { filters: { dispositions: [outcome] } });
  expect(clauses.flatMap(({ threads }) => threads.map(({ text }) => text))).toEqual(texts);
});

test("what was merged with a comment that is not in the file says only that", () => {
  const { clauses } = compilation(everyDecision(), { filters: { dispositions: ["merged"] } });
  expect(clauses.flatMap(({ threads }) => threads.map(({ disposition }) => disposition?.mergedWith))).toEqual([null]);
});

function everyDecision(): CompilableAnnotation[] {
  const inPart = decided({ outcome: "accepted-in-part", reason: "The second half is new." }, "First.");
  const merged = decided({ outcome: "merged", mergedWith: inPart.annotation.id }, "Second.");
  return [inPart, merged, here({ targets: [words(opinion, "r-b", "more")], text: "Third." })];
}
