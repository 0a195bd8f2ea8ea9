import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { exportOperations } from "#core/contract/export-operations.ts";
import { receiveContribution } from "../../../server/services/contributions/receive-contribution.ts";
import { editInOffice, type OfficeEdit } from "../../support/edit-in-office.ts";
import { exportVersionFile } from "../../support/export-file.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

const secretariat = asActor("secretariat");

const [sentName, files] = ["sent.docx", ["docx-docx.docx", "docx-odt.odt", "odt-docx.docx", "odt-odt.odt"]];

/** Opens a forum in which the member proposes to insert "much too " in c) and a new clause after it. */
async function forumWithProposals(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const at = { clause: "considering-c", offset: 23 };
  const content = (text: string) => [{ type: "text", text }];
  const clause = { kind: "item", label: "d)", depth: 0, content: content("that travel is slow and dear,") };
  for (const operation of [
    { kind: "replace", start: at, end: at, content: content("much too ") },
    { kind: "insert", after: "considering-c", clause },
  ]) {
    const targets = [{ kind: "clause", clause: "considering-c" }];
    await forum.comment("member", { kind: "proposal", text: "", targets, operations: [operation] } as never);
  }
  return forum;
}

const cara: readonly OfficeEdit[] = [
  { do: "insert", before: "able to take", text: "hardly ever " },
  { do: "delete", at: "too " },
  { do: "comment", on: "should be made easier", text: "By whom?" },
  { do: "replace", at: "many", text: "most" },
];
const dan: readonly OfficeEdit[] = [
  { do: "insert", before: "is slow", text: "by air " },
  { do: "delete", at: "ever " },
  { do: "delete", at: "held much" },
  { do: "drop", paragraph: "taking part should" },
  { do: "bold", at: "concerned" },
  { do: "split", before: "(Geneva" },
  { do: "replace", at: "be kept", text: "be published" },
  { do: "paragraph", after: "records should", text: "3 that notes are taken." },
  { do: "delete", at: "in meetings" },
  { do: "comment", on: "is decided", text: "Where?" },
];

/** Lists what a file became: the author, the clause, and the comment or the words changed. */
function shown({ items, setAside }: ShownContribution): string[] {
  const said = items.map(({ author, kind, text, words, targets: [target], operations, amendments = [], doubt }) => {
    const clause = target?.kind === "range" ? target.start.clause : target?.kind === "clause" ? target.clause : "";
    const shares = amendments.map((share) => ` {${share.author}: ${share.parts.map(shownPart).join("")}}`).join("");
    const what = [kind, ...operations.map((step) => step.kind)].join(" ");
    const line = `${author}, ${clause}, ${what}: ${text || words}${shares}${doubt ? ` (${doubt.code})` : ""}`;
    return line.replaceAll(/\s+/gu, " ");
  });
  const aside = setAside.map(({ author, code, words }) => `${author}, ${code}: ${words}`);
  return [...said.sort(), ...aside.sort()];
}

const shownPart = ({ kind, text }: { kind: string; text: string }): string =>
  kind === "kept" ? text : kind === "inserted" ? `+${text}+` : `-${text}-`;

const wanted = [
  "Cara Ito, Dan Oro, considering-b, proposal replace: hardly {Dan Oro: hardly -ever -} (several-authors)",
  "Cara Ito, considering-a, proposal replace: most … many",
  "Cara Ito, considering-c, comment: Amend “much too” to “much” {Cara Ito: much -too -}",
  "Cara Ito, is-of-the-view-1, comment: By whom?",
  "Dan Oro, considering-a, comment: Where?",
  "Dan Oro, considering-b, proposal replace: in meetings",
  "Dan Oro, considering-c, comment: Amend “d) that travel is slow and dear,” to “d) that travel by air is slow and dear,” {Dan Oro: d) that travel +by air +is slow and dear, }",
  "Dan Oro, considering-c, comment: Amend “much too” to “too” {Dan Oro: -much- too }",
  "Dan Oro, considering-c, proposal replace: held",
  "Dan Oro, is-of-the-view-1, proposal delete: that taking part should be made easier;",
  "Dan Oro, is-of-the-view-2, proposal insert: 3 that notes are taken.",
  "Dan Oro, is-of-the-view-2, proposal replace: be published … be kept",
  "Dan Oro, opening, proposal replace insert: ",
  "The member (North), said-already: Proposal 1 · Member State · general",
  "The member (North), said-already: Proposal 2 · Member State · general",
  "The member (North), said-already: d) | that travel is slow and dear,",
  "The member (North), said-already: much too",
];

test("keeps each change of two people under its author on its words after LibreOffice saved the file", async () => {
  const { context } = await forumWithProposals();
  const query = exportOperations.exportVersion.query.parse({ format: "docx", layout: "tracked-changes" });
  const { bytes } = await exportVersionFile(context, secretariat, { version: "opinion-5@1", ...query }, null);
  const saved = editInOffice(sentName, bytes, [
    { person: ["Cara", "Ito"], open: sentName, edits: cara, save: ["cara.docx", "cara.odt"] },
    { person: ["Dan", "Oro"], open: "cara.docx", edits: dan, save: files.slice(0, 2) },
    { person: ["Dan", "Oro"], open: "cara.odt", edits: dan, save: files.slice(2) },
  ]);
  for (const fileName of files) {
    // A forum refuses the same changes twice.
    const forum = await forumWithProposals();
    const file = saved.get(fileName) ?? new Uint8Array();
    const received = await receiveContribution(forum.context, secretariat, { bytes: file, fileName });
    expect([fileName, ...shown(received)]).toEqual([fileName, ...wanted]);
  }
}, 120_000);
