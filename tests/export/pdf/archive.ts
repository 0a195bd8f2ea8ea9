import { DOMParser } from "@xmldom/xmldom";
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFStream } from "@cantoo/pdf-lib";
import { compilationLayouts } from "#core/compile/compilation-layout.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { archiveFaults, type ArchiveFault, contentOf } from "../../../server/export/pdf/archive-rules.ts";
import { xmpPacket } from "../../../server/export/pdf/archive.ts";
import { srgbProfile } from "../../../server/export/pdf/srgb-profile.ts";
import { structureOf } from "../../../server/export/pdf/structure.ts";
import { arabicFile, chineseFile, sample } from "./samples.ts";

const name = PDFName.of;

async function load(bytes: Uint8Array): Promise<PDFDocument> {
  return PDFDocument.load(bytes, { updateMetadata: false });
}

function metadataOf({ catalog }: PDFDocument): string {
  const bytes = contentOf(catalog.lookup(name("Metadata"), PDFStream));
  return new TextDecoder().decode(bytes ?? new Uint8Array());
}

test.each(codesOf(compilationLayouts))(
  "the layout %s breaks no rule, and declares PDF/A-2 and PDF/UA-1",
  async (layout) => {
    const document = await load(await sample(layout));
    expect(archiveFaults(document)).toEqual({ archive: [], accessible: [] });
    expect(metadataOf(document)).toMatch(/<pdfaid:part>2<.*<pdfuaid:part>1</su);
  },
);

test.each([
  ["Arabic", arabicFile],
  ["Chinese", chineseFile],
])("fonts of %s are embedded, with their characters in Unicode", async (_script, file) => {
  expect(archiveFaults(await load(await file()))).toEqual({ archive: [], accessible: [] });
});

/** Breaks one rule in a file that breaks none. */
const breaks: [ArchiveFault, (document: PDFDocument) => void][] = [
  ["no-colour-space", ({ catalog }) => void catalog.delete(name("OutputIntents"))],
  ["no-language", ({ catalog }) => void catalog.delete(name("Lang"))],
  ["not-tagged", ({ catalog }) => void catalog.delete(name("MarkInfo"))],
  ["no-title", ({ catalog }) => void catalog.delete(name("ViewerPreferences"))],
  [
    "no-identifier",
    ({ context }) => {
      delete context.trailerInfo.ID;
    },
  ],
  ["font-not-in-unicode", (document) => void firstFont(document).delete(name("ToUnicode"))],
  ["font-not-embedded", (document) => firstFont(document).set(name("Subtype"), name("TrueType"))],
  ["acts-by-itself", ({ catalog, context }) => catalog.set(name("OpenAction"), context.obj({ S: "JavaScript" }))],
  ["annotation-not-printed", (document) => annotation(document, "Highlight").set(name("F"), PDFNumber.of(2 + 4))],
  ["annotation-without-look", (document) => void annotation(document, "Text").delete(name("AP"))],
  ["annotation-without-text", (document) => void annotation(document, "Link").delete(name("Contents"))],
  ["annotation-not-in-structure", (document) => void annotation(document, "Text").delete(name("StructParent"))],
  ["tab-order-not-stated", (document) => void document.getPage(1).node.delete(name("Tabs"))],
  ["type-unknown", (document) => element(document, "P").set(name("S"), name("Verse"))],
  ["header-without-scope", (document) => void element(document, "TH").delete(name("A"))],
  ["picture-without-text", (document) => element(document, "P").set(name("S"), name("Figure"))],
  ["heading-levels-skipped", (document) => element(document, "H1").set(name("S"), name("H3"))],
  [
    "content-not-marked",
    (document) => {
      const { context } = document;
      const drawn = context.register(context.flateStream("0 0 9 9 re f"));
      document.getPage(0).node.set(name("Contents"), context.obj([drawn]));
    },
  ],
];

