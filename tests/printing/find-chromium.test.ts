import fs from "node:fs";
import path from "node:path";
import { findChromium } from "../../server/printing/find-chromium.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const scratch = scratchFolder();

test("finds the first executable browser on PATH, or none", () => {
  const [empty, first, second] = ["empty", "first", "second"].map((name) => path.join(scratch, name));
  for (const folder of [empty, first, second]) fs.mkdirSync(folder ?? "");
  fs.writeFileSync(path.join(first ?? "", "chromium"), "not a program", { mode: 0o644 });
  fs.writeFileSync(path.join(second ?? "", "google-chrome"), "", { mode: 0o755 });
  expect(findChromium(["", empty].join(path.delimiter))).toBeNull();
  expect(findChromium([empty, first, second].join(path.delimiter))).toBe(path.join(second ?? "", "google-chrome"));
});
