import { DOMParser } from "@xmldom/xmldom";
import { strFromU8, unzipSync } from "fflate";
import { versionTextOf } from "#core/text/version-text.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { odtFile, p, type OdtFileParts } from "./odt-file.ts";

/** Returns the text, and the same text taken from the elements that the source map names. "·" stands for no source. */
async function sourced(parts: OdtFileParts): Promise<{ text: string; fromFile: string }> {
  const bytes = odtFile(parts);
  const { value } = await readDraft(bytes, { fileName: "draft.odt", sources: true });
  const { text } = versionTextOf(value.draft);
  const content = new DOMParser().parseFromString(strFromU8(unzipSync(bytes)["content.xml"]!), "text/xml");
  const elements = content.getElementsByTagName("office:text")[0]!.getElementsByTagName("*");
  const found = Array.from({ length: text.length }, () => "·");
  for (const { start, length, part, run, at } of value.sources ?? []) {
    expect(part).toBe("content.xml");
    const own = [...elements[run]!.childNodes].filter(({ nodeType }) => nodeType === 3);
    const characters = own.map((node) => node.nodeValue).join("");
    for (let k = 0; k < length; k += 1) found[start + k] = characters[at + k] ?? "?";
  }
  return { text, fromFile: found.join("") };
}

test("names the element and offset of each character", async () => {
  const body =
    p('We <text:span>ag<text:bookmark text:name="b"/>ree</text:span> to meet &amp; talk.') +
    p("They<text:tab/>do <text:s/>not.");
  const { text, fromFile } = await sourced({ body });
  expect(text).toBe("We agree to meet & talk.\nThey do not.");
  expect(fromFile).toBe("We agree to meet & talk.·They·do not.");
});

test("skips white space that is collapsed, labels that are read as such, and hidden text", async () => {
  const styles =
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>';
  const hidden = '<text:span text:style-name="H">secret</text:span>';
  const body = p("considering") + p(`a)  that   few\n  ${hidden}take part;`);
  const { text, fromFile } = await sourced({ body, styles });
  expect(text).toBe("considering\nthat few take part;");
  expect(fromFile.slice(-19).replace("\n", " ")).toBe("that few take part;");
});

test("names the element of a note's text", async () => {
  const note = `<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>${p("Its source.")}</text:note-body></text:note>`;
  const { text, fromFile } = await sourced({ body: p(`A text.${note} More.`) });
  expect(text).toBe("A text. More.\nIts source.");
  expect(fromFile).toBe("A text. More.·Its source.");
});

test("records nothing, and reads the same text, unless sources are wanted", async () => {
  const bytes = odtFile({ body: p("a) that few take part; b) that many do;") + p("1.  A  text") });
  const plain = await readDraft(bytes, { fileName: "draft.odt" });
  const recorded = await readDraft(bytes, { fileName: "draft.odt", sources: true });
  expect(plain.value.sources).toBeUndefined();
  expect(recorded.value.draft.toJSON()).toEqual(plain.value.draft.toJSON());
});
