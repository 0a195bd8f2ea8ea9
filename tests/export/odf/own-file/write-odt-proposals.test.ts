import fc from "fast-check";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { UnsupportedPackageError } from "../../../../server/export/package/parts.ts";
import { readDraft } from "../../../../server/import/read-draft.ts";
import { list, listStyle, odtFile, p } from "../../../import/odt/odt-file.ts";
import { boris, here } from "../../sample.ts";
import { ownOdt, type OwnOdt, partText, readOdtComments } from "./own-odt-draft.ts";

const first = "The Member States recognise that broadband is a basic service.";
const second = "Operators invite comments from all the stakeholders.";

type Replace = Extract<ProposalOperation, { kind: "replace" }>;

/** Replaces text that the version has once. An empty `to` deletes it. */
function replaced(version: OwnOdt, from: string, to: string): Replace {
  const { start, end } = version.on(from);
  return { kind: "replace", start, end, content: to === "" ? [] : [{ type: "text", text: to }] };
}

/** Deletes the clause with a text that the version has once. */
const deleted =
  (exact: string) =>
  (version: OwnOdt): ProposalOperation => ({ kind: "delete", clause: version.on(exact).start.clause });

/** Inserts a clause after the one with a text that the version has once. */
const inserted =
  (exact: string, text: string, { marks = [], ...more }: { marks?: object[]; label?: string; kind?: "heading" } = {}) =>
  (version: OwnOdt): ProposalOperation => ({
    kind: "insert",
    after: exact === "" ? "" : version.on(exact).start.clause,
    clause: { kind: "paragraph", label: null, depth: 0, content: [{ type: "text", text, marks }], ...more },
  });

const proposal = (operations: ProposalOperation[], more: Parameters<typeof here>[0] = {}) =>
  here({ kind: "proposal", operations, targets: [{ kind: "document" }], text: "", ...more });

async function textAfter(bytes: Uint8Array, changes: "accept" | "reject"): Promise<string> {
  const { value } = await readDraft(bytes, { fileName: "draft.odt", language: "en", changes });
  return versionTextOf(value.draft).text;
}

/** Returns the label of each clause. */
async function labelsAfter(bytes: Uint8Array, changes: "accept" | "reject"): Promise<unknown[]> {
  const { value } = await readDraft(bytes, { fileName: "draft.odt", language: "en", changes });
  return value.draft.children.map(({ attrs }): unknown => attrs["label"]);
}

test("tracks replaced words under the author's name and day, and keeps all else", async () => {
  const version = await ownOdt(odtFile({ body: p(first) + p(second) }));
  const { bytes } = version.track([
    proposal([replaced(version, "basic", "vital")]),
    proposal([replaced(version, "all the ", "")], { speaker: boris, createdAt: "2013-02-12T10:00:00Z" }),
  ]);
  const { value } = await readDraft(bytes, { fileName: "draft.odt", language: "en", changes: "keep" });
  expect(value.markup.changes.map(({ kind, author, date, text }) => [kind, author, date, text])).toEqual([
    ["delete", "Ana Ruiz (ISOC and APC)", "2013-02-10T00:00:00", "basic"],
    ["insert", "Ana Ruiz (ISOC and APC)", "2013-02-10T00:00:00", "vital"],
    ["delete", "Boris Weil (Ruritania)", "2013-02-12T00:00:00", "all the "],
  ]);
  expect(await textAfter(bytes, "reject")).toBe(version.text);
  expect(await textAfter(bytes, "accept")).toBe(
    `${first.replace("basic", "vital")}\n${second.replace("all the ", "")}`,
  );
});

