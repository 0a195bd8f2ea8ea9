import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Creates an empty folder that is deleted after the file's tests. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "rapporteur-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
