import { fileTasks } from "../../../server/services/kernel/file-tasks.ts";
import { wordFile } from "../../import/docx/word-file.ts";
import { odtFile } from "../../import/odt/odt-file.ts";

const run = (text: string, properties = ""): string =>
  `<w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const deleted = (text: string): string => `<w:r><w:delText xml:space="preserve">${text}</w:delText></w:r>`;

/** Marks of Word by kind, each in a paragraph. */
const marks: Record<string, (author: string) => string> = {
  insertion: (author) => `${run("One ")}<w:ins w:id="1" w:author="${author}">${run("more ")}</w:ins>${run("thing.")}`,
  "change of a run's formatting": (author) =>
    run("One thing.", `<w:rPr><w:b/><w:rPrChange w:id="1" w:author="${author}"><w:rPr/></w:rPrChange></w:rPr>`),
  "change of a paragraph's formatting": (author) =>
    `<w:pPr><w:pPrChange w:id="1" w:author="${author}"><w:pPr/></w:pPrChange></w:pPr>${run("One thing.")}`,
  "deletion of another person's insertion": (author) =>
    `${run("One ")}<w:ins w:id="1" w:author="Ann">${run("more ")}` +
    `<w:del w:id="2" w:author="${author}">${deleted("than ")}</w:del></w:ins>${run("thing.")}`,
};

async function wordHash(paragraph: string): Promise<string> {
  const { readHash } = await fileTasks.readContribution(wordFile({ body: `<w:p>${paragraph}</w:p>` }), "a.docx");
  return readHash;
}

test.each(Object.entries(marks))("tells files apart by the author of a Word %s", async (_kind, mark) => {
  expect(await wordHash(mark("Bob"))).toBe(await wordHash(mark("Bob")));
  expect(await wordHash(mark("Bob"))).not.toBe(await wordHash(mark("Cleo")));
});

test("tells files apart by the author of an OpenDocument change of formatting", async () => {
  const hashOf = async (author: string): Promise<string> => {
    const info = `<office:change-info><dc:creator>${author}</dc:creator></office:change-info>`;
    const change = `<text:changed-region text:id="f"><text:format-change>${info}</text:format-change></text:changed-region>`;
    const body = `<text:tracked-changes>${change}</text:tracked-changes><text:p>One thing.</text:p>`;
    return (await fileTasks.readContribution(odtFile({ body }), "a.odt")).readHash;
  };
  expect(await hashOf("Bob")).toBe(await hashOf("Bob"));
  expect(await hashOf("Bob")).not.toBe(await hashOf("Cleo"));
});