test("keeps the spans of deleted words, and gives new words those around them", async () => {
  const version = await ownOdt(odtFile({ body: p('We <text:span text:style-name="T">firmly ag</text:span>ree.') }));
  const { parts } = version.track([proposal([replaced(version, "agree", "act")])]);
  const content = partText(parts);
  expect(content).toContain(
    `<text:p text:style-name="Standard"><text:span text:style-name="T">ag</text:span>ree</text:p></text:deletion>`,
  );
  expect(content).toMatch(
    /<text:span text:style-name="T">firmly <text:change text:change-id="change1"\/><\/text:span><text:change-start text:change-id="change2"\/>act<text:change-end text:change-id="change2"\/>\./u,
  );
});

test("puts a comment inside deleted words around them", async () => {
  const version = await ownOdt(odtFile({ body: p(first) }));
  const { bytes } = version.track([
    proposal([replaced(version, "broadband is", "networks are")], { targets: [version.on("broadband")] }),
    here({ targets: [version.on("band")], text: "Why?" }),
  ]);
  const { comments } = await readOdtComments(bytes);
  expect(comments).toMatchObject([{ words: "broadband is" }, { words: "broadband is" }]);
});

const third = "The Secretary-General reports every year to the Council.";

/** Returns the tracked changes of a file. */
async function changesIn(bytes: Uint8Array): Promise<unknown[]> {
  const { value } = await readDraft(bytes, { fileName: "draft.odt", language: "en", changes: "keep" });
  return value.markup.changes.map(({ kind, author, text }) => [kind, author, text]);
}

test("tracks a deleted clause with its paragraph, at the start of the next one", async () => {
  const version = await ownOdt(odtFile({ body: p(first) + p(second, "Body") + p(third) }));
  const { parts, bytes } = version.track([proposal([deleted("invite")(version)])]);
  const content = partText(parts);
  expect(content).toContain(`${p(second, "Body")}<text:p/></text:deletion>`);
  expect(content.split("</text:tracked-changes>")[1]).toMatch(
    /<\/text:p><text:p text:style-name="Standard"><text:change text:change-id="change1"\/>.*The Sec/u,
  );
  expect(await changesIn(bytes)).toEqual([["delete", "Ana Ruiz (ISOC and APC)", `${second}\n`]]);
  expect(await textAfter(bytes, "reject")).toBe(version.text);
  expect(await textAfter(bytes, "accept")).toBe(`${first}\n${third}`);
});

test("keeps the paragraph of a deleted last clause, without its text", async () => {
  const version = await ownOdt(odtFile({ body: p(first) + p(second, "Body") }));
  const { parts, bytes } = version.track([proposal([deleted("invite")(version)])]);
  expect(partText(parts)).toMatch(
    /<text:p text:style-name="Body">.*<text:change text:change-id="change1"\/>.*<\/text:p>/u,
  );
  expect(await textAfter(bytes, "reject")).toBe(version.text);
  expect(await textAfter(bytes, "accept")).toBe(first);
});

const numbers = listStyle("L", [["1", "", "."]]);
const entries = (...texts: string[]): string =>
  list(
    "L",
    texts.map((text) => p(text)),
  );

test.each([
  ["first", first],
  ["middle", second],
  ["last", third],
])("keeps the numbers of a list when its %s entry is deleted and restored", async (_, gone) => {
  const version = await ownOdt(odtFile({ body: entries(first, second, third) + p("End."), styles: numbers }));
  const { parts, bytes } = version.track([proposal([deleted(gone)(version)])]);
  expect(
    partText(parts)
      .split("</text:tracked-changes>")[1]
      ?.match(/<text:list-item>/gu),
  ).toHaveLength(2);
  expect(await labelsAfter(bytes, "reject")).toEqual(["1", "2", "3", null]);
  expect(await labelsAfter(bytes, "accept")).toEqual(["1", "2", null]);
  expect(await textAfter(bytes, "reject")).toBe(version.text);
});

