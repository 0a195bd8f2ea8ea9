import fs from "node:fs";
import path from "node:path";

/** Program names of Chromium and Chrome on various systems. */
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome.exe"];

/** Finds the first Chromium or Chrome in the folders of a PATH, or null. */
export function findChromium(searchPath: string): string | null {
  const folders = searchPath.split(path.delimiter).filter(Boolean);
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find(isProgram) ?? null;
}

/** Returns whether a file exists and is executable. */
export function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
