import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

/**
 * Finds a Chromium for the tests, in this order:
 *
 * - the one that RAPPORTEUR_CHROMIUM names
 * - on Linux x64, the headless shell in the npm package @sparticuz/chromium, unpacked once for each version, with its
 *   system libraries and font. It is the same everywhere, and takes about a third less processor time than a whole
 *   Chromium.
 * - one on PATH
 *
 * @returns {{ executablePath: string, env: Record<string, string> }}
 * @throws Error if no browser is found and no package contains one for this machine.
 */
export function findBrowser() {
  const named = process.env.RAPPORTEUR_CHROMIUM;
  if (named) return { executablePath: named, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return unpackBrowser();
  const executablePath = onPath(["chromium", "google-chrome", "chromium-browser"]);
  if (executablePath) return { executablePath, env: {} };
  throw new Error(
    "The browser tests need Chromium or Chrome: install one, or name its program in RAPPORTEUR_CHROMIUM.",
  );
}

function onPath(names) {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => fs.existsSync(file));
}

/** Unpacks beside the final folder and then renames, so that an interrupted run leaves nothing half unpacked. */
function unpackBrowser() {
  const require = createRequire(import.meta.url);
  const packageRoot = path.resolve(path.dirname(require.resolve("@sparticuz/chromium")), "..");
  const { version } = JSON.parse(fs.readFileSync(path.join(packageRoot, "package.json"), "utf8"));
  const folder = path.join(os.tmpdir(), `rapporteur-browser-${version}-${process.getuid?.() ?? 0}`);
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
    fs.writeFileSync(path.join(unpacking, "fonts.conf"), fontsConf(folder));
    moveInto(folder, unpacking);
  }
  return {
    executablePath: path.join(folder, "chromium"),
    env: { LD_LIBRARY_PATH: path.join(folder, "al2023", "lib"), FONTCONFIG_FILE: path.join(folder, "fonts.conf") },
  };
}

/** Two runs may unpack at once; the second discards its own copy. */
function moveInto(folder, unpacked) {
  try {
    fs.renameSync(unpacked, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
    fs.rmSync(unpacked, { recursive: true, force: true });
  }
}

/**
 * Returns a configuration that points to the browser's one system font. The package's own fonts.conf names only folders
 * of a Lambda function. Without any system font, Chromium aborts when a form control, or a character missing from the
 * web fonts, needs one.
 */
function fontsConf(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, "fonts", "fonts")}</dir>
  <cachedir>${path.join(folder, "fonts-cache")}</cachedir>
</fontconfig>
`;
}
