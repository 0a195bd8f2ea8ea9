import { keepAnswer, keptAnswer, type OfficeAnswer } from "../import/docx/office-answer.ts";
import { officeCorpus, trackedCorpus } from "../import/docx/office-corpus.ts";
import { readOdt } from "../../server/import/odt/read-odt.ts";
import { convert } from "./libre-office.ts";

/*
 * Asks the LibreOffice that is installed what it makes of the corpus of Word files, and compares that with the answers
 * that are kept beside the tests; with --keep, keeps what it answers:
 *
 *   npx tsx tests/support/ask-libre-office.ts [--keep]
 *
 * Not a test: a run must not depend on which LibreOffice there is.
 */
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

/** An answer without what differs from one saving to the next: dates, and names of styles. */
function readable({ shown: text, saved: file }: OfficeAnswer): unknown {
  return [text, readOdt(file).blocks, readOdt(file, "reject").blocks];
}

function oneLine(bytes: Uint8Array = new Uint8Array()): string {
  return new TextDecoder().decode(bytes).replace(/\s+/gu, " ").trim();
}
