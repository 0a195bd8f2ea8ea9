import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { r } from "../../import/docx/word-file.ts";
import { asActor, firstDraft, openForum } from "../../support/forum.ts";
import { del, ins, insertedParagraph, markedOpinion } from "../../support/marked-opinion.ts";

const sign = '<w:r><w:footnoteReference w:id="2"/></w:r>';
const footnotes = `<w:footnote w:id="2"><w:p>${r("Each in their ")}<w:r><w:rPr><w:i/></w:rPr><w:t>own</w:t></w:r>${r(" way.")}</w:p></w:footnote>`;
const note = {
  label: "1",
  content: [
    { type: "text", text: "Each in their " },
    { type: "text", text: "own", marks: [{ type: "emphasis" }] },
    { type: "text", text: " way." },
  ],
};
const reference = { type: "footnoteReference", attrs: { clause: "new-1", label: "1" } };

test.each<[where: string, paragraph: string, start: number, content: object[]]>([
  [
    "after inserted words",
    `${r("a) that many are ")}${ins("gravely ").replace("</w:ins>", `${sign}</w:ins>`)}${r("concerned by what is decided;")}`,
    14,
    [{ type: "text", text: "gravely " }, reference],
  ],
  [
    "between inserted words",
    `${r("a) that many are ")}${ins("gravely").replace("</w:ins>", `${sign}${r(" and ")}</w:ins>`)}${r("concerned by what is decided;")}`,
    14,
    [{ type: "text", text: "gravely" }, reference, { type: "text", text: " and " }],
  ],
  [
    "alone",
    `${r("a) that many are")}${ins("").replace(/<w:r>.*<\/w:r>/u, sign)}${r(" concerned by what is decided;")}`,
    13,
    [reference],
  ],
])("proposes a footnote inserted %s together with its text", async (_where, paragraph, start, content) => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const { items, setAside } = await receiveContribution(forum.context, asActor("secretariat"), {
    bytes: markedOpinion({ a: `<w:p>${paragraph}</w:p>` }, { footnotes }),
    fileName: "north.docx",
    organisation: "north",
  });
  const place = { clause: "considering-a", offset: start };
  expect(setAside).toEqual([]);
  expect(items.map(({ operations }) => operations)).toEqual([
    [{ kind: "replace", start: place, end: place, content, notes: [note] }],
  ]);
});

test("proposes an inserted clause together with its footnote", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const { items, setAside } = await receiveContribution(forum.context, asActor("secretariat"), {
    bytes: markedOpinion(
      {
        two: `<w:p>${r("2 that records should be kept.")}</w:p>${insertedParagraph("3 that all is well.").replace("</w:ins></w:p>", `${sign}</w:ins></w:p>`)}`,
      },
      { footnotes },
    ),
    fileName: "north.docx",
    organisation: "north",
  });
  expect(setAside).toEqual([]);
  expect(items.flatMap(({ operations }) => operations)).toMatchObject([
    { kind: "insert", clause: { label: "3", content: [{ text: "that all is well." }, reference] }, notes: [note] },
  ]);
});

test("an inserted clause keeps its italics and its kind", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const clause = insertedParagraph("3 that all is well.").replace(
    ins("3 that all is well."),
    `${ins("3 that all is ")}${ins("well.").replace("<w:r>", "<w:r><w:rPr><w:i/></w:rPr>")}`,
  );
  const { items } = await receiveContribution(forum.context, asActor("secretariat"), {
    bytes: markedOpinion({ two: `<w:p>${r("2 that records should be kept.")}</w:p>${clause}` }),
    fileName: "north.docx",
    organisation: "north",
  });
  expect(items.flatMap(({ operations }) => operations)).toEqual([
    {
      kind: "insert",
      after: "is-of-the-view-2",
      clause: {
        ...{ kind: "operative", label: "3", depth: 0 },
        content: [
          { type: "text", text: "that all is " },
          { type: "text", text: "well.", marks: [{ type: "emphasis" }] },
        ],
      },
    },
  ]);
});

test("proposes deleting a footnote whose reference was deleted", async () => {
  const forum = await openForum();
  const bytes = (sign: string): Uint8Array =>
    markedOpinion(
      { a: `<w:p>${r("a) that many are concerned")}${sign}${r(" by what is decided;")}</w:p>` },
      { footnotes: `<w:footnote w:id="2"><w:p>${r("Each in their own way.")}</w:p></w:footnote>` },
    );
  const reference = '<w:r><w:footnoteReference w:id="2"/></w:r>';
  const noted = firstDraft.replace("are concerned", "are concerned[^1]");
  await forum.publish("1", `${noted}\n\n[^1]: Each in their own way.\n`);
  const { items } = await receiveContribution(forum.context, asActor("secretariat"), {
    bytes: bytes(del("").replace(/<w:r>.*<\/w:r>/u, reference)),
    fileName: "north.docx",
    organisation: "north",
  });
  expect(items.map(({ operations, words }) => ({ operations, words }))).toEqual([
    { operations: [{ kind: "delete", clause: "note-1" }], words: "Each in their own way." },
  ]);
});

test("inserted words keep their italics, but not the bold that marks them", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const styled = (look: string): string => ins("inter alia, ").replace("<w:r>", `<w:r><w:rPr>${look}</w:rPr>`);
  const { items } = await receiveContribution(forum.context, asActor("secretariat"), {
    bytes: markedOpinion({
      a: `<w:p>${r("a) that many are ")}${styled("<w:i/><w:b/>")}${r("concerned by what is decided;")}</w:p>`,
    }),
    fileName: "north.docx",
    organisation: "north",
  });
  expect(items[0]?.operations).toMatchObject([
    { kind: "replace", content: [{ text: "inter alia, ", marks: [{ type: "emphasis" }] }] },
  ]);
});
