import { receiveContribution } from "../../server/services/receive-contribution.ts";
import { r } from "../import/docx/word-file.ts";
import { asActor, firstDraft, openForum } from "../support/forum.ts";
import { del, ins, insertedParagraph, markedOpinion } from "../support/marked-opinion.ts";

test("a footnote that was put in is told, with what it says; the change it stands in is proposed without it", async () => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const reference = '<w:r><w:footnoteReference w:id="2"/></w:r>';
  const inserted = ins("gravely ").replace("</w:ins>", `${reference}</w:ins>`);
  const { items, setAside } = await receiveContribution(forum.context, asActor("secretariat"), {
    bytes: markedOpinion(
      { a: `<w:p>${r("a) that many are ")}${inserted}${r("concerned by what is decided;")}</w:p>` },
      { footnotes: `<w:footnote w:id="2"><w:p>${r("Each in their own way.")}</w:p></w:footnote>` },
    ),
    fileName: "north.docx",
    organisation: "north",
  });
  expect(items.map(({ words }) => words)).toEqual(["gravely"]);
  expect(setAside).toMatchObject([{ code: "note-put-in", words: "Each in their own way." }]);
});

test("a clause that was put in keeps its italics and its kind", async () => {
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

test("a footnote whose sign was taken out is proposed to go", async () => {
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

test("words that are put into a clause keep their italics, and not the bold they are marked with", async () => {
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
