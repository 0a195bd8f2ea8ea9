import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { scratchFolder } from "../support/scratch-folder.ts";

const scratch = scratchFolder();
const units = ["rapporteur.service", "rapporteur-backup.service", "rapporteur-backup.timer"];
const isInstalled = spawnSync("systemd-analyze", ["--version"]).status === 0;
const noSystemd = "systemd-analyze is not installed, so the units are not checked.";

test("systemd finds no fault in the units", () => {
  if (!isInstalled) {
    console.warn(noSystemd);
    return;
  }
  for (const unit of units) copyFileSync(path.join("server/deploy", unit), path.join(scratch, unit));
  const run = spawnSync("systemd-analyze", ["verify", ...units.map((unit) => path.join(scratch, unit))], {
    encoding: "utf8",
  });
  // Faults of the machine's own units are none of ours.
  expect(run.stderr.split("\n").filter((line) => line.includes("rapporteur"))).toEqual([]);
});

test("the unit of the server is exposed to little", () => {
  if (!isInstalled) {
    console.warn(noSystemd);
    return;
  }
  const args = ["security", "--offline=true", "--threshold=25", "--no-pager", "server/deploy/rapporteur.service"];
  const run = spawnSync("systemd-analyze", args, { encoding: "utf8" });
  expect(run.stdout).toContain("Overall exposure level for rapporteur.service");
  expect(run.status).toBe(0);
});

test("the unit of the server gives it more time to stop than it takes by default", () => {
  const [, seconds] = /^TimeoutStopSec=(\d+)$/mu.exec(readFileSync("server/deploy/rapporteur.service", "utf8")) ?? [];
  expect(Number(seconds)).toBeGreaterThan(30);
});
