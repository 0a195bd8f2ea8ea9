import fc from "fast-check";
import { strToU8, unzipSync } from "fflate";
import { packOdt, UnsupportedPackageError } from "../../../../server/export/package/parts.ts";
import { odtFile, p } from "../../../import/odt/odt-file.ts";
import { here, reply, speaker } from "../../sample.ts";
import { ownOdt, partText, readOdtComments } from "./own-odt-draft.ts";

const first = "The Member States recognise that broadband is a basic service.";
const second = "Operators invite comments from all the stakeholders.";

/** Writes one comment on some text. Returns the text that it is on, as the file has it, and the file's body. */
async function commentOn(body: string, exact: string, to?: string, styles = "") {
  const version = await ownOdt(odtFile({ body, styles }));
  const { parts, bytes } = version.write([here({ targets: [version.on(exact, to)], text: "Why?" })]);
  const { text, comments } = await readOdtComments(bytes);
  expect(text).toBe(version.text);
  const [content, before] = [partText(parts), partText(version.parts)];
  return { comments, content, before };
}

/** Returns the text without the comments that were written. */
const withoutComments = (content: string): string =>
  content.replace(/<office:annotation .*?<\/office:annotation>|<office:annotation-end [^>]*\/>/gsu, "");

test("keeps every part byte for byte if there are no comments", async () => {
  const version = await ownOdt(odtFile({ body: p(first) + p("Kept <text:s/> as &#233;.") }));
  expect([...version.write([]).parts]).toEqual([...version.parts]);
});

test("changes only the text's part, and in it only inserts", async () => {
  const { content, before } = await commentOn(p(first) + p("Kept <text:s/> as &#233;."), "broadband");
  expect(content).toMatch(/recognise that <office:annotation .*<\/office:annotation>broadband<office:annotation-end /u);
  expect(withoutComments(content)).toBe(before);
});

test("writes each comment and reply under its own author, initials and date, and answers as replies", async () => {
  const version = await ownOdt(odtFile({ body: p(first) }));
  const chen = speaker("Chen Li", ["Sinica"]);
  const thread = here({ targets: [version.on("basic")], text: "Which  one?" }, [
    reply({ text: "That one.", speaker: chen }),
  ]);
  const { parts, bytes } = version.write([thread]);
  const { comments } = await readOdtComments(bytes);
  expect(comments).toMatchObject([
    { author: "Ana Ruiz (ISOC and APC)", date: "2013-02-10T08:30:00", isReply: false, resolved: false, words: "basic" },
    { author: "Chen Li (Sinica)", isReply: true, words: "basic" },
  ]);
  expect(JSON.stringify(comments)).toMatch(/Which {2}one\?.*That one\./u);
  expect(partText(parts)).toContain("<meta:creator-initials>AR</meta:creator-initials>");
});

test.each([
  ["inside a span, between entities", p("We <text:span>a &amp; b&#8217;s</text:span> c."), "& b’", "& b’"],
  ["over several spans", p("We <text:span>agr</text:span>ee<text:span> to</text:span> meet."), "agree to", "agree to"],
  ["in a link", p('See <text:a xlink:href="https://example.org/">the annex</text:a>.'), "annex", "annex"],
  ["in a heading", `<text:h text:outline-level="1">A heading</text:h>${p(second)}`, "heading", "heading"],
  ["in a list", `<text:list><text:list-item>${p(first)}</text:list-item></text:list>`, "broadband", "broadband"],
  [
    "in a cell",
    `<table:table><table:table-row><table:table-cell>${p(first)}</table:table-cell></table:table-row></table:table>`,
    "basic",
    "basic",
  ],
  ["beside a field", p("On <text:date>6 Feb 2013</text:date> we meet."), "Feb", "6 Feb 2013"],
  [
    "in inserted text",
    `<text:tracked-changes><text:changed-region text:id="c"><text:insertion><office:change-info/></text:insertion></text:changed-region></text:tracked-changes>${p('We <text:change-start text:change-id="c"/>firmly <text:change-end text:change-id="c"/>agree.')}`,
    "agree",
    "agree",
  ],
])("writes a comment on text %s", async (_, body, exact, words) => {
  const { comments, content, before } = await commentOn(body, exact);
  expect(comments).toMatchObject([{ words }]);
  expect(withoutComments(content)).toBe(before);
});

test("writes a comment on several paragraphs", async () => {
  const { comments } = await commentOn(p(first) + p(second), "basic service.", "Operators invite");
  expect(comments).toMatchObject([{ words: "basic service.\nOperators invite" }]);
});

