import { DOMParser } from "@xmldom/xmldom";
import { strFromU8, unzipSync } from "fflate";
import { versionTextOf } from "#core/text/version-text.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { p, r, wordFile, type WordParts } from "./word-file.ts";

/** Returns the text, and the same text taken from the runs that the source map names. "·" stands for no source. */
async function sourced(parts: WordParts): Promise<{ text: string; fromRuns: string }> {
  const bytes = wordFile(parts);
  const { value } = await readDraft(bytes, { fileName: "draft.docx", sources: true });
  const { text } = versionTextOf(value.draft);
  const found = Array.from({ length: text.length }, () => "·");
  for (const { start, length, part, run, at } of value.sources ?? []) {
    const root = new DOMParser().parseFromString(strFromU8(unzipSync(bytes)[part]!), "text/xml").documentElement!;
    const characters = [...root.getElementsByTagName("w:r")[run]!.childNodes]
      .map((node) => (node.nodeName === "w:t" ? node.textContent : node.nodeName === "w:tab" ? " " : ""))
      .join("");
    for (let k = 0; k < length; k += 1) found[start + k] = characters[at + k] ?? "?";
  }
  return { text, fromRuns: found.join("") };
}

test("names the run and offset of each character", async () => {
  const body = `<w:p>${r("We ")}${r("ag", "<w:b/>")}${r("ree")}<w:r><w:tab/><w:t>to meet.</w:t></w:r></w:p>${p("They do not.")}`;
  const { text, fromRuns } = await sourced({ body });
  expect(text).toBe("We agree to meet.\nThey do not.");
  expect(fromRuns).toBe("We agree to meet.·They do not.");
});

test("skips white space that is collapsed and labels that are read as such", async () => {
  const { text, fromRuns } = await sourced({ body: p("considering") + p("a)  that   few take part;") });
  expect(text).toBe("considering\nthat few take part;");
  expect(fromRuns.slice(-19)).toBe("that few take part;");
});

test("names the part of a note", async () => {
  const body = `<w:p>${r("A text.")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`;
  const { text, fromRuns } = await sourced({
    body,
    footnotes: `<w:footnote w:id="2">${p("Its source.")}</w:footnote>`,
  });
  expect(text).toBe("A text.\nIts source.");
  expect(fromRuns).toBe("A text.·Its source.");
});

test("records nothing, and reads the same text, unless sources are wanted", async () => {
  const bytes = wordFile({ body: p("a) that few take part; b) that many do;") + p("1.  A  text") });
  const plain = await readDraft(bytes, { fileName: "draft.docx" });
  const recorded = await readDraft(bytes, { fileName: "draft.docx", sources: true });
  expect(plain.value.sources).toBeUndefined();
  expect(recorded.value.draft.toJSON()).toEqual(plain.value.draft.toJSON());
});
