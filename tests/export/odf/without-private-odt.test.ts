import { strToU8, unzipSync } from "fflate";
import { packOdt, UnsupportedPackageError } from "../../../server/export/package/parts.ts";
import { withoutPrivateOdt } from "../../../server/export/odf/without-private-odt.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { odtFile, p, type OdtFileParts } from "../../import/odt/odt-file.ts";
import { partText } from "./own-file/own-odt-draft.ts";

/** Removes private data from a file with further parts. Returns all that is left as text, and what was removed. */
function cleaned(file: OdtFileParts, more: Readonly<Record<string, string>> = {}) {
  const parts = new Map(Object.entries(unzipSync(odtFile(file))));
  for (const [name, text] of Object.entries(more)) parts.set(name, strToU8(text));
  const { parts: kept, removed, uncheckedPictures } = withoutPrivateOdt(parts);
  expect(withoutPrivateOdt(kept).removed).toEqual([]);
  const all = [...kept.keys()].map((name) => `${name}\n${partText(kept, name)}`).join("\n");
  return { all, kept, removed, uncheckedPictures };
}

const hidden = (family: string, name = "H") =>
  `<style:style style:name="${name}" style:family="${family}"><style:text-properties text:display="none"/></style:style>`;
const who = "<office:change-info><dc:creator>Ann</dc:creator></office:change-info>";

test.each<[what: string, file: OdtFileParts, kind: string]>([
  [
    "comments",
    {
      body: p(
        'A <office:annotation office:name="a"><dc:creator>Ann</dc:creator><text:p>secret</text:p></office:annotation>text<office:annotation-end office:name="a"/>.',
      ),
    },
    "comments",
  ],
  [
    "tracked changes with deleted text",
    {
      body: `<text:tracked-changes><text:changed-region text:id="c"><text:deletion>${who}${p("secret")}</text:deletion></text:changed-region></text:tracked-changes>${p('A <text:change text:change-id="c"/>text.')}`,
    },
    "tracked-changes",
  ],
  [
    "text that a style hides",
    { body: p('A <text:span text:style-name="H">secret</text:span>text.'), styles: hidden("text") },
    "hidden-text",
  ],
  ["a hidden paragraph", { body: p("A text.") + p("secret", "H"), styles: hidden("paragraph") }, "hidden-text"],
  [
    "a hidden section",
    { body: `${p("A text.")}<text:section text:display="none">${p("secret")}</text:section>` },
    "hidden-text",
  ],
  [
    "a paragraph that a field hides",
    { body: p("A text.") + p('<text:hidden-paragraph text:is-hidden="true"/>secret') },
    "hidden-text",
  ],
  [
    "a section that its condition hides",
    {
      body: `${p("A text.")}<text:section text:display="condition" text:condition="ooow:1==1" text:is-hidden="true">${p("secret")}</text:section>`,
    },
    "hidden-text",
  ],
  ["hidden text of a field", { body: p('A text.<text:hidden-text text:string-value="secret"/>') }, "hidden-text"],
  [
    "values of fields",
    {
      body: `<text:user-field-decls><text:user-field-decl text:name="a" office:string-value="secret"/></text:user-field-decls>${p("A text.")}`,
    },
    "settings",
  ],
  [
    "marks of editing sessions",
    {
      body: p("A text."),
      styles:
        '<style:style style:name="T" style:family="text"><style:text-properties xmlns:officeooo="http://openoffice.org/2009/office" officeooo:rsid="00secret"/></style:style>',
    },
    "editing-sessions",
  ],
  [
    "passwords of sections",
    { body: `<text:section text:protected="true" text:protection-key="secret">${p("A text.")}</text:section>` },
    "settings",
  ],
  [
    "paths of files in links",
    { body: p('<text:a xlink:href="file:///home/secret/a.odt">A</text:a> text.') },
    "local-paths",
  ],
  ["relative paths in links", { body: p('<text:a xlink:href="../secret/a.odt">A</text:a> text.') }, "local-paths"],
  ["forms", { body: `<office:forms><a b="secret"/></office:forms>${p("A text.")}` }, "custom-data"],
  [
    "options of a field",
    { body: p('A <text:drop-down text:name="a"><text:label text:value="secret"/>text</text:drop-down>.') },
    "custom-data",
  ],
  [
    "options of a control",
    {
      body: p(
        'A <loext:content-control xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"><loext:list-item loext:value="secret"/>text</loext:content-control>.',
      ),
    },
    "custom-data",
  ],
  [
    "objects",
    { body: p('A <draw:frame><draw:object xlink:href="./Object secret"/></draw:frame>text.') },
    "embedded-files",
  ],
  ["comments of XML", { body: p("A <!-- secret -->text.") }, "other-data"],
])("removes %s", (_, file, kind) => {
  const { all, removed } = cleaned(file);
  expect(all).not.toMatch(/secret|Ann/u);
  expect(all.replace(/<[^>]*>/gu, "")).toMatch(/A text\./u);
  expect(removed).toEqual([{ kind, count: 1 }]);
});

