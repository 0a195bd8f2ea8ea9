import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { writeProposals } from "../../../../server/export/ooxml/own-file/write-own-file.ts";
import { readDraft } from "../../../../server/import/read-draft.ts";
import { p } from "../../../import/docx/word-file.ts";
import { boris, here, reply, words } from "../../sample.ts";
import { ownDraft, packed } from "./own-draft.ts";

const first = "The Member States recognise that broadband is a basic service.";
const second = "Operators invite comments from all the stakeholders before they decide.";
const third = "The Secretary-General reports every year to the Council.";

test("our reader finds every comment and change of a written file on its text, under its author", async () => {
  const version = await ownDraft({ body: p(first) + p(second) + p(third) });
  const idOf = (text: string) => version.idOf(text);
  const replaced = (clause: string, exact: string, by: string): ProposalOperation => {
    const offset = [first, second, third].find((text) => idOf(text) === clause)?.indexOf(exact) ?? -1;
    const end = { clause, offset: offset + exact.length };
    return { kind: "replace", start: { clause, offset }, end, content: [{ type: "text", text: by }] };
  };
  const target = (text: string, exact: string) => [words(version.draft, idOf(text), exact)];
  const own = version.own([
    here({ targets: target(first, "broadband"), text: "Which kind?" }, [reply({ text: "All kinds." })]),
    here({
      kind: "proposal",
      targets: target(first, "basic"),
      text: "More than that.",
      operations: [replaced(idOf(first), "basic", "vital")],
    }),
    here({
      kind: "proposal",
      targets: target(third, "every year"),
      text: "Too often.",
      speaker: boris,
      operations: [replaced(idOf(third), "every year", "every two years"), { kind: "delete", clause: idOf(second) }],
    }),
  ]);
  const bytes = packed(writeProposals(own).parts);
  const { value } = await readDraft(bytes, { fileName: "draft.docx", language: "en", changes: "keep" });
  const { text } = versionTextOf(value.draft);
  expect(text).toBe(versionTextOf(version.draft).text);
  const { comments, changes } = value.markup;
  expect(comments.map(({ author, start, end, text: said }) => [author, text.slice(start, end), said])).toEqual([
    ["Ana Ruiz (ISOC and APC)", "broadband", "Which kind?"],
    ["Boris Weil (Ruritania)", "broadband", "All kinds."],
    ["Ana Ruiz (ISOC and APC)", "basic", "More than that."],
    ["Boris Weil (Ruritania)", "every year", "Too often."],
  ]);
  expect(
    changes.map(({ kind, author, start, end, text: changed }) => [kind, author, text.slice(start, end), changed]),
  ).toEqual([
    ["delete", "Ana Ruiz (ISOC and APC)", "basic", "basic"],
    ["insert", "Ana Ruiz (ISOC and APC)", "", "vital"],
    ["delete", "Boris Weil (Ruritania)", `${second}\n`, `${second}\n`],
    ["delete", "Boris Weil (Ruritania)", "every year", "every year"],
    ["insert", "Boris Weil (Ruritania)", "", "every two years"],
  ]);
});