test.each(breaks)("finds %s", async (fault, change) => {
  const document = await load(await sample("on-the-words"));
  change(document);
  const { archive, accessible } = archiveFaults(document);
  expect([...new Set([...archive, ...accessible])]).toEqual([fault]);
});

function firstFont({ context }: PDFDocument): PDFDict {
  const fonts = context.enumerateIndirectObjects().map(([, object]) => object);
  return fonts.find((one) => one instanceof PDFDict && one.get(name("Type")) === name("Font")) as PDFDict;
}

function annotation(document: PDFDocument, kind: string): PDFDict {
  const all = document.getPages().flatMap(({ node }) => {
    const annotations = node.lookupMaybe(name("Annots"), PDFArray);
    return annotations?.asArray().map((_, index) => annotations.lookup(index, PDFDict)) ?? [];
  });
  return all.find((one) => one.get(name("Subtype")) === name(kind)) as PDFDict;
}

function element(document: PDFDocument, type: string): PDFDict {
  return [...structureOf(document)].find((one) => one.type === type)?.element as PDFDict;
}

test("a file that breaks a rule does not declare its standard", () => {
  const facts = { title: "T", language: "en", author: "A", subject: "S", generatedAt: "2013-02-20T12:00:00Z" };
  const declared = (standards: Parameters<typeof xmpPacket>[1]): string =>
    new TextDecoder().decode(xmpPacket(facts, standards));
  expect(declared([])).not.toMatch(/<pdf(?:a|ua)id:/u);
  expect(declared(["archive"])).not.toMatch(/<pdfuaid:/u);
});

test("the metadata are XML with the values of the properties", async () => {
  const facts = { language: "en", author: "A & B", subject: "<s>", generatedAt: "2013-02-20T12:00:00.123Z" };
  const packet = xmpPacket({ ...facts, title: `"1" < 2 & 3` }, ["archive", "accessible"]);
  const xml = new DOMParser().parseFromString(new TextDecoder().decode(packet), "text/xml");
  const text = (tag: string): string | null | undefined => xml.getElementsByTagName(tag)[0]?.textContent;
  expect([text("dc:title"), text("dc:creator"), text("dc:description")]).toEqual([
    `"1" < 2 & 3"1" < 2 & 3`,
    "A & B",
    "<s>",
  ]);
  expect(text("xmp:CreateDate")).toBe("2013-02-20T12:00:00Z");

  const document = await load(await sample("forum"));
  const written = new DOMParser().parseFromString(metadataOf(document), "text/xml");
  expect(written.getElementsByTagName("pdf:Producer")[0]?.textContent).toBe(document.getProducer());
  expect(written.getElementsByTagName("dc:creator")[0]?.textContent).toBe(document.getAuthor());
});

test("the colour profile has all its parts, and the curve of sRGB", () => {
  const profile = srgbProfile();
  const view = new DataView(profile.buffer);
  const ascii = (at: number): string => String.fromCharCode(...profile.subarray(at, at + 4));
  expect([view.getUint32(0), ascii(12), ascii(16), ascii(36)]).toEqual([profile.length, "mntr", "RGB ", "acsp"]);
  const tags = Array.from({ length: view.getUint32(128) }, (_, index) => 132 + 12 * index);
  expect(tags.map(ascii)).toEqual(["desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"]);
  for (const tag of tags) expect(view.getUint32(tag + 4) + view.getUint32(tag + 8)).toBeLessThanOrEqual(profile.length);
  const curve = view.getUint32((tags[6] ?? 0) + 4) + 12;
  // Half of the signal is a fifth of the light.
  expect(view.getUint16(curve + 2 * 512) / 65_535).toBeCloseTo(0.2145, 3);
  // The primaries add up to white.
  const sum = tags.slice(3, 6).map((tag) => view.getInt32(view.getUint32(tag + 4) + 12) / 65_536);
  expect(sum[0]! + sum[1]! + sum[2]!).toBeCloseTo(1, 3);
});
