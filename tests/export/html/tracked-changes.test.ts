import fc from "fast-check";
import { parse } from "parse5";
import type { Node } from "prosemirror-model";
import { applyOperations } from "#core/propose/apply-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { trackedProposals } from "#core/compile/tracked-proposals.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { html } from "../whole-files.ts";
import { proposalsOn, writtenDrafts } from "../../import/docx/written-file.ts";
import { attribute, elementsOf, textOf, type PageElement } from "./page-elements.ts";
import { compilation, draft, here, movedAndReworded, opinion, reference, shorter, speaker, text } from "../sample.ts";

/** Lists the clauses of a page after all tracked changes are accepted or rejected: kind, label and text. */
function clausesAfter(compiled: Compilation, choice: "accept" | "reject"): string[] {
  const [hiddenClass, hiddenTag] = choice === "accept" ? ["deleted|moved-away", "del"] : ["inserted|moved-here", "ins"];
  return elementsOf(parse(html(compiled, "tracked-changes"))).flatMap((element) => {
    const classes = attribute(element, "class") ?? "";
    const kind = /^clause clause-(\w+)/u.exec(classes)?.[1];
    if (kind === undefined || new RegExp(`(?:^| )(?:${hiddenClass})(?: |$)`, "u").test(classes)) return [];
    const label = elementsOf(element).find((one) => attribute(one, "class")?.startsWith("clause-label"));
    return [clauseMarkup(kind, label ? kept(label, hiddenTag, false) : "", kept(element, hiddenTag, true))];
  });
}

/**
 * Returns the text of an element without dropped changes, links to comments, note references and, if asked, its label.
 */
function kept(element: PageElement, dropped: string, withoutLabel: boolean): string {
  return element.childNodes
    .map((child) => {
      if (!("tagName" in child)) return textOf(child);
      const name = attribute(child, "class") ?? "";
      const aside = /^(?:to-comment|move-link|footnote-reference)$/u.test(name);
      return child.tagName === dropped || aside || (withoutLabel && name.startsWith("clause-label"))
        ? ""
        : child.tagName === "br"
          ? " "
          : kept(child, dropped, withoutLabel);
    })
    .join("");
}

function clausesOf(node: Node): string[] {
  return node.children.map(({ attrs, textContent }) =>
    clauseMarkup(String(attrs["kind"]), (attrs["label"] as string | null) ?? "", textContent),
  );
}

/** A space at the start of the text does not count, because a page already has one after the label. */
function clauseMarkup(kind: string, label: string, text: string): string {
  return `${kind} | ${label} | ${text.trimStart()}`;
}

function proposal(operations: ProposalOperation[], who = "Chen Li"): ReturnType<typeof here> {
  const [step] = operations;
  const clause =
    step?.kind === "replace" ? step.start.clause : step?.kind === "insert" ? step.after : (step?.clause ?? "");
  return here({
    kind: "proposal",
    text: "",
    targets: [{ kind: "clause", clause }],
    speaker: speaker(who, ["Sinica"]),
    operations,
  });
}

/** Expects the base draft if all changes are rejected, and the draft with the proposals applied if all are accepted. */
function expectAcceptAndReject(compiled: Compilation, base: Node): void {
  expect(clausesAfter(compiled, "reject")).toEqual(clausesOf(base));
  const { draft: next } = applyOperations(
    base,
    trackedProposals(compiled).shown.flatMap(({ operations }) => operations),
  );
  expect(clausesAfter(compiled, "accept")).toEqual(clausesOf(next));
}

test("rejecting all changes gives the draft, accepting all gives the draft with the proposals", () => {
  const proposed = writtenDrafts.chain((base) => fc.record({ base: fc.constant(base), proposals: proposalsOn(base) }));
  fc.assert(
    fc.property(proposed, ({ base, proposals }) => {
      expectAcceptAndReject(compilation(proposals, { draft: base }), base);
    }),
    { numRuns: 100 },
  );
});

