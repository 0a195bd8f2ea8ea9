/**
 * Prepares a checkout to run, using only Node and npm. Installs the packages in package-lock.json, then bundles the
 * server (esbuild) and the client (Vite) into dist/. Skips steps that are up to date, and reports each step.
 *
 *   node server/setup.mjs            install and build if needed
 *   node server/setup.mjs install    install only
 *   node server/setup.mjs build      always rebuild
 *   node server/setup.mjs dev        install, then run server and client from source and restart on changes
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { clearInterval, setInterval } from "node:timers";
import { fileURLToPath } from "node:url";
import { serverBundle } from "./bundle.mjs";
import { setUpText } from "./set-up-text.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const at = (...parts) => path.join(root, ...parts);
const stampFile = at("dist", "built-from");

function say(code, params) {
  process.stderr.write(`${setUpText(code, params)}\n`);
}

function fail(code, params) {
  say(code, params);
  process.exit(1);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail("node-too-old", { version: process.versions.node });
  }
}

/** Returns the lockfile's packages that a checkout needs on every machine, by folder below the root, with their data. */
function neededPackages() {
  const { packages } = JSON.parse(fs.readFileSync(at("package-lock.json"), "utf8"));
  return Object.entries(packages).filter(
    ([name, { optional, devOptional, peer }]) => name !== "" && !optional && !devOptional && !peer,
  );
}

/** Returns whether node_modules contains every needed package in the right version. */
function isInstalled() {
  const installedFile = at("node_modules", ".package-lock.json");
  if (!fs.existsSync(installedFile)) return false;
  const installed = JSON.parse(fs.readFileSync(installedFile, "utf8")).packages;
  return neededPackages().every(([name, { version }]) => installed[name]?.version === version);
}

async function install() {
  if (isInstalled()) return;
  say("installing");
  const npm = spawn(
    "npm",
    // The build needs development packages, which npm leaves out if NODE_ENV is "production".
    ["ci", "--include=dev", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--progress=false"],
    { cwd: root, stdio: ["ignore", 2, 2], shell: process.platform === "win32" },
  );
  const stopCounting = countInstalled();
  const status = await new Promise((resolve) => {
    npm.on("exit", resolve);
    npm.on("error", resolve);
  });
  stopCounting();
  if (status !== 0) fail("install-failed");
}

/**
 * Reports the number of installed packages while npm runs. On a terminal it updates one line; otherwise it prints a new
 * line every 10 seconds.
 */
function countInstalled() {
  const names = neededPackages().map(([name]) => name);
  const { isTTY } = process.stderr;
  const count = () => {
    const there = names.filter((name) => fs.existsSync(at(name, "package.json"))).length;
    const line = setUpText("installed", { count: there, total: names.length });
    process.stderr.write(isTTY ? `\r${line}` : `${line}\n`);
  };
  const timer = setInterval(count, isTTY ? 500 : 10_000);
  return () => {
    clearInterval(timer);
    if (isTTY) process.stderr.write("\n");
  };
}

/** Returns a hash of all files that the bundles are built from. */
function sourceHash() {
  const hash = createHash("sha256");
  const visit = (entry) => {
    const stat = fs.statSync(at(entry));
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(at(entry)).sort()) visit(path.join(entry, name));
    } else {
      hash
        .update(entry)
        .update("\0")
        .update(fs.readFileSync(at(entry)))
        .update("\0");
    }
  };
  for (const entry of ["package-lock.json", "package.json", "server", "client"]) visit(entry);
  return hash.digest("hex");
}

function isBuilt(hash) {
  return fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === hash;
}

async function build(hash) {
  say("building");
  const esbuild = await import("esbuild");
  const vite = await import("vite");
  fs.rmSync(at("dist"), { recursive: true, force: true });
  await esbuild.build({ ...serverBundle, outdir: at("dist", "server") });
  await vite.build({ configFile: at("client", "vite.config.ts"), logLevel: "warn" });
  fs.writeFileSync(stampFile, hash);
}

/** Runs server and client from source until one of them ends or the terminal sends a stop signal. */
function develop() {
  const bin = (name) => at("node_modules", ".bin", name);
  const children = [
    spawn(bin("tsx"), ["watch", "--clear-screen=false", "--import", "./server/without-styles.mjs", "server/main.ts"], {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, NODE_ENV: "development" },
    }),
    spawn(bin("vite"), ["--config", "client/vite.config.ts"], { cwd: root, stdio: "inherit" }),
  ];
  const stop = () => children.forEach((child) => child.kill());
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  children.forEach((child) => child.on("exit", stop));
}

checkNode();
const task = process.argv[2] ?? "ready";
await install();
if (task === "build") await build(sourceHash());
if (task === "ready") {
  const hash = sourceHash();
  if (!isBuilt(hash)) await build(hash);
}
if (task === "dev") develop();
