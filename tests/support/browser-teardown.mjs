import fs from "node:fs";
import path from "node:path";

/**
 * Ends what browser-setup.mjs started, and every server that a test started but did not stop (for example because its
 * `beforeAll` failed). Whatever went wrong, nothing keeps Jest from ending.
 */
export default async function endRun() {
  const { browser, folder } = globalThis.rapporteurRun;
  globalThis.rapporteurRun = undefined;
  for (const name of fs.readdirSync(folder)) {
    if (name.endsWith(".pid")) endProcess(Number(path.basename(name, ".pid")));
  }
  await browser.close();
  fs.rmSync(folder, { recursive: true, force: true });
}

function endProcess(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}
