import { spawn } from "node:child_process";

/**
 * Starts the built server on a free port, over a data folder that it fills with the model forum where it is empty.
 * @param {string} dataFolder
 * @returns {{ child: import("node:child_process").ChildProcess, ready: Promise<string> }} `ready` is what it printed up to
 * its line "Ready"; it rejects with what it said where it ends before.
 */
export function startProcess(dataFolder) {
  const child = spawn(process.execPath, ["dist/server/main.js"], {
    // Jest's own NODE_ENV is not the one that people run the server under.
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
      if (/^Ready/mu.test(printed)) resolve(printed);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("exit", (code) => reject(new Error(`The server ended with ${String(code)}:\n${printed}`)));
  });
  return { child, ready };
}
