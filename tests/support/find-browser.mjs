import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

/**
 * A Chromium to test with: the one RAPPORTEUR_CHROMIUM names, else one on PATH, else the headless shell that comes inside
 * the npm package @sparticuz/chromium, unpacked once for its version, with the system libraries it brings.
 * @returns {{ executablePath: string, env: Record<string, string> }}
 */
export function findBrowser() {
  const named = process.env.RAPPORTEUR_CHROMIUM;
  if (named) return { executablePath: named, env: {} };
  for (const name of ["chromium", "google-chrome", "chromium-browser"]) {
    const found = (process.env.PATH ?? "")
      .split(path.delimiter)
      .map((folder) => path.join(folder, name))
      .find((file) => fs.existsSync(file));
    if (found && process.env.RAPPORTEUR_PACKAGED_CHROMIUM !== "1") return { executablePath: found, env: {} };
  }
  return unpackBrowser();
}

/** Unpacks beside its final place and renames, so that a run that was cut short leaves nothing half unpacked behind. */
function unpackBrowser() {
  const require = createRequire(import.meta.url);
  const packageRoot = path.resolve(path.dirname(require.resolve("@sparticuz/chromium")), "..");
  const { version } = JSON.parse(fs.readFileSync(path.join(packageRoot, "package.json"), "utf8"));
  const folder = path.join(os.tmpdir(), `rapporteur-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (!fs.existsSync(folder)) {
    process.stderr.write("rapporteur: unpacking a browser for the tests …\n");
    const unpacking = fs.mkdtempSync(`${folder}-`);
    const archives = ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"];
    const script = `
      const { inflate } = await import("@sparticuz/chromium");
      await Promise.all(${JSON.stringify(archives.map((name) => path.join(packageRoot, "bin", name)))}.map(inflate));`;
    const run = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
      cwd: path.resolve(packageRoot, "..", "..", ".."),
      env: { ...process.env, TMPDIR: unpacking },
      stdio: ["ignore", "inherit", "inherit"],
    });
    if (run.status !== 0) throw new Error("The browser that comes with @sparticuz/chromium could not be unpacked.");
    fs.renameSync(unpacking, folder);
  }
  return {
    executablePath: path.join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: path.join(folder, "al2023", "lib"), FONTCONFIG_PATH: path.join(folder, "fonts") },
  };
}
