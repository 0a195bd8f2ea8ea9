import fc from "fast-check";
import { anchor } from "#core/place/anchor.ts";
import type { ReadRemark, RemarkList } from "#core/receive/read-contribution.ts";
import { targetOf } from "#core/place/selector.ts";
import type { Target } from "#core/discuss/target.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { jsonld } from "../../export/whole-files.ts";
import { readCollection } from "../../../server/import/annotations/read-collection.ts";
import { compilation, annotationsOfEveryKind, here, opinion, reply, words } from "../../export/sample.ts";

const base = "https://forum.example";
const version = versionTextOf(opinion);

function read(value: unknown): RemarkList {
  return readCollection(new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value)));
}

/** Returns an annotation as another program writes it, with default values for everything not given. */
function foreign(overrides: object = {}): object {
  return {
    id: "https://elsewhere.example/1",
    type: "Annotation",
    body: { type: "TextualBody", value: "Too weak." },
    target: {
      source: "https://forum.example/read/opinion-5@3",
      selector: [
        { type: "RangeSelector", startSelector: { type: "XPathSelector", value: "/p[1]" } },
        { type: "TextPositionSelector", start: 10, end: 19 },
        { type: "TextQuoteSelector", exact: "more than", prefix: "means ", suffix: " being" },
      ],
    },
    ...overrides,
  };
}

const quote = { type: "TextQuoteSelector", exact: "more than", prefix: "means ", suffix: " being" };

test("reads the text, the page and the quote selector of another program's annotation", () => {
  const { names, remarks, notices } = read(
    foreign({ creator: { type: "Person", name: "Ana Ruiz" }, created: "2013-02-10T09:00:00+01:00" }),
  );
  expect(names).toBe("https://forum.example/read/opinion-5@3");
  expect(notices).toEqual([]);
  expect(remarks).toEqual([
    {
      id: "https://elsewhere.example/1",
      author: "Ana Ruiz",
      source: "",
      date: "2013-02-10T08:00:00.000Z",
      text: "Too weak.",
      type: null,
      place: { citation: null, quote: null, selectors: [[quote]] },
      proposed: null,
      resolved: false,
      replies: [],
    },
  ]);
});

test.each([
  ["a single annotation", (one: object): unknown => one],
  ["a list", (one: object): unknown => [one]],
  ["a page", (one: object): unknown => ({ type: "AnnotationPage", items: [one] })],
  ["a graph", (one: object): unknown => ({ "@graph": [one] })],
  [
    "a collection",
    (one: object): unknown => ({ type: ["AnnotationCollection"], first: { type: "AnnotationPage", items: one } }),
  ],
  [
    "a second page",
    (one: object): unknown => ({
      "@type": "AnnotationCollection",
      first: { type: "AnnotationPage", items: [], next: { "@type": "AnnotationPage", items: [one] } },
    }),
  ],
])("reads annotations from %s", (_what, wrap) => {
  expect(read(wrap(foreign())).remarks).toHaveLength(1);
});

test("reports pages stored elsewhere and fetches nothing", () => {
  const page = { type: "AnnotationPage", items: [foreign()], next: "https://elsewhere.example/page2" };
  expect(read(page).notices).toEqual([
    { code: "annotation-page-missing", params: { address: "https://elsewhere.example/page2" }, place: "" },
  ]);
});

test.each([
  ["a plain body", { body: "Too weak.", bodyValue: undefined }, "Too weak."],
  ["a body value", { body: undefined, bodyValue: "Too weak." }, "Too weak."],
  ["several bodies", { body: [{ value: "One." }, { value: "Two." }] }, "One.\n\nTwo."],
  [
    "a page of HTML",
    { body: { format: "text/html", value: "<p>One &amp; <b>two</b>.</p><p>Three.</p>" } },
    "One & two.\n\nThree.",
  ],
])("reads the text of %s", (_what, body, text) => {
  expect(read(foreign(body)).remarks[0]?.text).toBe(text);
});

test("reads an annotation with the motivation “editing” as a proposal for the quoted text", () => {
  const [remark] = read(foreign({ motivation: "editing", body: { value: "much beyond" } })).remarks;
  expect([remark?.text, remark?.proposed]).toEqual(["", { text: "much beyond", steps: null }]);
});

