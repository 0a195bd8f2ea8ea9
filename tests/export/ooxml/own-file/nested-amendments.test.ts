import fc from "fast-check";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { amendedOperations } from "#core/propose/amendment.ts";
import { hasLines } from "../../../../server/export/tracked/own-file.ts";
import { writeProposals } from "../../../../server/export/ooxml/own-file/write-own-file.ts";
import { faultsOf } from "../../docx/ooxml-rules.ts";
import { commentsOf, paragraphsAfter } from "../../docx/word-file.ts";
import { p, r } from "../../../import/docx/word-file.ts";
import { boris, here, reply, speaker } from "../../sample.ts";
import { bodyOf, type OwnDraft, ownDraft, packed, textAfter } from "./own-draft.ts";

const cleo = speaker("Cleo Marsh", []);
const sentence = "We firmly agree to meet.";
const remark = "This amendment is not shown in the text";

/** Replaces "firmly agree" of the sentence. */
function replaced(version: OwnDraft, words: string): ProposalOperation {
  const clause = version.idOf(sentence);
  const [start, end] = [3, 15].map((offset) => ({ clause, offset }));
  return { kind: "replace", start: start!, end: end!, content: [{ type: "text", text: words }] };
}

/** Compiles a proposal with amendments, each with the new texts of the proposal's insertions. */
function amended(version: OwnDraft, operations: ProposalOperation[], ...amendments: [typeof boris, string[]][]) {
  const replies = amendments.map(([author, texts]) =>
    reply({ speaker: author, text: "", amendment: amendmentTo(operations, texts) }),
  );
  return version.own([here({ kind: "proposal", operations, targets: [{ kind: "document" }], text: "" }, replies)]);
}

function written(version: OwnDraft, own: ReturnType<OwnDraft["own"]>) {
  const { parts, steps } = writeProposals(own);
  const bytes = packed(parts);
  const known = new Set(faultsOf(version.bytes));
  expect(faultsOf(bytes).filter((fault) => !known.has(fault))).toEqual([]);
  const remarks = commentsOf(bytes).filter(({ paragraphs }) => paragraphs.join("\n").includes(remark));
  return { bytes, steps, body: bodyOf(parts), remarks: remarks.length };
}

const draft = (): Promise<OwnDraft> =>
  ownDraft({ body: `<w:p>${r("We ")}${r("firmly agree", "<w:b/>")}${r(" to meet.")}</w:p>${p("We report.")}` });

test("nests amendments in the change of their proposal, each under its author's name", async () => {
  const version = await draft();
  const step = replaced(version, "warmly and openly agree");
  const own = amended(version, [step], [boris, ["gladly and openly agree"]], [cleo, ["warmly and frankly agree"]]);
  const { body, bytes, remarks } = written(version, own);
  const changes = /<w:(ins|del) w:id="\d+" w:author="(\w+)[^>]*>(?=(<w:del|<w:r>))(?:<w:r>.*?preserve">([^<]+))?/gu;
  expect([...body.matchAll(changes)].map(([, kind, author, , words]) => [kind, author, words])).toEqual([
    ["del", "Ana", "firmly agree"],
    ["ins", "Ana", undefined],
    ["del", "Boris", "warmly"],
    ["ins", "Boris", "gladly"],
    ["ins", "Ana", " and "],
    ["ins", "Ana", undefined],
    ["del", "Cleo", "openly"],
    ["ins", "Cleo", "frankly"],
    ["ins", "Ana", " agree"],
  ]);
  expect(paragraphsAfter(bytes, "accept")[0]).toBe("We gladly and frankly agree to meet.");
  expect(paragraphsAfter(bytes, "reject")[0]).toBe(sentence);
  expect(remarks).toBe(0);
});

test("nests an amendment in a new clause", async () => {
  const version = await draft();
  const clause = {
    kind: "paragraph" as const,
    label: null,
    depth: 0,
    content: [{ type: "text", text: "We pay now." }],
  };
  const steps: ProposalOperation[] = [{ kind: "insert", after: version.idOf(sentence), clause }];
  const { bytes } = written(version, amended(version, steps, [boris, ["We pay later."]]));
  expect(paragraphsAfter(bytes, "accept")).toEqual([sentence, "We pay later.", "We report."]);
  expect(paragraphsAfter(bytes, "reject")).toEqual([sentence, "We report."]);
});

test("nests an amendment of one of two equal texts in that one", async () => {
  const version = await draft();
  const clause = version.idOf("We report.");
  const at = { clause, offset: "We report".length };
  const second: ProposalOperation = { kind: "replace", start: at, end: at, content: [{ type: "text", text: "soon" }] };
  const own = amended(version, [replaced(version, "soon"), second], [boris, ["soon", "late"]]);
  const { bytes, remarks } = written(version, own);
  expect(paragraphsAfter(bytes, "accept")).toEqual(["We soon to meet.", "We reportlate."]);
  expect(remarks).toBe(0);
});

test("leaves an amendment in its reply if it is in a moved clause, and says so", async () => {
  const version = await draft();
  const clause = version.idOf(sentence);
  const steps: ProposalOperation[] = [
    { kind: "move", clause, after: version.idOf("We report.") },
    replaced(version, "hope"),
  ];
  const { bytes, remarks } = written(version, amended(version, steps, [boris, ["wish"]]));
  expect(paragraphsAfter(bytes, "accept")).toEqual(["We report.", "We hope to meet."]);
  expect(remarks).toBe(1);
});

test("nests no amendment in steps that were decided", async () => {
  const version = await draft();
  const step = replaced(version, "hope");
  const own = amended(version, [step], [boris, ["wish"]]);
  const bytes = packed(writeProposals(own, { steps: { 1: [step] }, withComments: false }).parts);
  expect(paragraphsAfter(bytes, "accept")[0]).toBe("We hope to meet.");
});

const words = fc.array(fc.constantFrom("peace", "and", "the", "Parties", "agree"), { minLength: 1, maxLength: 5 });

test("accepting all gives the proposal as amended, and rejecting all the version's text", async () => {
  const version = await draft();
  const after = version.idOf("We report.");
  await fc.assert(
    fc.asyncProperty(words, words, words, words, async (wording, clause, other, changed) => {
      const content = [{ type: "text", text: `${clause.join(" ")}.` }];
      const operations: ProposalOperation[] = [
        replaced(version, wording.join(" ")),
        { kind: "insert", after, clause: { kind: "paragraph", label: null, depth: 0, content } },
      ];
      const texts = [other.join(" "), `${changed.join(" ")}.`];
      const { bytes, remarks, steps } = written(version, amended(version, operations, [boris, texts]));
      const expected = amendedOperations(operations, amendmentTo(operations, texts)) ?? operations;
      expect(remarks).toBe(0);
      expect(hasLines(await textAfter(bytes, "accept"), version.draft, expected)).toBe(true);
      expect(hasLines(await textAfter(bytes, "accept"), version.draft, steps)).toBe(true);
      expect(hasLines(await textAfter(bytes, "reject"), version.draft, [])).toBe(true);
    }),
    { numRuns: 25, seed: 3 },
  );
});
