import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runInstalled } from "./run-installed.ts";

/**
 * Runs LibreOffice with a profile. Throws with its message if it fails or leaves out one of the files that it was to
 * write. A macro describes its own failure in `failure.txt` of the profile.
 */
export function runOffice(profile: string, args: readonly string[], outputs: readonly string[]): void {
  const where = `-env:UserInstallation=file://${profile}`;
  const { status, stderr } = runInstalled("soffice", ["--headless", "--norestore", where, ...args]);
  const missing = outputs.filter((file) => !existsSync(file)).map((file) => path.basename(file));
  if (status === 0 && missing.length === 0) return;
  const failure = path.join(profile, "failure.txt");
  const left = missing.length > 0 ? ` and did not write ${missing.join(", ")}` : "";
  throw new Error(
    `LibreOffice ended with ${String(status)}${left}: ` +
      (existsSync(failure) ? readFileSync(failure, "utf8") : stderr.trim()) +
      "\nIts packages without an interface, such as libreoffice-writer-nogui, abort at files with comments.",
  );
}

/**
 * Converts files with LibreOffice, by file name. `filter` is LibreOffice's name for the target format ("txt:Text
 * (encoded):UTF8", "odt").
 */
export function convert(files: ReadonlyMap<string, Uint8Array>, filter: string): Map<string, Uint8Array> {
  const folder = mkdtempSync(path.join(tmpdir(), "rapporteur-office-"));
  try {
    for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes);
    const ending = filter.replace(/:.*/u, "");
    const outputs = new Map(
      [...files.keys()].map((name) => [name, path.join(folder, "out", `${path.parse(name).name}.${ending}`)]),
    );
    const named = [...files.keys()].map((name) => path.join(folder, name));
    const args = ["--convert-to", filter, "--outdir", path.join(folder, "out"), ...named];
    runOffice(path.join(folder, "profile"), args, [...outputs.values()]);
    return new Map([...outputs].map(([name, output]) => [name, readFileSync(output)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