test.each([
  ["an annotation with the motivation “replying”", { motivation: "replying", target: "https://elsewhere.example/1" }],
  ["an annotation whose target is another annotation", { target: { source: "https://elsewhere.example/1" } }],
])("turns %s into a reply to its target", (_what, answer) => {
  const second = foreign({ id: "https://elsewhere.example/2", body: "Indeed.", ...answer });
  const third = foreign({
    id: "https://elsewhere.example/3",
    body: "Not so.",
    motivation: "replying",
    target: "https://elsewhere.example/2",
  });
  const { remarks } = read([third, second, foreign()]);
  expect(remarks.map(({ text, replies }) => [text, replies.map((one) => one.text)])).toEqual([
    ["Too weak.", ["Not so.", "Indeed."]],
  ]);
});

test("keeps and reports replies in a circle and replies to missing annotations", () => {
  const circle = [
    foreign({ id: "a", target: "b", body: "To b." }),
    foreign({ id: "b", target: "a", body: "To a." }),
    foreign({ id: "c", target: "d", motivation: "replying", body: "To d." }),
  ];
  const { remarks, notices } = read(circle);
  expect(remarks.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(notices.map(({ code, place }) => `${place} ${code}`).sort()).toEqual([
    "a annotation-answers-nothing",
    "b annotation-answers-nothing",
    "c annotation-answers-nothing",
  ]);
});

test.each([
  ["a position alone", { type: "TextPositionSelector", start: 10, end: 19 }, "10–19"],
  ["a fragment of the page", { type: "FragmentSelector", value: "section-2" }, "section-2"],
  ["an unknown selector", { type: "SvgSelector" }, "SvgSelector"],
])("does not resolve %s, but passes it on as a citation", (_what, selector, citation) => {
  const [remark] = read(foreign({ target: { source: "https://forum.example/", selector } })).remarks;
  expect(remark?.place).toEqual({ citation, quote: null, selectors: null });
});

test.each([
  ["text that is not JSON", "Dear all,", "not-this-format"],
  ["JSON of another kind", "[1, {}]", "not-this-format"],
  ["half a million numbers", `[${"1,".repeat(500_000)}1]`, "not-this-format"],
  ["a graph of half a million", `{"@graph":[${"1,".repeat(500_000)}1]}`, "not-this-format"],
  ["one annotation among many other values", `[${JSON.stringify(foreign())},${"1,".repeat(50_000)}1]`, "too-large"],
  ["annotations without text", JSON.stringify(foreign({ body: undefined })), "empty"],
  ["a page that is its own next", '{"type":"AnnotationPage"}', "not-this-format"],
])("rejects %s", (_what, file, code) => {
  expect(() => read(file)).toThrow(expect.objectContaining({ name: "UnreadableFile", code }) as Error);
});

test("reads the other annotations of a collection in which one cannot be read, and reports that one", () => {
  const deep = { type: "TextualBody", format: "text/html", value: `${"<div>".repeat(3000)}Deep.` };
  const { remarks, notices } = read([foreign({ id: "a" }), foreign({ id: "b", body: deep }), foreign({ id: "c" })]);
  expect(remarks.map(({ id }) => id)).toEqual(["a", "c"]);
  expect(notices).toEqual([{ code: "annotation-too-deep", params: {}, place: "b" }]);
});

test("reports a proposed change that cannot be read, and keeps the annotation's text", () => {
  const { remarks, notices } = read([foreign({ id: "a", operations: [{ kind: "unheard-of" }] })]);
  expect(remarks.map(({ text, proposed }) => [text, proposed])).toEqual([["Too weak.", null]]);
  expect(notices).toEqual([{ code: "annotation-change-not-read", params: {}, place: "a" }]);
});

test("keeps both of two annotations with the same id, and one of two that are the same", () => {
  const other = { type: "TextualBody", value: "Too strong." };
  const { remarks } = read([foreign({ id: "a" }), foreign({ id: "a", body: other }), foreign({ id: "a" })]);
  expect(remarks.map(({ id, text }) => [id, text])).toEqual([
    ["a", "Too weak."],
    ["a (2)", "Too strong."],
  ]);
});

test("rejects a collection in which no annotation can be read", () => {
  const deep = { type: "TextualBody", format: "text/html", value: `${"<div>".repeat(3000)}Deep.` };
  expect(() => read([foreign({ body: deep })])).toThrow(expect.objectContaining({ code: "empty" }) as Error);
});

test("reads any JSON as comments or rejects it", () => {
  const keys = [
    "type",
    "id",
    "items",
    "first",
    "next",
    "body",
    "target",
    "selector",
    "value",
    "source",
    "motivation",
    "creator",
  ];
  const leaf = fc.constantFrom("Annotation", "AnnotationPage", "AnnotationCollection", "replying", "x", 1, null, true);
  const json = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "medium" },
      leaf,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie("value")),
    ),
  })).value;
  fc.assert(
    fc.property(json, (value) => {
      try {
        read(JSON.stringify(value));
      } catch (error) {
        expect(error).toHaveProperty("name", "UnreadableFile");
      }
    }),
    { numRuns: 1000 },
  );
});