const noted = draft([
  { id: "p1", kind: "paragraph", label: "1", content: [text("One"), reference("n1", "1"), text(" follows.")] },
  { id: "n1", kind: "footnote", label: "1", content: "A note." },
  { id: "p2", kind: "paragraph", label: "2", content: "Two ends." },
]);

test.each<[string, Node, ProposalOperation[]]>([
  ["a clause moved with other wording and another label", opinion, movedAndReworded],
  [
    "text inserted at the very beginning",
    opinion,
    [
      {
        kind: "replace",
        start: { clause: "r-b", offset: 0 },
        end: { clause: "r-b", offset: 0 },
        content: [{ type: "text", text: "And " }],
      },
    ],
  ],
  [
    "a clause inserted after a moved one",
    opinion,
    [
      { kind: "move", clause: "r-b", after: "v2" },
      {
        kind: "insert",
        after: "r-b",
        clause: { kind: "recital", label: "c)", depth: 0, content: [{ type: "text", text: "that more follows" }] },
      },
    ],
  ],
  ["the deletion of a clause with its footnote", noted, [{ kind: "delete", clause: "p1" }]],
  [
    "the deletion of a footnote's only reference",
    noted,
    [{ kind: "replace", start: { clause: "p1", offset: 1 }, end: { clause: "p1", offset: 6 }, content: [] }],
  ],
  ["a clause moved with its footnote", noted, [{ kind: "move", clause: "p1", after: "p2" }]],
  [
    "a reworded clause moved with its footnote",
    noted,
    [
      { kind: "move", clause: "p1", after: "p2" },
      {
        kind: "replace",
        start: { clause: "p1", offset: 4 },
        end: { clause: "p1", offset: 11 },
        content: [{ type: "text", text: "leads" }],
      },
    ],
  ],
  ["the deletion of a footnote alone", noted, [{ kind: "delete", clause: "n1" }]],
  [
    "a clause inserted after one with a footnote",
    noted,
    [
      {
        kind: "insert",
        after: "p1",
        clause: { kind: "paragraph", label: "1bis", depth: 0, content: [{ type: "text", text: "Between." }] },
      },
    ],
  ],
  [
    "a split clause",
    noted,
    [
      { kind: "replace", start: { clause: "p2", offset: 3 }, end: { clause: "p2", offset: 9 }, content: [] },
      {
        kind: "insert",
        after: "p2",
        clause: { kind: "paragraph", label: "3", depth: 0, content: [{ type: "text", text: "ends." }] },
      },
    ],
  ],
])("draws %s so that it can be accepted and rejected", (_, base, operations) => {
  expectAcceptAndReject(compilation([proposal(operations)], { draft: base }), base);
});

test("gives each change its author, date and a link to its proposal", () => {
  const elements = elementsOf(parse(html(compilation([proposal(shorter)]), "tracked-changes")));
  const changes = elements.filter(({ tagName }) => tagName === "ins" || tagName === "del");
  expect(changes.map((change) => [change.tagName, textOf(change), attribute(change, "title")])).toEqual([
    ["del", expect.any(String), "deleted · Chen Li (Sinica) · 10 Feb 2013"],
    ["ins", "stands for", "added · Chen Li (Sinica) · 10 Feb 2013"],
  ]);
  expect(changes.map((change) => attribute(change, "datetime"))).toEqual(["2013-02-10", "2013-02-10"]);
  const [link] = elements.filter((element) => attribute(element, "class") === "to-comment");
  expect(link && [textOf(link), attribute(link, "href"), attribute(link, "aria-label")]).toEqual([
    "1 Sinica",
    "#comment-1",
    "1 Sinica · Go to Proposal 1 · 10 Feb 2013",
  ]);
});

/**
 * Returns two facts for each thread of a page: whether its change is drawn in the text, or why not; and whether the
 * thread shows the proposed change.
 */
function remarksOf(compiled: Compilation): [notice: string | undefined, setOut: boolean][] {
  return elementsOf(parse(html(compiled, "tracked-changes")))
    .filter((element) => attribute(element, "class")?.startsWith("thread "))
    .map((thread) => [
      elementsOf(thread)
        .map((element) => textOf(element))
        .find((text) => /^(?:Shown|Not shown) in the text/u.test(text)),
      elementsOf(thread).some((element) => attribute(element, "class") === "proposed"),
    ]);
}