test("keeps a whole list of deleted clauses by several people, each under its author's name", async () => {
  const version = await ownOdt(odtFile({ body: p("Start.") + entries(first, second) + p("End."), styles: numbers }));
  const { parts, bytes } = version.track([
    proposal([deleted("basic")(version)]),
    proposal([deleted("invite")(version)], { speaker: boris }),
    here({ targets: [version.on("basic")], text: "Why?" }),
  ]);
  expect(partText(parts).split("</text:tracked-changes>")[1]).not.toContain("<text:list");
  expect(await changesIn(bytes)).toEqual([
    ["delete", "Ana Ruiz (ISOC and APC)", `${first}\n`],
    ["delete", "Boris Weil (Ruritania)", `${second}\n`],
  ]);
  expect(await labelsAfter(bytes, "reject")).toEqual([null, "1", "2", null]);
  expect(await textAfter(bytes, "accept")).toBe("Start.\nEnd.");
  expect((await readOdtComments(bytes)).comments).toHaveLength(3);
});

test("deletes a clause with its note and its bookmark", async () => {
  const note = `<text:note text:id="n" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>${p("See above.")}</text:note-body></text:note>`;
  const marked = `<text:bookmark-start text:name="b"/>${first}<text:bookmark-end text:name="b"/>${note}`;
  const version = await ownOdt(odtFile({ body: p(marked) + p(second) }));
  const { bytes } = version.track([
    proposal([deleted("basic")(version)]),
    here({ targets: [version.on("above")], text: "Where?" }),
  ]);
  expect(await textAfter(bytes, "reject")).toBe(version.text);
  expect(await textAfter(bytes, "accept")).toBe(second);
});

/** Returns the text of a file without its list of tracked changes. */
const bodyOf = (parts: ReadonlyMap<string, Uint8Array>): string =>
  partText(parts)
    .split("</text:tracked-changes>")[1]
    ?.replaceAll(/<office:annotation.*?<\/office:annotation>|<office:annotation-end[^>]*>/gu, "") ?? "";

test("tracks new clauses from their start to that of the next paragraph, with the style of the one before", async () => {
  const version = await ownOdt(odtFile({ body: p(first, "Body") + p(second) }));
  const { parts, bytes } = version.track([
    proposal([inserted("basic", "New.")(version)]),
    proposal([inserted("basic", "Newer.")(version)], { speaker: boris }),
  ]);
  const [one, other] = ["change1", "change2"].map((id) => [
    `<text:change-start text:change-id="${id}"/>`,
    `<text:change-end text:change-id="${id}"/>`,
  ]);
  expect(bodyOf(parts)).toContain(
    p(first, "Body") +
      p(`${String(one?.[0])}New.`, "Body") +
      p(`${String(one?.[1])}${String(other?.[0])}Newer.`, "Body") +
      p(`${String(other?.[1])}${second}`),
  );
  expect(await changesIn(bytes)).toEqual([
    ["insert", "Ana Ruiz (ISOC and APC)", "New.\n"],
    ["insert", "Boris Weil (Ruritania)", "Newer.\n"],
  ]);
  expect(await textAfter(bytes, "reject")).toBe(version.text);
  expect(await textAfter(bytes, "accept")).toBe(`${first}\nNew.\nNewer.\n${second}`);
});

test.each([
  ["first", "", `New.\n${first}\n${second}`],
  ["last", "invite", `${first}\n${second}\nNew.`],
])("inserts the %s clause of a text", async (_, after, wanted) => {
  const version = await ownOdt(odtFile({ body: p(first) + p(second) }));
  const { bytes } = version.track([
    proposal([inserted(after, "New.")(version)]),
    here({ targets: [version.on(second)], text: "Why?" }),
  ]);
  expect(await textAfter(bytes, "reject")).toBe(version.text);
  expect(await textAfter(bytes, "accept")).toBe(wanted);
});