test("writes a comment on a note at its reference, and on a text box beside the box, with the clause's name", async () => {
  const note = `<text:note text:id="n" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>${p("A source.")}</text:note-body></text:note>`;
  expect((await commentOn(p(`A text${note}.`), "source")).content).toMatch(
    /A text<office:annotation .*<\/office:annotation><text:note .*<\/text:note><office:annotation-end/u,
  );
  const box = `<draw:frame><draw:text-box>${p("In a box.")}</draw:text-box></draw:frame>`;
  const { content, comments } = await commentOn(p(`A text ${box} around.`), "box.");
  expect(content).toMatch(/A text <office:annotation .*<\/office:annotation><draw:frame>/u);
  expect(JSON.stringify(comments)).toContain("This file cannot have a comment there.");
});

test("shows deleted and inserted text of a proposal as such in its comment", async () => {
  const version = await ownOdt(odtFile({ body: p(first), styles: "" }));
  const { start, end } = version.on("basic");
  const operations = [{ kind: "replace" as const, start, end, content: [{ type: "text" as const, text: "vital" }] }];
  const { parts } = version.write([
    here({ kind: "proposal", operations, targets: [version.on("basic")], text: "" } as never),
  ]);
  const content = partText(parts);
  const styled = (look: string): string =>
    new RegExp(`style:name="(\\w+)"[^>]*><style:text-properties ${look}`, "u").exec(content)?.[1] ?? "-";
  expect(content).toContain(
    `<text:span text:style-name="${styled('style:text-line-through-style="solid"')}">basic</text:span>`,
  );
  expect(content).toContain(
    `<text:span text:style-name="${styled('style:text-underline-style="solid"')}">vital</text:span>`,
  );
});

test("keeps the file's own comments, and gives its own other names", async () => {
  const own =
    '<office:annotation office:name="__Annotation__1"><dc:creator>Bo</dc:creator><text:p>Mine.</text:p></office:annotation>';
  const { comments } = await commentOn(
    p(`We ${own}agree<office:annotation-end office:name="__Annotation__1"/> to meet.`),
    "meet",
  );
  expect(comments).toMatchObject([{ author: "Bo", said: "Mine.", words: "agree" }, { words: "meet" }]);
});

test("refuses a file that uses a prefix for another namespace", async () => {
  const parts = new Map(Object.entries(unzipSync(odtFile({ body: p(first) }))));
  parts.set("content.xml", strToU8(partText(parts).replace(/xmlns:dc="[^"]*"/u, 'xmlns:dc="urn:other"')));
  const version = await ownOdt(packOdt(parts));
  expect(() => version.write([here({ targets: [version.on("basic")] })])).toThrow(UnsupportedPackageError);
});

const pieces = fc.array(
  fc.tuple(
    fc.constantFrom("peace ", "and ", "7", "é", "&amp;", "&#x1F600;", "😀", '<text:s text:c="2"/>'),
    fc.boolean(),
  ),
  { minLength: 1, maxLength: 6 },
);
const paragraphs = fc.array(pieces, { minLength: 1, maxLength: 4 });

test("writes a comment on any range of any text, and changes no character of it", async () => {
  const paragraph = (list: readonly (readonly [string, boolean])[]): string =>
    p(list.map(([text, isSpan]) => (isSpan ? `<text:span>${text}</text:span>` : text)).join(""));
  await fc.assert(
    fc.asyncProperty(paragraphs, fc.nat(), fc.nat(), async (lists, one, other) => {
      const version = await ownOdt(odtFile({ body: p("Text.") + lists.map(paragraph).join("") }));
      const [start, end] = [one % version.text.length, other % version.text.length].sort((left, right) => left - right);
      const { parts, bytes } = version.write([here({ targets: [version.range(start ?? 0, (end ?? 0) + 1)] })]);
      expect(withoutComments(partText(parts))).toBe(partText(version.parts));
      const { text, comments } = await readOdtComments(bytes);
      expect(text).toBe(version.text);
      // A range may split a character. The comment is on the whole one, or on nothing of it if it is an entity.
      const wanted = version.text
        .slice(start, (end ?? 0) + 1)
        .replaceAll(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "")
        .trim();
      expect(comments).toMatchObject([{ words: expect.stringContaining(wanted) as string }]);
    }),
    { numRuns: 40, seed: 7 },
  );
});
