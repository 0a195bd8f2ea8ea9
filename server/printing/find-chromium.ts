import fs from "node:fs";
import path from "node:path";

/** What Chromium and Chrome are called on the systems they are installed on. */
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "chrome.exe"];

/** The first Chromium or Chrome in the folders of a PATH; null where there is none. */
export function findChromium(searchPath: string): string | null {
  const folders = searchPath.split(path.delimiter).filter(Boolean);
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return files.find(isProgram) ?? null;
}

/** Whether a file is there and can be run. */
export function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