test.each([
  ["another entry", "1", "invite", ["1", "2", "3", "4", null]],
  ["the last entry", "1", "reports", ["1", "2", "3", "4", null]],
])("inserts %s into a list, which numbers it", async (_, label, after, wanted) => {
  const version = await ownOdt(odtFile({ body: entries(first, second, third) + p("End."), styles: numbers }));
  const { bytes } = version.track([proposal([inserted(after, "New.", { label })(version)])]);
  expect(await labelsAfter(bytes, "reject")).toEqual(["1", "2", "3", null]);
  expect(await labelsAfter(bytes, "accept")).toEqual(wanted);
  expect(await textAfter(bytes, "reject")).toBe(version.text);
});

test("types the label of a new clause in the manner of the one before", async () => {
  const version = await ownOdt(odtFile({ body: p(`(a)<text:tab/>${first}`) + p(`(b)<text:tab/>${second}`) }));
  const label = String(version.draft.children[1]?.attrs["label"]).replace("b", "c");
  const { kind, depth } = (version.draft.children[1]?.attrs ?? {}) as { kind?: "item"; depth?: number };
  const { bytes, parts } = version.track([
    proposal([inserted("invite", "New.", { label, kind, depth } as object)(version)]),
  ]);
  expect(bodyOf(parts)).toContain("(c)<text:tab/>New.");
  expect(await textAfter(bytes, "reject")).toBe(version.text);
  expect(await textAfter(bytes, "accept")).toBe(`${version.text}\nNew.`);
});

test("replaces a clause by another one in the same proposal, also the last one of the text", async () => {
  const version = await ownOdt(odtFile({ body: p(first) + p(second) }));
  for (const exact of ["basic", "invite"]) {
    const { bytes } = version.track([proposal([deleted(exact)(version), inserted(exact, "New.")(version)])]);
    expect(await textAfter(bytes, "reject")).toBe(version.text);
    expect(await textAfter(bytes, "accept")).toBe(version.text.replace(exact === "basic" ? first : second, "New."));
  }
});

test("gives a new clause the style of a first page without its page break", async () => {
  const page = `<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Body" style:master-page-name="First"/>`;
  const version = await ownOdt(odtFile({ body: p(first, "P1") + p(second), styles: page }));
  const { parts } = version.track([proposal([inserted("basic", "New.")(version)])]);
  expect(bodyOf(parts)).toContain('<text:p text:style-name="Body"><text:change-start');
});

test("rejecting gives the version and accepting the proposals, for any deleted and new clauses of nested lists", async () => {
  const texts = ["One.", "Two.", "Three.", "Four.", "Five.", "Six."];
  const [one, two, three, four, five, six] = texts.map((text) => p(text)) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const version = await ownOdt(
    odtFile({ body: one + list("L", [two + list("", [three, four]), five]) + p("") + six, styles: numbers }),
  );
  const single = fc.constantFrom("", "delete", "insert", "both");
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(single, single, single, single, single, single),
      fc.constantFrom(null, "9"),
      async (kinds, label) => {
        const steps = kinds.map((kind, at) => {
          const exact = texts[at] ?? "";
          const more = label === null ? {} : { label };
          return [
            ...(kind === "delete" || kind === "both" ? [deleted(exact)(version)] : []),
            ...(kind === "insert" || kind === "both" ? [inserted(exact, `New ${String(at)}.`, more)(version)] : []),
          ];
        });
        const { bytes } = version.track(
          steps.filter(({ length }) => length > 0).map((operations) => proposal(operations)),
        );
        const wanted = steps.flatMap((operations, at) => [
          ...(operations.some(({ kind }) => kind === "delete") ? [] : [texts[at]]),
          ...(operations.some(({ kind }) => kind === "insert") ? [`New ${String(at)}.`] : []),
        ]);
        expect(await textAfter(bytes, "reject")).toBe(version.text);
        expect((await textAfter(bytes, "accept")).replaceAll(/^9\.?\s/gmu, "")).toBe(wanted.join("\n"));
      },
    ),
    { numRuns: 40, seed: 11 },
  );
});

