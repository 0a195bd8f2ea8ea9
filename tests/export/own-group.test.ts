import { DOMParser } from "@xmldom/xmldom";
import { strFromU8, unzipSync } from "fflate";
import type { CompileInput } from "#core/compile/compile.ts";
import { defaultGroups } from "#core/discuss/stakeholder-group.ts";
import { elementsOf, partOf } from "./docx/word-file.ts";
import { compilation, here, speaker } from "./sample.ts";
import { docx, html, xlsx } from "./whole-files.ts";

const forum: CompileInput["forum"] = {
  id: "forum",
  name: "Fifth policy forum",
  shortName: "PF-5",
  description: "",
  audience: "public",
  sources: "shown",
  groups: [...defaultGroups, { id: "youth", name: "Youth & students", colour: { light: "#123456", dark: "#abcdef" } }],
  calendar: [],
};
const comments = [
  here({ speaker: speaker("Ana Ruiz", ["ISOC"], { group: "youth" }) }),
  here({ speaker: speaker("Boris Weil", ["Ruritania"], { group: "member-state" }) }),
];
const compiled = compilation(comments, { forum, filters: { groups: ["youth", "member-state"] } });

test("a web page names a forum's own group in its colour, and filters by it", () => {
  const page = html(compiled);
  expect(page).toContain('<span style="color:light-dark(#123456, #abcdef)">Youth &amp; students</span>');
  expect(page).toContain('<span style="color:light-dark(#0b5fa5, #7fb8ee)">Member State</span>');
  expect(page).toMatch(/id="only-group-1"> Youth &amp; students \(1\)/u);
  expect(page).toContain("Group: Youth &amp; students, Member State");
});

test.each(["on-the-words", "forum"] as const)("a Word file (%s) names it in its colour", async (layout) => {
  const part = partOf(await docx(compiled, layout), layout === "forum" ? "word/document.xml" : "word/comments.xml");
  const runs = elementsOf(part, "w:r").map((run) => [
    run.textContent,
    elementsOf(run, "w:color")[0]?.getAttribute("w:val"),
  ]);
  expect(runs).toContainEqual(["Youth & students", "123456"]);
  expect(runs).toContainEqual(["Member State", "0B5FA5"]);
});

test("a spreadsheet names it in its colour", async () => {
  const parts = unzipSync(await xlsx(compiled));
  const xml = (name: string) => new DOMParser().parseFromString(strFromU8(parts[name] ?? new Uint8Array()), "text/xml");
  const strings = [...xml("xl/sharedStrings.xml").getElementsByTagName("si")].map((entry) => entry.textContent);
  const styles = xml("xl/styles.xml");
  const fonts = [...(styles.getElementsByTagName("fonts")[0]?.getElementsByTagName("font") ?? [])];
  const formats = [...(styles.getElementsByTagName("cellXfs")[0]?.getElementsByTagName("xf") ?? [])];
  const colours = [...xml("xl/worksheets/sheet1.xml").getElementsByTagName("c")].map((cell) => {
    const font = fonts[Number(formats[Number(cell.getAttribute("s"))]?.getAttribute("fontId"))];
    const text = strings[Number(cell.getElementsByTagName("v")[0]?.textContent)];
    return [text, font?.getElementsByTagName("color")[0]?.getAttribute("rgb")?.slice(-6)];
  });
  expect(colours).toContainEqual(["Youth & students", "123456"]);
  expect(colours.map(([text, colour]) => [text, colour?.toLowerCase()])).toContainEqual(["Member State", "0b5fa5"]);
});