test("reports the second of two proposals for the same text as not drawn, with its edits", () => {
  expect(remarksOf(compilation([proposal(shorter), proposal(shorter, "Dina Odum")]))).toEqual([
    ["Shown in the text.", false],
    ["Not shown in the text because it conflicts with Proposal 1, which was made earlier.", true],
  ]);
});

test("does not draw a proposal for the footnote of a clause that an earlier proposal moves", () => {
  const moves = proposal([{ kind: "move", clause: "p1", after: "p2" }]);
  const rewords = proposal([
    {
      kind: "replace",
      start: { clause: "n1", offset: 0 },
      end: { clause: "n1", offset: 1 },
      content: [{ type: "text", text: "One" }],
    },
  ]);
  expect(remarksOf(compilation([moves, rewords], { draft: noted })).map(([remark]) => remark)).toEqual([
    "Shown in the text.",
    "Not shown in the text because it conflicts with Proposal 1, which was made earlier.",
  ]);
});

const twiceNoted = draft([
  { id: "p1", kind: "paragraph", label: "1", content: [text("One"), reference("n1", "1"), text(" follows.")] },
  { id: "n1", kind: "footnote", label: "1", content: "A note." },
  { id: "p2", kind: "paragraph", label: "2", content: [text("Two ends"), reference("n1", "1")] },
]);

const bound = "Not shown in the text. It moves a clause with footnotes that it changes or that other text refers to.";

test.each<[string, Node, ProposalOperation[]]>([
  ["moves a clause and deletes its footnote", noted, [{ kind: "delete", clause: "n1" }]],
  [
    "moves a clause and deletes the words around its footnote",
    noted,
    [{ kind: "replace", start: { clause: "p1", offset: 1 }, end: { clause: "p1", offset: 6 }, content: [] }],
  ],
  ["moves a clause whose footnote has another reference", twiceNoted, []],
])("does not draw a proposal that %s, and reports why", (_what, base, steps) => {
  const moves: ProposalOperation[] = [{ kind: "move", clause: "p1", after: "p2" }, ...steps];
  expect(remarksOf(compilation([proposal(moves)], { draft: base }))).toEqual([[bound, true]]);
});

test.each<[string, ProposalOperation, string]>([
  [
    "inserts a clause after a footnote",
    {
      kind: "insert",
      after: "n1",
      clause: { kind: "paragraph", label: null, depth: 0, content: [{ type: "text", text: "More." }] },
    },
    "Not shown in the text. Nothing can be inserted after a footnote, and only a row after a table cell.",
  ],
])("does not draw a proposal that %s, and reports why", (_what, step, reason) => {
  expect(remarksOf(compilation([proposal([step])], { draft: noted }))).toEqual([[reason, true]]);
});

test("gives the reason why a withdrawn, changed or unplaced proposal is not drawn", () => {
  const withdrawn = here({ ...proposal(shorter).annotation, standing: "withdrawn" });
  const placeless = here({ kind: "proposal", operations: [] }, [], { state: "orphan", targets: [] });
  const { hidden } = trackedProposals(compilation([withdrawn, proposal([]), placeless]));
  expect([...hidden.values()].map(({ reason }) => reason).sort()).toEqual(["no-place", "not-open", "words-changed"]);
});

test("links a moved clause to its other position and back", () => {
  const compiled = compilation([proposal([{ kind: "move", clause: "o-2", after: "v2" }])]);
  const arrows = elementsOf(parse(html(compiled, "tracked-changes"))).filter(
    (element) => attribute(element, "class") === "move-link",
  );
  expect(arrows.map((arrow) => [attribute(arrow, "href"), attribute(arrow, "aria-label")])).toEqual([
    ["#o-2", "Go to the old location"],
    ["#moved-o-2", "Go to the new location"],
  ]);
});