test.each<[what: string, body: string, make: (version: OwnOdt) => ProposalOperation]>([
  [
    "a new clause with a link",
    p(first),
    inserted("basic", "New.", { marks: [{ type: "link", attrs: { href: "https://example.org/" } }] }),
  ],
  [
    "a deleted clause with a picture",
    p(`${first}<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>`) + p(second),
    deleted("basic"),
  ],
  [
    "a deleted row with a cell of two rows",
    `<table:table><table:table-row><table:table-cell table:number-rows-spanned="2">${p(first)}</table:table-cell></table:table-row></table:table>${p(second)}`,
    deleted("basic"),
  ],
  [
    "a deleted clause with the start of a bookmark of two clauses",
    p(`${first}<text:bookmark-start text:name="b"/>`) + p(`<text:bookmark-end text:name="b"/>${second}`),
    deleted("basic"),
  ],
  [
    "words in a link",
    p('See <text:a xlink:href="https://example.org/">the basic annex</text:a>.'),
    (version) => replaced(version, "basic", "vital"),
  ],
  [
    "words with a bookmark among them",
    p('A ba<text:bookmark text:name="b"/>sic text.'),
    (version) => replaced(version, "basic", "vital"),
  ],
])("shows %s in a comment only", async (_, body, make) => {
  const version = await ownOdt(odtFile({ body }));
  const { bytes, plan, steps } = version.track([proposal([make(version)])]);
  expect(steps).toEqual([]);
  expect([...plan.hidden.values()]).toEqual([{ reason: "not-in-file" }]);
  expect(await textAfter(bytes, "accept")).toBe(version.text);
  expect((await readOdtComments(bytes)).comments).toHaveLength(1);
});

test("keeps every part byte for byte without proposals and comments", async () => {
  const version = await ownOdt(odtFile({ body: p(first) }));
  expect([...version.track([]).parts]).toEqual([...version.parts]);
});

test("refuses a file with tracked changes of its own", async () => {
  const info = "<office:change-info><dc:creator>Ann</dc:creator></office:change-info>";
  const region = `<text:changed-region text:id="c"><text:insertion>${info}</text:insertion></text:changed-region>`;
  const version = await ownOdt(odtFile({ body: `<text:tracked-changes>${region}</text:tracked-changes>${p(first)}` }));
  expect(() => version.track([])).toThrow(UnsupportedPackageError);
});

const pieces = fc.array(fc.tuple(fc.constantFrom("peace ", "and ", "7 ", "é", "&amp;"), fc.boolean()), {
  minLength: 1,
  maxLength: 6,
});

test("rejecting gives the version and accepting the proposal, for any words of any text", async () => {
  const paragraph = (list: readonly (readonly [string, boolean])[]): string =>
    p(`Text ${list.map(([text, isSpan]) => (isSpan ? `<text:span>${text}</text:span>` : text)).join("")}end.`);
  await fc.assert(
    fc.asyncProperty(
      pieces,
      fc.nat(),
      fc.nat(),
      fc.constantFrom("", "new", "new words "),
      async (list, one, other, put) => {
        const version = await ownOdt(odtFile({ body: paragraph(list) + p(second) }));
        const length = version.text.indexOf("\n");
        const [start = 0, end = 0] = [one % length, other % length].sort((left, right) => left - right);
        const { start: from, end: to } = version.range(start, end + 1);
        const step: Replace = {
          kind: "replace",
          start: from,
          end: to,
          content: put === "" ? [] : [{ type: "text", text: put }],
        };
        const { bytes, steps } = version.track([proposal([step])]);
        expect(steps).toHaveLength(1);
        expect(await textAfter(bytes, "reject")).toBe(version.text);
        const wanted = version.text.slice(0, start) + put + version.text.slice(end + 1);
        const single = (text: string): string => text.replaceAll(/ +/gu, " ").replaceAll(/^ | $/gmu, "");
        expect(single(await textAfter(bytes, "accept"))).toBe(single(wanted));
      },
    ),
    { numRuns: 40, seed: 11 },
  );
});
