import fs from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/**
 * The fonts for printing, from packages: the family name in the package, and the name that our styles use. Any text
 * must be printable on a machine without fonts.
 */
const families = [
  {
    folder: "@fontsource-variable/source-serif-4",
    sheets: ["wght.css", "wght-italic.css"],
    named: "Source Serif 4 Variable",
    family: "Source Serif 4",
  },
  { folder: "@fontsource-variable/inter", sheets: ["wght.css"], named: "Inter Variable", family: "Inter" },
  {
    folder: "@fontsource/amiri",
    sheets: ["arabic-400.css", "arabic-400-italic.css", "arabic-700.css"],
    named: "Amiri",
    family: "Amiri",
  },
  {
    folder: "@fontsource-variable/noto-serif-sc",
    sheets: ["index.css"],
    named: "Noto Serif SC Variable",
    family: "Noto Serif SC",
  },
] as const;

const require = createRequire(import.meta.url);

/** Base path for font files, with one folder per family. */
const filesPath = "/fonts/";

/** Returns the style sheet of all fonts. A browser loads only the files with characters that occur on the page. */
export async function fontSheet(): Promise<string> {
  const sheets = await Promise.all(
    families.map(async ({ folder, sheets: names, named, family }, index) => {
      const written = await Promise.all(
        names.map((name) => fs.readFile(path.join(folderOf(folder), name), { encoding: "utf8" })),
      );
      return written
        .join("\n")
        .replaceAll(named, family)
        .replace(/url\(\.\/files\//gu, `url(${filesPath}${String(index)}/`);
    }),
  );
  return sheets.join("\n");
}

/** Returns a font file named in the style sheet, or null for any other path. */
export async function fontFile(pathname: string): Promise<Buffer | null> {
  const [index = "", name = "", ...further] = decodeURIComponent(pathname).slice(filesPath.length).split("/");
  const family = families[Number(index)];
  if (!pathname.startsWith(filesPath) || !family || further.length > 0 || !/^[\w[\]-]+\.woff2?$/u.test(name))
    return null;
  return fs.readFile(path.join(folderOf(family.folder), "files", name)).catch(() => null);
}

function folderOf(name: string): string {
  return path.dirname(require.resolve(`${name}/package.json`));
}
