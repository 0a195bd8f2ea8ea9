import { copyFileSync } from "node:fs";
import path from "node:path";
import { runInstalled } from "../support/run-installed.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const scratch = scratchFolder();
const units = ["rapporteur.service", "rapporteur-backup.service", "rapporteur-backup.timer"];

test("systemd finds no fault in the units", () => {
  for (const unit of units) copyFileSync(path.join("server/deploy", unit), path.join(scratch, unit));
  const run = runInstalled("systemd-analyze", ["verify", ...units.map((unit) => path.join(scratch, unit))]);
  // Faults of the machine's own units are none of ours.
  expect(run.stderr.split("\n").filter((line) => line.includes("rapporteur"))).toEqual([]);
});

test("the unit of the server is exposed to little", () => {
  const args = ["security", "--offline=true", "--threshold=25", "--no-pager", "server/deploy/rapporteur.service"];
  const run = runInstalled("systemd-analyze", args);
  expect(run.stdout).toContain("Overall exposure level for rapporteur.service");
  expect(run.status).toBe(0);
});
