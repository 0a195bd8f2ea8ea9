import { strFromU8, unzipSync } from "fflate";
import { convert } from "../../support/libre-office.ts";
import { sourceOf } from "../redline-drafts.ts";
import { compilation, draft, annotationsOfEveryKind } from "../sample.ts";
import { docx, redlineDocx } from "../whole-files.ts";

/** LibreOffice's counts for a file: comments with replies, insertions and deletions. */
type Counted = Record<"comments" | "insertions" | "deletions", number>;

async function counted(files: Readonly<Record<string, Promise<Uint8Array>>>): Promise<Record<string, Counted>> {
  const named = await Promise.all(
    Object.entries(files).map(async ([name, file]) => [`${name}.docx`, await file] as const),
  );
  const saved = convert(new Map(named), "odt");
  return Object.fromEntries(
    Object.keys(files).map((name) => {
      const odt = saved.get(`${name}.docx`) ?? new Uint8Array();
      const content = strFromU8(unzipSync(odt)["content.xml"] ?? new Uint8Array());
      const count = (element: string): number => content.split(`<${element}`).length - 1;
      return [
        name,
        {
          comments: count("office:annotation "),
          insertions: count("text:insertion>"),
          deletions: count("text:deletion>"),
        },
      ];
    }),
  );
}

const recitals = (...words: string[]) =>
  draft(words.map((content, at) => ({ id: `r${String(at)}`, kind: "recital", content })));

test("LibreOffice counts every comment, every reply and every tracked change", async () => {
  const base = recitals("that costs fall,", "that exchange points help,", "that training is dear,");
  const revised = recitals("that prices fall,", "that exchange points help,");
  expect(
    await counted({
      clean: docx(compilation([])),
      // Twelve threads: one has two replies, and one has a second target.
      commented: docx(compilation(annotationsOfEveryKind())),
      // A proposal that replaces text and inserts a clause.
      proposed: docx(compilation(annotationsOfEveryKind()), "tracked-changes"),
      redline: redlineDocx(sourceOf(base, revised)),
    }),
  ).toEqual({
    clean: { comments: 0, insertions: 0, deletions: 0 },
    commented: { comments: 15, insertions: 0, deletions: 0 },
    proposed: { comments: 15, insertions: 2, deletions: 1 },
    redline: { comments: 0, insertions: 1, deletions: 2 },
  });
}, 120_000);
