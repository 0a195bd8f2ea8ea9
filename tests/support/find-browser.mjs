import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

/**
 * A Chromium to test with: the one RAPPORTEUR_CHROMIUM names, else one on PATH (passed over where
 * RAPPORTEUR_PACKAGED_CHROMIUM is 1), else the headless shell that comes inside the npm package @sparticuz/chromium,
 * unpacked once for its version, with the system libraries and the font it brings.
 * @returns {{ executablePath: string, env: Record<string, string> }}
 * @throws where there is none, and no package holds one for this machine.
 */
export function findBrowser() {
  const executablePath = process.env.RAPPORTEUR_CHROMIUM || onPath(["chromium", "google-chrome", "chromium-browser"]);
  if (executablePath) return { executablePath, env: {} };
  if (process.platform === "linux" && process.arch === "x64") return unpackBrowser();
  throw new Error(
    "The browser tests need Chromium or Chrome: install one, or name its program in RAPPORTEUR_CHROMIUM.",
  );
}

function onPath(names) {
  if (process.env.RAPPORTEUR_PACKAGED_CHROMIUM === "1") return undefined;
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => fs.existsSync(file));
}

/** Unpacks beside its final place and renames, so that a run that was cut short leaves nothing half unpacked behind. */
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

/** Two runs may unpack at once; who comes second throws its own away. */
function moveInto(folder, unpacked) {
  try {
    fs.renameSync(unpacked, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
    fs.rmSync(unpacked, { recursive: true, force: true });
  }
}

/**
 * Where the browser finds its one system font. The package's own fonts.conf names folders of a Lambda function only, and
 * with no system font at all Chromium aborts as soon as a form control, or a sign that no webfont has, asks for one.
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
