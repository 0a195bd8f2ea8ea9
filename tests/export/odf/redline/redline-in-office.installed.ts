import { originalRedline } from "../../../../server/services/comparison/redline-files.ts";
import { list, listStyle, odtFile, officeManifest, p, style } from "../../../import/odt/odt-file.ts";
import { editInOffice } from "../../../support/edit-in-office.ts";
import { asChair, odtParagraphsAfter } from "./odt-after.ts";

const cell = (text: string): string => `<table:table-cell>${p(text)}</table:table-cell>`;
const row = (...texts: string[]): string => `<table:table-row>${texts.map(cell).join("")}</table:table-row>`;
const table = (...rows: string[]): string =>
  `<table:table>${"<table:table-column/>".repeat(2)}${rows.join("")}</table:table>`;
const note = (text: string): string =>
  `<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>${p(text)}</text:note-body></text:note>`;
const draft = (body: string): Uint8Array =>
  odtFile({
    body,
    styles: listStyle("L", [["1", "", "."]]),
    named: style("paragraph", "Standard", ""),
    manifest: officeManifest,
  });

const [first, second, third] = [
  "The Member States recognise that broadband is a basic service.",
  "Operators invite comments from all the stakeholders before they decide.",
  "The Secretary-General reports every year to the Council on the progress made.",
];
const base = draft(
  p(`${first}${note("Since 2013.")}`) +
    list("L", [p(second), p("Costs are shared."), p(third)]) +
    p("We agree to meet") +
    p("every year in Geneva. The venue may change.") +
    table(row("Year", "Share"), row("2012", "39 %"), row("2013", "40 %")) +
    p("Deleted before the table.") +
    table(row("A", "B")) +
    p("The end."),
);
const revised = draft(
  p(`${first.replace(" basic", "")}${note("Since the year 2013.")}`) +
    list("L", [p(third), p(second), p("Costs are shared fairly.")]) +
    p("We agree to meet soon") +
    p("and every year in Geneva.") +
    p("The venue may change.") +
    table(row("Year", "Share"), row("2013", "41 %"), row("2014", "42 %")) +
    table(row("A", "B")) +
    p("A new paragraph.") +
    p("The end."),
);

test("LibreOffice accepts and rejects a redline as we do", async () => {
  const result = await originalRedline({ name: "1.odt", bytes: base }, { name: "2.odt", bytes: revised }, asChair);
  if ("refused" in result) throw new Error(result.refused);
  const person = ["Ann", "Lee"] as const;
  const saved = editInOffice("sent.odt", result.bytes, [
    { person, open: "sent.odt", edits: [{ do: "accept-all" }], save: ["accepted.odt"] },
    { person, open: "sent.odt", edits: [{ do: "reject-all" }], save: ["rejected.odt"] },
  ]);
  const textOf = (bytes: Uint8Array | undefined) => odtParagraphsAfter(bytes ?? new Uint8Array(), "accept");
  expect(textOf(saved.get("accepted.odt"))).toEqual(textOf(revised));
  expect(textOf(saved.get("rejected.odt"))).toEqual(textOf(base));
});
