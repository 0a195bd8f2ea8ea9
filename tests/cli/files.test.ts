import fs from "node:fs";
import path from "node:path";
import { writePieces } from "../../server/cli/output/files.ts";
import type { WrittenPiece } from "../../server/services/kernel/file-answer.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const folder = scratchFolder();

function piece(text: string, done: number, stage: WrittenPiece["stage"] = "writing"): WrittenPiece {
  return { bytes: new TextEncoder().encode(text), done, of: 4, stage };
}

async function* pieces(...all: (WrittenPiece | Error)[]): AsyncGenerator<WrittenPiece, void> {
  for (const one of all) {
    await Promise.resolve();
    if (one instanceof Error) throw one;
    yield one;
  }
}

/**
 * Returns the content of a new folder after a file was exported into it. With `before`, the folder already contains
 * that file with this content.
 */
async function writtenFile(
  name: string,
  from: AsyncIterable<WrittenPiece>,
  before?: string,
): Promise<Record<string, string>> {
  const own = path.join(folder, name);
  fs.mkdirSync(own);
  const file = path.join(own, "file.csv");
  if (before !== undefined) fs.writeFileSync(file, before);
  await writePieces(from, { file, write: () => undefined, reportProgress: null }).catch(() => undefined);
  return Object.fromEntries(fs.readdirSync(own).map((one) => [one, fs.readFileSync(path.join(own, one), "utf8")]));
}

test("replaces an existing file once the new one is complete", async () => {
  expect(await writtenFile("whole", pieces(piece("one ", 2), piece("two", 4)), "Before")).toEqual({
    "file.csv": "one two",
  });
});

test("a failure leaves no file, or the existing file unchanged", async () => {
  const failing = (): AsyncIterable<WrittenPiece> => pieces(piece("one ", 2), new Error("no paper"));
  expect(await writtenFile("none", failing())).toEqual({});
  expect(await writtenFile("before", failing(), "Before")).toEqual({ "file.csv": "Before" });
});

test("reports progress when it changes, and passes on the error", async () => {
  const lines: string[] = [];
  const printing = pieces(piece("", 1), piece("", 1), piece("", 4), piece("", 0, "printing"), new Error("no paper"));
  const taking = writePieces(printing, {
    file: null,
    write: () => undefined,
    reportProgress: (line) => lines.push(line),
  });
  await expect(taking).rejects.toThrow("no paper");
  expect(lines).toEqual(["Writing the file: 25 %", "Writing the file: 100 %", "Printing the pages", ""]);
});

test("writes to a special file without replacing it", async () => {
  await writePieces(pieces(piece("one", 4)), { file: "/dev/null", write: () => undefined, reportProgress: null });
  expect(fs.statSync("/dev/null").isFile()).toBe(false);
});

test("writes each piece to standard output as it arrives", async () => {
  const written: string[] = [];
  const write = (bytes: Uint8Array): void => void written.push(new TextDecoder().decode(bytes));
  await writePieces(pieces(piece("one ", 2), piece("two", 4)), { file: null, write, reportProgress: null });
  expect(written).toEqual(["one ", "two"]);
});
