import { keepAnswer, keptAnswer, type OfficeAnswer } from "../import/docx/office-answer.ts";
import { officeCorpus, trackedCorpus } from "../import/docx/office-corpus.ts";
import { readOdt } from "../../server/import/odt/read-odt.ts";
import { convert } from "./libre-office.ts";

/* Converts the corpus of Word files with the installed LibreOffice and compares the output with that stored beside
   the tests. With --keep, it stores the new output:
   
     npx tsx tests/support/ask-libre-office.ts [--keep]
   
   This is not a test, because a test run must not depend on the installed LibreOffice. */
const corpus = new Map([...officeCorpus, ...trackedCorpus]);
const files = new Map([...corpus].map(([name, bytes]) => [`${name}.docx`, bytes]));
const shown = convert(files, "txt:Text (encoded):UTF8");
const saved = convert(files, "odt");

for (const name of corpus.keys()) {
  const answer = { shown: oneLine(shown.get(`${name}.docx`)), saved: saved.get(`${name}.docx`) ?? new Uint8Array() };
  if (process.argv.includes("--keep")) keepAnswer(name, answer);
  const alike = JSON.stringify(readable(answer)) === JSON.stringify(readable(keptAnswer(name)));
  process.stdout.write(`${alike ? "alike    " : "DIFFERENT"}  ${name}\n`);
  if (!alike) process.exitCode = 1;
}

/** Returns an answer without the parts that differ each time it is saved: dates and style names. */
function readable({ shown: text, saved: file }: OfficeAnswer): unknown {
  return [text, readOdt(file).blocks, readOdt(file, "reject").blocks];
}

function oneLine(bytes: Uint8Array = new Uint8Array()): string {
  return new TextDecoder().decode(bytes).replace(/\s+/gu, " ").trim();
}