/** Returns the targets that a remark's selectors resolve to. */
function targetsOf({ place }: ReadRemark): (Target | null)[] {
  return place.selectors?.map((selectors) => targetOf(version, selectors)) ?? [{ kind: "document" }];
}

test("reads open comments, replies and proposals back from our own file", () => {
  const { names, remarks, notices } = read(jsonld(compilation(annotationsOfEveryKind()), base));
  expect(names).toBe(`${base}/read/opinion-5@3:en`);
  expect(notices.map(({ code }) => code)).toEqual(["annotation-without-words", "annotation-without-words"]);
  expect(remarks.map(({ text, source, replies }) => [text, source, replies.map((one) => one.text)])).toContainEqual([
    "Which one?",
    "ISOC, APC",
    ["supports.\n\nThe one of 2011.", "opposes.\n\nWe see it otherwise."],
  ]);
  const proposal = remarks.find(({ text }) => text === "Stronger so.");
  expect(proposal?.proposed?.steps?.map(({ kind }) => kind)).toEqual(["replace", "insert"]);
});

test("reads an exported collection back as the same comments on the same text", () => {
  const target = fc.constantFrom<Target>(
    { kind: "document" },
    { kind: "clause", clause: "o-1" },
    { kind: "section", clause: "v2" },
    words(opinion, "r-a", "first report"),
    words(opinion, "n1", "second meeting"),
    words(opinion, "t-22", "38 per cent"),
    words(opinion, "r-a", "open;", { clause: "r-b", exact: "that" }),
  );
  const statement = fc.record({
    text: fc
      .string({ unit: "grapheme", minLength: 1 })
      .map((text) => text.normalize("NFC"))
      .filter((text) => text === text.trim() && !text.includes("\r")),
    type: fc.constantFrom("general", "technical", "editorial"),
    targets: fc
      .array(target, { minLength: 1, maxLength: 3 })
      .filter((all) => all.length === 1 || all.every(({ kind }) => kind !== "document")),
    answers: fc.array(fc.constantFrom("Yes.", "No."), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(fc.array(statement, { minLength: 1, maxLength: 5 }), (all) => {
      const comments = all.map(({ answers, ...rest }) =>
        here(
          rest as Parameters<typeof here>[0],
          answers.map((text) => reply({ text })),
        ),
      );
      const { remarks } = read(jsonld(compilation(comments), base));
      const expectedRemark = (
        text: string,
        type: string | null,
        targets: readonly (Target | null)[],
        answers: readonly string[],
      ): string => JSON.stringify([text, type, targets.map((one) => one && anchor(version, one)), answers]);
      expect(
        remarks
          .map((one) =>
            expectedRemark(
              one.text,
              one.type,
              targetsOf(one),
              one.replies.map(({ text }) => text),
            ),
          )
          .sort(),
      ).toEqual(all.map(({ text, type, targets, answers }) => expectedRemark(text, type, targets, answers)).sort());
    }),
    { numRuns: 100 },
  );
});