test("keeps addresses of the web and of places in the text", () => {
  const body = p('<text:a xlink:href="https://example.org/">A</text:a> <text:a xlink:href="#place">text</text:a>.');
  expect(cleaned({ body }).removed).toEqual([]);
});

test("turns a field that names the author into its text, and removes its text in headers", () => {
  const field = "<text:author-name>Bo Oak</text:author-name>";
  const header = `<style:header>${p(`Page by ${field}`)}</style:header>`;
  const { kept, removed } = cleaned({ body: p(`By ${field}.`), named: header });
  expect(partText(kept)).toContain("By Bo Oak.");
  expect(partText(kept)).not.toContain("author-name");
  expect(partText(kept, "styles.xml")).not.toContain("Bo Oak");
  expect(removed).toEqual([{ kind: "computed-fields", count: 2 }]);
});

test("removes hidden text and changes from headers", () => {
  const header = `<style:header><text:tracked-changes><text:changed-region text:id="c"><text:deletion>${who}${p("secret")}</text:deletion></text:changed-region></text:tracked-changes>${p('Shown<text:change text:change-id="c"/>')}${p("secret", "H")}</style:header>`;
  const { all } = cleaned({ body: p("A text."), named: hidden("paragraph") + header });
  expect(all).not.toMatch(/secret|Ann/u);
  expect(all).toContain("Shown");
});

test("removes properties, previews, scripts, printer settings, unused pictures and parts that are not known", () => {
  const config = (name: string, value: string): string =>
    `<config:config-item config:name="${name}" config:type="string">${value}</config:config-item>`;
  const space = 'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"';
  const entry = (path: string): string => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type=""/>`;
  const image = (name: string): string => `<draw:frame><draw:image xlink:href="Pictures/${name}"/></draw:frame>`;
  const { kept, all, removed, uncheckedPictures } = cleaned(
    {
      body: p(`A text.${image("a.gif")}${image("b.svm")}`),
      manifest: entry("Thumbnails/thumbnail.png") + entry("Pictures/a.gif"),
    },
    {
      "meta.xml": "<a><b><c>Ann</c></b></a>",
      "settings.xml": `<s ${space}>${config("PrinterSetup", "secret")}${config("Rsid", "7777")}${config("UseOldNumbering", "true")}</s>`,
      "Thumbnails/thumbnail.png": "secret",
      "Basic/Standard/script.xml": "secret",
      "Configurations2/a.xml": "secret",
      "Pictures/a.gif": "GIF89a\x01\0\x01\0\0\0\0;",
      "Pictures/b.svm": "VCLMTF",
      "Pictures/c.png": "secret",
    },
  );
  expect(all).not.toMatch(/secret|Ann|7777|thumbnail/u);
  expect(all).toContain("UseOldNumbering");
  expect([...kept.keys()].filter((name) => name.startsWith("Pictures"))).toEqual(["Pictures/a.gif", "Pictures/b.svm"]);
  expect(partText(kept, "META-INF/manifest.xml")).toContain("Pictures/a.gif");
  expect(removed).toEqual([
    { kind: "properties", count: 1 },
    { kind: "editing-sessions", count: 1 },
    { kind: "embedded-files", count: 1 },
    { kind: "previews", count: 1 },
    { kind: "printer-settings", count: 1 },
    { kind: "other-data", count: 2 },
  ]);
  expect(uncheckedPictures).toBe(1);
});

test("keeps the text of a file with inserted and deleted text as if all changes were accepted", async () => {
  const region = (id: string, change: string) => `<text:changed-region text:id="${id}">${change}</text:changed-region>`;
  const changes =
    region("i", `<text:insertion>${who}</text:insertion>`) +
    region("d", `<text:deletion>${who}${p("not ")}</text:deletion>`);
  const body = `<text:tracked-changes>${changes}</text:tracked-changes>${p('We do <text:change text:change-id="d"/><text:change-start text:change-id="i"/>firmly <text:change-end text:change-id="i"/>agree.')}`;
  const { kept } = cleaned({ body });
  for (const changes of ["accept", "reject"] as const) {
    const { value } = await readDraft(packOdt(kept), { fileName: "a.odt", language: "en", changes });
    expect(versionTextOf(value.draft).text).toBe("We do firmly agree.");
  }
});

test.each([
  [
    "shown text in hidden text",
    {
      body: p('secret <text:span text:style-name="S">shown</text:span>', "H"),
      styles: `${hidden("paragraph")}<style:style style:name="S" style:family="text"><style:text-properties text:display="true"/></style:style>`,
    },
  ],
  ["a name outside a comment and a change", { body: p("<dc:creator>Ann</dc:creator>") }],
])("refuses %s", (_, file) => {
  expect(() => cleaned(file)).toThrow(UnsupportedPackageError);
});
