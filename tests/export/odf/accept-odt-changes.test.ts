import { unzipSync } from "fflate";
import { acceptOdtChanges } from "../../../server/export/odf/accept-odt-changes.ts";
import { change, odtFile, p } from "../../import/odt/odt-file.ts";
import { partText } from "./own-file/own-odt-draft.ts";

const marked =
  '<style:style style:name="R" style:family="table-row"><style:table-row-properties loext:text-changes-only="false"/></style:style>';
const gone = (id: string): string => `<text:change text:change-id="${id}"/>`;
const added = (id: string, text: string): string =>
  `<text:change-start text:change-id="${id}"/>${text}<text:change-end text:change-id="${id}"/>`;

/** Returns the body after its changes were accepted, and their number. */
function accepted(regions: string, body: string): { body: string; count: number } {
  const bytes = odtFile({ body: `<text:tracked-changes>${regions}</text:tracked-changes>${body}`, styles: marked });
  const { parts, count } = acceptOdtChanges(new Map(Object.entries(unzipSync(bytes))));
  return { body: /<office:text>(.*)<\/office:text>/su.exec(partText(parts))?.[1] ?? "", count };
}

test("keeps inserted text, and removes deleted text and all marks", () => {
  const body = p(`We ${gone("a")}${added("b", "now ")}agree.`);
  expect(accepted(change("a", p("once ")) + change("b"), body)).toEqual({ body: p("We now agree."), count: 2 });
});

const row = (text: string, style = "R"): string =>
  `<table:table-row table:style-name="${style}"><table:table-cell>${p(text)}</table:table-cell></table:table-row>`;
const table = (...rows: string[]): string => `<table:table>${rows.join("")}</table:table>`;

test("removes a row that LibreOffice marks as deleted, and a table of such rows", () => {
  const regions = change("a", p("one")) + change("b", p("two"));
  expect(accepted(regions, table(row(gone("a")), row("kept")) + table(row(gone("b")))).body).toBe(table(row("kept")));
});

test("keeps a row whose text alone is deleted", () => {
  expect(accepted(change("a", p("one")), table(row(gone("a"), "S"))).body).toBe(table(row("", "S")));
});

test("keeps every byte of a file without tracked changes", () => {
  const parts = new Map(Object.entries(unzipSync(odtFile({ body: p("One &amp; two") }))));
  expect(acceptOdtChanges(parts)).toEqual({ parts, count: 0 });
});
