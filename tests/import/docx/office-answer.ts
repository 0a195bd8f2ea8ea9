import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strToU8, unzipSync, zipSync } from "fflate";

/**
 * What LibreOffice made of a file of the corpus. The answers are kept in `libre-office/`, so that a run needs no
 * LibreOffice; `npx tsx tests/support/ask-libre-office.ts` says whether the one of today answers alike, and with
 * `--keep` keeps what it answers.
 */
export interface OfficeAnswer {
  /** The text a page shows, numbers of lists among it, as one line: cells of a row stand on one there. */
  shown: string;
  /** The file saved as ODT. */
  saved: Uint8Array;
}

const folder = path.join("tests", "import", "docx", "libre-office");

export function keptAnswer(name: string): OfficeAnswer {
  return {
    shown: readFileSync(path.join(folder, `${name}.txt`), "utf8").trim(),
    saved: readFileSync(path.join(folder, `${name}.odt`)),
  };
}

/** Keeps of the ODT the parts that say what the text is: pictures of the page and the program's settings are not asked about. */
export function keepAnswer(name: string, { shown, saved }: OfficeAnswer): void {
  const said = unzipSync(saved, { filter: ({ name: part }) => /^(?:content|styles)\.xml$/u.test(part) });
  const mimetype = strToU8("application/vnd.oasis.opendocument.text");
  const kept = zipSync({ mimetype: [mimetype, { level: 0 }], ...said }, { mtime: "2013-02-06", level: 9 });
  writeFileSync(path.join(folder, `${name}.odt`), kept);
  writeFileSync(path.join(folder, `${name}.txt`), `${shown}\n`);
}
