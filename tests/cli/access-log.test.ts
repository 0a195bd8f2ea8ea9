import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import pino from "pino";
import { openAccessLog } from "../../server/cli/access-log.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const folder = scratchFolder();
const logger = pino({ level: "silent" });

test("creates a file that only its owner can read", async () => {
  const file = path.join(folder, "new.log");
  await openAccessLog(file, logger);
  expect(statSync(file).mode & 0o077).toBe(0);
});

test("appends to an existing file", async () => {
  const file = path.join(folder, "access.log");
  writeFileSync(file, "earlier\n");
  (await openAccessLog(file, logger)).write("later\n");
  while (!readFileSync(file, "utf8").endsWith("later\n")) await new Promise((resolve) => setImmediate(resolve));
  expect(readFileSync(file, "utf8")).toBe("earlier\nlater\n");
});

test("names a file that cannot be written, and the setting", async () => {
  const file = path.join(folder, "nowhere", "access.log");
  await expect(openAccessLog(file, logger)).rejects.toThrow(
    `The access log ${file} cannot be written (ENOENT). Set ACCESS_LOG to a file that can.`,
  );
});
