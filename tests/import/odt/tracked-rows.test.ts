import { versionTextOf } from "#core/text/version-text.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { change, odtFile, p } from "./odt-file.ts";

const styles = `<style:style style:name="R" style:family="table-row"><style:table-row-properties loext:text-changes-only="false"/></style:style>`;
const added = (text: string): string =>
  `<text:change-start text:change-id="a"/>${text}<text:change-end text:change-id="a"/>`;
const gone = `<text:change text:change-id="b"/>`;
const row = (style: string, ...cells: string[]): string => {
  const each = cells.map((cell) => `<table:table-cell>${p(cell)}</table:table-cell>`);
  return `<table:table-row table:style-name="${style}">${each.join("")}</table:table-row>`;
};

async function textAfter(changes: "accept" | "reject", ...rows: string[]): Promise<string> {
  const declared = `<text:tracked-changes>${change("a")}${change("b", p("old"))}</text:tracked-changes>`;
  const bytes = odtFile({ body: `${declared}<table:table>${rows.join("")}</table:table>${p("End.")}`, styles });
  const { value } = await readDraft(bytes, { fileName: "a.odt", language: "en", changes });
  return versionTextOf(value.draft).text;
}

test("leaves out a row that LibreOffice marks as deleted or inserted, once that is accepted or rejected", async () => {
  const rows = [row("R", added("new"), ""), row("R", gone, ""), row("S", "kept", "too")];
  expect(await textAfter("accept", ...rows)).toBe("new\n\nkept\ntoo\nEnd.");
  expect(await textAfter("reject", ...rows)).toBe("old\n\nkept\ntoo\nEnd.");
});

test("keeps a row of which only the text changed", async () => {
  expect(await textAfter("accept", row("S", gone, "kept"), row("S", gone))).toBe("\nkept\n\nEnd.");
  expect(await textAfter("reject", row("S", added("new"), ""))).toBe("\n\nEnd.");
  expect(await textAfter("reject", row("R", added("new"), "kept"))).toBe("\nkept\nEnd.");
});
