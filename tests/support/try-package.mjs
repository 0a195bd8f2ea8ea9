/**
 * Packs the project, installs the package with production packages only into an empty folder, starts its server over
 * the model forum, and prints sizes and times. Installs without asking the registry if npm's cache has all packages.
 *
 *   npm run try-package
 */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const { fetch } = globalThis;
const root = path.resolve(import.meta.dirname, "..", "..");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rapporteur-package-"));
const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

function run(program, args, cwd) {
  const { status, stdout } = spawnSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${String(status)}`);
  return stdout;
}

/** Starts the installed server and fetches its first page. */
async function tryServer() {
  const begun = performance.now();
  const bin = path.join(folder, "node_modules", ".bin", "rapporteur");
  const environment = { PATH: process.env.PATH, HOME: folder, PORT: "0", DATA_DIR: path.join(folder, "data") };
  const server = spawn(bin, ["serve"], { cwd: folder, env: environment, stdio: ["ignore", "pipe", "inherit"] });
  try {
    let printed = "";
    for await (const chunk of server.stdout) {
      printed += chunk.toString();
      if (/^Ready/mu.test(printed)) break;
    }
    const [address] = /http:\/\/127\.0\.0\.1:\d+/u.exec(printed) ?? [];
    if (!address) throw new Error(`The server did not start:\n${printed}`);
    const started = seconds(begun);
    const page = await fetch(address);
    const text = await page.text();
    const [script] = /\/assets\/[^"]+\.js/u.exec(text) ?? [];
    const asset = script && (await fetch(address + script));
    if (page.status !== 200 || !text.includes("Opinion 5") || asset?.status !== 200) throw new Error("No page");
    return started;
  } finally {
    server.kill();
  }
}

try {
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], root));
  console.log(
    `package: ${megabytes(packed.size)}, unpacked ${megabytes(packed.unpackedSize)}, ${packed.entryCount} files`,
  );
  const begun = performance.now();
  fs.writeFileSync(path.join(folder, "package.json"), "{}");
  const install = ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"];
  run("npm", [...install, path.join(folder, packed.filename)], folder);
  const modules = path.join(folder, "node_modules");
  const files = fs.readdirSync(modules, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const size = files.reduce((sum, { parentPath, name }) => sum + fs.statSync(path.join(parentPath, name)).size, 0);
  const { packages } = JSON.parse(fs.readFileSync(path.join(modules, ".package-lock.json"), "utf8"));
  console.log(
    `installed in ${seconds(begun)}: ${Object.keys(packages).length} packages, ${files.length} files, ${megabytes(size)}`,
  );
  for (const name of ["vite", "esbuild", "typescript", "jest"]) {
    if (fs.existsSync(path.join(modules, name))) throw new Error(`${name} was installed`);
  }
  console.log(`first start, which fills the model forum: ${await tryServer()}`);
  console.log(`second start: ${await tryServer()}`);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
