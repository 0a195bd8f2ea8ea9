import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { findBrowser } from "./find-browser.mjs";
import { printedAddresses, startProcess } from "./server-process.mjs";

/**
 * Starts one browser server for the whole run, which each test file connects to. Also creates a folder for the servers
 * that tests start (see running-server.ts). It contains the model forum for them to copy, filled once by a first start,
 * as for a user. One server over such a copy serves all tests that only read.
 *
 * If the browser ends unexpectedly, this is reported at once, with its last output.
 */
export default async function startRun() {
  const { executablePath, env } = findBrowser();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rapporteur-run-"));
  const browser = await bothOrNone(
    chromium.launchServer({
      executablePath,
      env: { ...process.env, ...env },
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // All pages are ours, and a process for each site costs a tenth of the time.
        "--disable-site-isolation-trials",
        "--disable-features=IsolateOrigins,site-per-process",
      ],
    }),
    fillModel(path.join(folder, "model")),
  ).catch((error) => {
    fs.rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const output = [];
  browser.process().stderr?.on("data", (chunk) => output.push(chunk.toString()));
  browser.on("close", () => {
    if (!globalThis.rapporteurRun) return;
    const lastLines = output.join("").trim().split("\n").slice(-10).join("\n");
    process.stderr.write(
      `\nrapporteur: ${executablePath} has ended by itself; browser tests fail from here.\n${lastLines}\n`,
    );
  });
  process.env.RAPPORTEUR_BROWSER_ENDPOINT = browser.wsEndpoint();
  process.env.RAPPORTEUR_RUN_FOLDER = folder;
  globalThis.rapporteurRun = { browser, folder };
  process.env.RAPPORTEUR_SHARED_SERVER = JSON.stringify(await startShared(folder));
}

/**
 * Returns the browser once the model is filled too. If either fails, waits for the other as well, so that neither keeps
 * running.
 */
async function bothOrNone(launching, filling) {
  const [browser, model] = await Promise.allSettled([launching, filling]);
  if (browser.status === "rejected") throw browser.reason;
  if (model.status === "fulfilled") return browser.value;
  await browser.value.close();
  throw model.reason;
}

/** Starts a server over an empty folder, and stops it once the folder is filled. */
async function fillModel(folder) {
  const { child, ready } = startProcess(folder);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await ready;
  child.kill("SIGTERM");
  await ended;
}

/**
 * Starts the server of all tests that only read. The end of the run ends it (see browser-teardown.mjs). Each sign-in link
 * works once, so a session for each role is opened here for all test files.
 */
async function startShared(folder) {
  const data = path.join(folder, "shared");
  fs.cpSync(path.join(folder, "model"), data, { recursive: true });
  const { child, ready } = startProcess(data);
  fs.writeFileSync(path.join(folder, `${String(child.pid)}.pid`), "");
  const { url, links } = printedAddresses(await ready);
  const sessions = {};
  for (const [role, link] of Object.entries(links)) sessions[role] = await openSession(url, link);
  return { url, sessions };
}

/** Signs in with a link, and returns the cookie of the session. */
async function openSession(url, link) {
  const answer = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: url },
    body: JSON.stringify({ token: new URL(link).searchParams.get("token") }),
  });
  const [, name, value] = /^([^=]+)=([^;]*)/u.exec(answer.headers.get("set-cookie") ?? "") ?? [];
  if (name === undefined) throw new Error(`Signing in was answered with ${String(answer.status)}.`);
  return { name, value };
}
