import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { scratchFolder } from "../support/scratch-folder.ts";

const scratch = scratchFolder();

test("the unit of the backup has the settings of the server's unit", () => {
  const settings = (unit: string): string[] =>
    (readFileSync(path.join("server/deploy", unit), "utf8").match(/^Environment(?:File)?=.*$/gmu) ?? []).toSorted();
  expect(settings("rapporteur-backup.service")).toEqual(settings("rapporteur.service"));
});

test("the unit of the backup deletes backups of more than 30 days, except the newest 7", () => {
  const unit = readFileSync("server/deploy/rapporteur-backup.service", "utf8");
  const script = /^ExecStart=\/bin\/sh -c '(?<script>ls .*)'$/mu.exec(unit)?.groups?.["script"] ?? "";
  const left = (ages: readonly number[]): string[] => {
    const folder = mkdtempSync(path.join(scratch, "backups-"));
    for (const age of ages) {
      const time = Date.now() / 1000 - age * 24 * 60 * 60;
      writeFileSync(path.join(folder, `${age}.backup`), "");
      utimesSync(path.join(folder, `${age}.backup`), time, time);
    }
    expect(spawnSync("/bin/sh", ["-c", script], { cwd: folder }).status).toBe(0);
    return readdirSync(folder).toSorted();
  };
  const kept = (ages: readonly number[]): string[] => ages.map((age) => `${age}.backup`).toSorted();
  expect(left([0, 10, 20, 25, 26, 27, 28, 29, 40])).toEqual(kept([0, 10, 20, 25, 26, 27, 28, 29]));
  expect(left([0, 50, 51, 52, 53, 54, 55, 56, 57])).toEqual(kept([0, 50, 51, 52, 53, 54, 55]));
});

test("the unit of the server gives it more time to stop than it takes by default", () => {
  const [, seconds] = /^TimeoutStopSec=(\d+)$/mu.exec(readFileSync("server/deploy/rapporteur.service", "utf8")) ?? [];
  expect(Number(seconds)).toBeGreaterThan(30);
});
