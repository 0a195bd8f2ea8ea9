import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { strToU8, unzipSync, zipSync } from "fflate";

/**
 * LibreOffice's output for a file of the corpus. It is stored in `libre-office/`, so that a test run needs no
 * LibreOffice. `npx tsx tests/support/ask-libre-office.ts` checks whether the installed LibreOffice gives the same
 * output, and stores its output with `--keep`.
 */
export interface OfficeAnswer {
  /** The text a page shows, including list numbers, as one line, because the cells of a row share a line there. */
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

/**
 * Stores the output. It keeps only the parts of the ODT that define the text, because the tests do not check page
 * pictures and program settings.
 */
export function keepAnswer(name: string, { shown, saved }: OfficeAnswer): void {
  const parts = unzipSync(saved, { filter: ({ name: part }) => /^(?:content|styles)\.xml$/u.test(part) });
  const mimetype = strToU8("application/vnd.oasis.opendocument.text");
  const kept = zipSync({ mimetype: [mimetype, { level: 0 }], ...parts }, { mtime: "2013-02-06", level: 9 });
  writeFileSync(path.join(folder, `${name}.odt`), kept);
  writeFileSync(path.join(folder, `${name}.txt`), `${shown}\n`);
}
