import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { editContribution } from "../../../server/services/contributions/edit-contribution.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { p, r } from "../../import/docx/word-file.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";
import { ins, markedOpinion } from "../../support/marked-opinion.ts";

const secretariat = asActor("secretariat");
const struck = (text: string): string => r(text, "<w:strike/>");

async function forumWith(draft = firstDraft): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", draft);
  return forum;
}

const receive = (forum: TestForum, paragraphs: Parameters<typeof markedOpinion>[0]): Promise<ShownContribution> =>
  receiveContribution(forum.context, secretariat, {
    bytes: markedOpinion(paragraphs),
    fileName: "north.docx",
    organisation: "north",
  });

/** Lists the items in short form: the origin of each, and its changes as a redline. */
function items({ items: found }: ShownContribution): string[] {
  return found.map(({ origin, changes }) => {
    const changeTexts = changes.map(({ change, segments }) =>
      segments
        .map(({ kind, content }) => {
          const words = content.map(({ text }) => String(text)).join("");
          return kind === "kept" ? words : kind === "inserted" ? `+${words}+` : `-${words}-`;
        })
        .join("")
        .replace(/^/u, change === "edited" ? "" : `${change} `),
    );
    return `${origin}: ${changeTexts.join(" / ")}`;
  });
}

test.each([
  ["bold", "<w:b/>"],
  ["underlined", '<w:u w:val="single"/>'],
  ["in a colour", '<w:color w:val="C00000"/>'],
  ["highlighted", '<w:highlight w:val="yellow"/>'],
])("reads text that is %s as inserted, and text that is struck through as deleted", async (_look, look) => {
  const b = `<w:p>${r("b) that ")}${struck("few")}${r("too few", look)}${r(" are able to take part in meetings;")}</w:p>`;
  const received = await receive(await forumWith(), {
    b,
    c: p("c) that meetings are held far away,") + `<w:p>${r("1bis that all is well;", look)}</w:p>`,
  });
  expect(received.matches[0]?.score).toBe(1);
  expect([received.handMarks, received.unmarked]).toEqual(["asked", "none"]);
  expect(items(received)).toEqual([
    "by-hand: that -few-+too few+ are able to take part in meetings;",
    "by-hand: inserted +that all is well;+",
  ]);
});

test("text that is bold in the draft itself is not a mark", async () => {
  const draft = firstDraft.replace("meetings are held", "**meetings** are held");
  const c = `<w:p>${r("c) that ")}${r("meetings", "<w:b/>")}${r(" are ")}${r("always ", "<w:b/>")}${r("held far away,")}</w:p>`;
  const received = await receive(await forumWith(draft), { c });
  expect(items(received)).toEqual(["by-hand: that meetings are +always +held far away,"]);
});

test("if a person rejects the hand marks, the same text becomes an unmarked change", async () => {
  const forum = await forumWith();
  const c = `<w:p>${r("c) that meetings are ")}${r("always ", "<w:b/>")}${r("held far away,")}</w:p>`;
  const { id: contribution, revision } = await receive(forum, { c });
  const answered = await editContribution(forum.context, secretariat, { contribution, revision, handMarks: "no" });
  expect([answered.handMarks, answered.unmarked]).toEqual(["no", "asked"]);
  expect(items(answered)).toEqual(["unmarked: that meetings are +always +held far away,"]);
  const back = { contribution, revision: answered.revision, handMarks: "yes" } as const;
  expect(items(await editContribution(forum.context, secretariat, back))).toEqual([
    "by-hand: that meetings are +always +held far away,",
  ]);
});

test("reads tracked changes and hand marks in the same file", async () => {
  const a = `<w:p>${r("a) that many are ")}${ins("gravely ")}${r("concerned by what is ")}${r("being ", "<w:b/>")}${r("decided;")}</w:p>`;
  const received = await receive(await forumWith(), { a });
  expect(items(received)).toEqual([
    "tracked: that many are +gravely +concerned by what is decided;",
    "by-hand: that many are concerned by what is +being +decided;",
  ]);
});

test("reports text both inserted and struck through by hand as changing nothing", async () => {
  const a = `<w:p>${r("a) that many are ")}${r("gravely ", "<w:b/><w:strike/>")}${r("concerned by what is ")}${r("being ", "<w:b/>")}${r("decided;")}</w:p>`;
  const received = await receive(await forumWith(), { a });
  expect(items(received)).toEqual(["by-hand: that many are concerned by what is +being +decided;"]);
  expect(received.setAside).toMatchObject([{ code: "changes-nothing", words: "gravely " }]);
});
