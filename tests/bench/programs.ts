import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Contestant, Runs } from "./contestants.ts";

/** Programs that compare two files word by word. Their time includes start-up; their memory is not part of ours. */
const programs: Record<string, { args: string[]; runsOf: (output: string) => Runs }> = {
  git: {
    args: ["diff", "--no-index", "--no-color", "--histogram", "--word-diff=porcelain", "--unified=0"],
    runsOf: (output) => {
      const lines = output.split("\n").filter((line) => !/^(?:---|\+\+\+) [ab]\//u.test(line));
      const after = (sign: string): string[] =>
        lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
      return { deleted: after("-"), inserted: after("+") };
    },
  },
  wdiff: {
    args: [
      "--no-common",
      "--start-delete=\uE000",
      "--end-delete=\uE001",
      "--start-insert=\uE002",
      "--end-insert=\uE001",
    ],
    runsOf: (output) => {
      const pieces = output.split(/(?=[\uE000\uE002])/u).map((piece) => piece.split("\uE001", 1)[0] ?? "");
      const after = (sign: string): string[] =>
        pieces.filter((piece) => piece.startsWith(sign)).map((piece) => piece.slice(1));
      return { deleted: after("\uE000"), inserted: after("\uE002") };
    },
  },
};

/** Returns the installed programs as contestants, and the names of those that are missing. */
export function programContestants(): { present: Record<string, Contestant>; missing: string[] } {
  const present: Record<string, Contestant> = {};
  const missing: string[] = [];
  for (const [name, { args, runsOf }] of Object.entries(programs)) {
    if (spawnSync(name, ["--version"]).status !== 0) {
      missing.push(name);
      continue;
    }
    present[name] = (base, revised) => {
      const folder = mkdtempSync(path.join(tmpdir(), "bench-"));
      const files = { base: path.join(folder, "base"), revised: path.join(folder, "revised") };
      try {
        writeFileSync(files.base, base.text);
        writeFileSync(files.revised, revised.text);
        const run = spawnSync(name, [...args, files.base, files.revised], { encoding: "utf8", maxBuffer: 1 << 30 });
        // Both exit with 1 if the files differ.
        if (run.status === null || run.status > 1) throw new Error(`${name} failed: ${run.stderr}`);
        return runsOf(run.stdout);
      } finally {
        rmSync(folder, { recursive: true });
      }
    };
  }
  return { present, missing };
}
