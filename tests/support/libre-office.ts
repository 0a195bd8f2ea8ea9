import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const hasOffice = spawnSync("soffice", ["--version"]).status === 0;
if (!hasOffice) process.stderr.write("rapporteur: tests of LibreOffice are left out, because this machine has none.\n");

/** A test that needs LibreOffice. It is left out, with a message, on a machine without it. */
export const testWithOffice: jest.It = hasOffice ? test : test.skip;

/**
 * Converts files with LibreOffice, by file name. `filter` is LibreOffice's name for the target format ("txt:Text
 * (encoded):UTF8", "odt").
 */
export function convert(files: ReadonlyMap<string, Uint8Array>, filter: string): Map<string, Uint8Array> {
  const folder = mkdtempSync(path.join(tmpdir(), "rapporteur-office-"));
  try {
    for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes);
    const profile = `-env:UserInstallation=file://${path.join(folder, "profile")}`;
    const named = [...files.keys()].map((name) => path.join(folder, name));
    const { status, stderr } = spawnSync(
      "soffice",
      ["--headless", profile, "--convert-to", filter, "--outdir", path.join(folder, "out"), ...named],
      { encoding: "utf8" },
    );
    if (status !== 0) throw new Error(`LibreOffice failed: ${stderr}`);
    const ending = filter.replace(/:.*/u, "");
    return new Map(
      [...files.keys()].map((name) => {
        const output = path.join(folder, "out", `${path.parse(name).name}.${ending}`);
        return [name, readFileSync(output)];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
