import fs from "node:fs";
import path from "node:path";
import * as z from "zod";

/** The part of Vite's manifest used here: the files that each module needs. */
const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).optional(),
    css: z.array(z.string()).optional(),
  }),
);
type Manifest = z.infer<typeof Manifest>;

/** URLs, from the root, of the client files that a page links to. */
export interface ClientTags {
  /** The entry module. Null if no client is built: the page then works without it. */
  script: string | null;
  /** Modules that the page needs immediately. */
  preload: string[];
  styles: string[];
  /** The text of all styles. */
  sheet: string;
  /** Code that runs before the first paint. Null if no client is built. */
  early: string | null;
}

/**
 * Finds the tags of a page by its client modules ("library/LibraryPage.tsx"), with the scripts in a language of the
 * interface. Null stands for a page without a module of its own.
 */
export type FindClientTags = (pageModules: string | readonly string[] | null, language: string) => ClientTags;

/**
 * Reads the manifest of the Vite build. The styles of the page's own module are linked from the start, so that the
 * server's markup has its final look before any script runs.
 */
export function readClientTags(clientFolder: string): FindClientTags {
  const manifest = readManifest(clientFolder);
  const entry = Object.entries(manifest).find(([, chunk]) => chunk.isEntry === true);
  if (!entry) return () => ({ script: null, preload: [], styles: [], sheet: "", early: null });
  const [entryModule, { file }] = entry;
  const early = readEarlyScript(clientFolder);
  const files = new Set(Object.values(manifest).flatMap(({ css = [] }) => css));
  const sheets = new Map([...files].map((name) => [name, fs.readFileSync(path.join(clientFolder, name), "utf8")]));
  return (pageModules, language) => {
    const needed = closure(manifest, [entryModule, ...(pageModules === null ? [] : [pageModules].flat())]);
    const chunks = needed.flatMap((module) => manifest[module] ?? []);
    const styles = [...new Set(chunks.flatMap((chunk) => chunk.css ?? []))];
    return {
      early,
      script: scriptIn(language, file),
      preload: chunks
        .filter((chunk) => chunk.file.endsWith(".js") && chunk.file !== file)
        .map((chunk) => scriptIn(language, chunk.file)),
      styles: styles.map((name) => `/${name}`),
      sheet: styles.map((name) => sheets.get(name)).join(""),
    };
  };
}

/** Returns the code that runs before the first paint, without its comments; null if no client is built. */
export function readEarlyScript(clientFolder: string): string | null {
  const file = path.join(clientFolder, "early.js");
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8").replaceAll(/^ *(?:\/\/|\/\*\*).*\n/gmu, "") : null;
}

/** Returns the URL of a script in a language. The manifest names the English ones (client/compile-messages.ts). */
function scriptIn(language: string, file: string): string {
  return `/${file.replace(/^assets\/en\//u, `assets/${language}/`)}`;
}

function readManifest(clientFolder: string): Manifest {
  const manifestFile = path.join(clientFolder, ".vite", "manifest.json");
  return fs.existsSync(manifestFile) ? Manifest.parse(JSON.parse(fs.readFileSync(manifestFile, "utf8"))) : {};
}

/** Returns the modules and everything they import, without duplicates, in order. */
function closure(manifest: Manifest, modules: readonly string[]): string[] {
  const reached = new Set<string>();
  const visit = (module: string): void => {
    if (reached.has(module)) return;
    reached.add(module);
    for (const imported of manifest[module]?.imports ?? []) visit(imported);
  };
  modules.forEach(visit);
  return [...reached];
}
