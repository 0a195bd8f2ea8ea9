import { p, r, wordFile } from "../import/docx/word-file.ts";
import { commented, del, ins, insertedParagraph } from "./marked-opinion.ts";

const setter = { author: "Πέτρος", date: "2013-02-20T10:00:00Z" };

/** Returns the second draft of the Greek forum as a Word file with tracked changes and a comment. */
export function greekContribution(): Uint8Array {
  const comment = `<w:comment w:id="1" w:author="${setter.author}" w:date="${setter.date}">${p("Γιατί νέο;")}</w:comment>`;
  return wordFile({
    body: [
      p("Γνώμη"),
      p("1. Το πρώτο άρθρο μένει ίδιο."),
      `<w:p>${r("2. Το δεύτερο άρθρο αλλάζει ")}${del("λίγο", setter)}${ins("πολύ", setter)}${r(" και μεγαλώνει.")}</w:p>`,
      `<w:p>${r("3. Ένα ")}${commented(1, r("νέο άρθρο"))}${r(" έρχεται.")}</w:p>`,
      insertedParagraph("4. Ένα τέταρτο άρθρο μπαίνει.", setter),
    ].join(""),
    comments: comment,
    styles: '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="el-GR"/></w:rPr></w:rPrDefault></w:docDefaults>',
  });
}
