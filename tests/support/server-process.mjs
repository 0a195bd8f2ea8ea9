import { spawn } from "node:child_process";

/**
 * Starts the built server on a free port, over a data folder. If the folder is empty, the server fills it with the
 * model forum.
 *
 * @param {string} dataFolder
 * @param {string} program the path of the built server
 * @returns {{ child: import("node:child_process").ChildProcess, ready: Promise<string> }} `ready` is the output up to
 *   the last line of its start. It rejects with the output if the server ends before that.
 */
export function startProcess(dataFolder, program = "dist/server/main.js") {
  const child = spawn(process.execPath, [program], {
    // Jest sets a NODE_ENV of its own, which users of the server do not have.
    env: {
      ...process.env,
      NODE_ENV: undefined,
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: dataFolder,
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ready = new Promise((resolve, reject) => {
    let printed = "";
    const take = (chunk) => {
      printed += chunk.toString();
      if (printed.split("\n").some((line) => line.startsWith("Ready"))) resolve(printed);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("exit", (code) => reject(new Error(`The server ended with ${String(code)}:\n${printed}`)));
  });
  return { child, ready };
}

/**
 * Reads the addresses in what a server printed at its start.
 *
 * @param {string} printed
 * @returns {{ url: string, links: Record<string, string> }} `links` are the sign-in links, by role.
 * @throws Error if the server printed no address.
 */
export function printedAddresses(printed) {
  const url = /http:\/\/127\.0\.0\.1:\d+/u.exec(printed)?.[0];
  if (!url) throw new Error(`The server printed no address:\n${printed}`);
  const links = printed.matchAll(/^\s+(secretariat|chair|coordinator|member|observer)\b.*?(http:\S+)\s*$/gmu);
  return { url, links: Object.fromEntries([...links].map(([, role, link]) => [role, link])) };
}
