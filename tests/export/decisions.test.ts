import type { Decision, DecisionOutcome } from "#core/outcome/decision.ts";
import type { CompilableAnnotation } from "#core/compile/compile.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { akn, csv, docx, html, jsonld, markdown } from "./whole-files.ts";
import { compilation, here, opinion, reply, shorter, speaker, version, words } from "./sample.ts";
import { partOf } from "./docx/word-file.ts";

const chair = speaker("Wanjiru Otieno", [], { capacity: "chair" });

/** Returns a comment on b) with a decision by the chair. */
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
    decision: { ...decision, shownIn },
  };
}

/**
 * Returns a compilation with a comment accepted in part and shown in the third draft, a comment merged with it, and an
 * undecided one.
 */
function twoDecisions(): Compilation {
  const inPart = decided({ outcome: "accepted-in-part", reason: "The second half is new.", shownIn: "v-3" }, "First.");
  const merged = decided({ outcome: "merged", mergedWith: inPart.annotation.id }, "Second.");
  return compilation([inPart, merged, here({ targets: [words(opinion, "r-b", "more")], text: "Third." })]);
}

const lines = [
  "Decision: accepted in part, 14 Feb 2013",
  "The second half is new.",
  "Appears in Third draft, 6 Feb 2013",
  "Decision: merged with Comment 1, 14 Feb 2013",
];

test.each<[string, (compilation: Compilation) => string | Promise<string>]>([
  ["CSV", csv],
  ["a web page", html],
  ["Markdown", markdown],
  ["a Word file", async (compilation) => partOf(await docx(compilation), "word/comments.xml").textContent ?? ""],
])("%s states decision, date, reason and draft, but not who decided", async (_format, write) => {
  const written = await write(twoDecisions());
  expect(lines.filter((line) => !written.includes(line))).toEqual([]);
  expect(written).not.toContain(chair.name);
});

/** Returns a compilation with a proposal that is accepted as Boris amends it. */
function acceptedAsAmended(sources: "shown" | "hidden" = "shown"): Compilation {
  const amending = reply({ amendment: [{ kind: "kept", text: "stands for" }] });
  const proposal = { targets: [words(opinion, "r-b", "more than")], operations: shorter };
  const entry = { ...decided({ amendedBy: amending.id }), ...here({ kind: "proposal", ...proposal }, [amending]) };
  return compilation([entry], { sources });
}

test.each<[string, (compilation: Compilation) => string | Promise<string>]>([
  ["CSV", csv],
  ["a web page", html],
  ["Markdown", markdown],
  ["a Word file", async (compilation) => partOf(await docx(compilation), "word/comments.xml").textContent ?? ""],
  ["Akoma Ntoso", (compilation) => akn(compilation, "2013-01-01")],
])("%s names the author of the accepted amendment, unless sources are hidden", async (_format, write) => {
  expect(await write(acceptedAsAmended())).toMatch(/Decision: accepted, as amended by \w.*, 14 Feb 2013/u);
  expect(await write(acceptedAsAmended("hidden"))).toContain("Decision: accepted, as amended, 14 Feb 2013");
});

test("JSON-LD links a decision to the reply whose amendment it accepts", () => {
  const { first } = JSON.parse(jsonld(acceptedAsAmended(), "https://forum.example")) as {
    first: { items: { id: string; decision?: object }[] };
  };
  const [proposal, amending] = first.items;
  expect(proposal?.decision).toMatchObject({ outcome: "accepted", amendedBy: amending?.id });
});

test("JSON-LD contains decisions as data, with links to the draft and the merged comment", () => {
  const { first } = JSON.parse(jsonld(twoDecisions(), "https://forum.example")) as {
    first: { items: { id: string; decision?: object }[] };
  };
  const [inPart, merged, undecided] = first.items;
  expect(inPart?.decision).toEqual({
    outcome: "accepted-in-part",
    reason: "The second half is new.",
    decided: "2013-02-14T10:00:00Z",
    shownIn: "https://forum.example/read/opinion-5@3",
  });
  expect(merged?.decision).toMatchObject({ outcome: "merged", mergedWith: inPart?.id });
  expect(undecided).not.toHaveProperty("decision");
});

test.each<[DecisionOutcome | "undecided", string[]]>([
  ["accepted-in-part", ["First."]],
  ["merged", ["Second."]],
  ["undecided", ["Third."]],
  ["deferred", []],
])("filters comments that are %s", (outcome, texts) => {
  const { clauses } = compilation(everyDecision(), { filters: { outcomes: [outcome] } });
  expect(clauses.flatMap(({ threads }) => threads.map(({ text }) => text))).toEqual(texts);
});

test("omits the link when a comment was merged with one outside the file", () => {
  const { clauses } = compilation(everyDecision(), { filters: { outcomes: ["merged"] } });
  expect(clauses.flatMap(({ threads }) => threads.map(({ decision }) => decision?.mergedWith))).toEqual([null]);
});

function everyDecision(): CompilableAnnotation[] {
  const inPart = decided({ outcome: "accepted-in-part", reason: "The second half is new." }, "First.");
  const merged = decided({ outcome: "merged", mergedWith: inPart.annotation.id }, "Second.");
  return [inPart, merged, here({ targets: [words(opinion, "r-b", "more")], text: "Third." })];
}
