import { readOdt } from "../../../server/import/odt/read-odt.ts";
import { showBlocks } from "../show-blocks.ts";
import { odtFile, p, style } from "./odt-file.ts";

test("skips the pages of the template that an exported file was written in", () => {
  const styles = ["CoverForum", "CoverFact", "ClosingFact", "HouseBefore", "HouseAfter"];
  const body = [
    p("The Council of Lakes"),
    p("Contains: text", "CoverFact"),
    p("The forum met."),
    p("SHA-256", "ClosingFact"),
    p("Printed on recycled paper."),
  ].join("");
  const texts = (names: readonly string[]): string[] =>
    showBlocks(readOdt(odtFile({ body, named: names.map((name) => style("paragraph", name, "")).join("") })));
  expect(texts(styles)).toEqual(["The forum met."]);
  expect(texts(styles.slice(0, 4))).toEqual(["The forum met.", "Printed on recycled paper."]);
  expect(texts(styles.slice(0, 3))).toContain("The Council of Lakes");
});
