import { build } from "esbuild";
import type { Plugin } from "vite";
import { parseMessage } from "../server/core/phrases/parse-message.ts";

/** Returns the message to use in place of another; both in ICU MessageFormat. */
type Rewrite = (message: string) => string;

/** A message with these characters is not plain text (see `formatValues`). */
const special = /[{}'<]/u;

/**
 * Replaces messages by their parsed form while the client is built, so that no parser reaches the browser. Where code
 * uses a message of a catalogue (`messages.key`, `titles.key`), its text is inserted, so that a page downloads only its
 * own messages.
 * A test build passes `rewrite` to disguise every message: text that looks as before is in no catalogue.
 */
export function compileMessages(rewrite: Rewrite = (message) => message): Plugin {
  const catalogues = new Map<string, Promise<Record<string, unknown>>>();
  const catalogueAt = (file: string): Promise<Record<string, unknown>> => {
    const catalogue = catalogues.get(file) ?? readCatalogue(file);
    catalogues.set(file, catalogue);
    return catalogue;
  };
  return {
    name: "compile-messages",
    enforce: "pre",
    config: () => ({
      resolve: { alias: { "@formatjs/icu-messageformat-parser": "@formatjs/icu-messageformat-parser/no-parser.js" } },
    }),
    async load(id) {
      if (!/\/core\/messages\/[a-z-]+\.[a-z]{2}\.ts$/u.test(id)) return null;
      const lines = Object.entries(await catalogueAt(id)).map(
        ([name, value]) => `export const ${name} = ${compiled(value, rewrite)};`,
      );
      return { code: lines.join("\n"), moduleSideEffects: false };
    },
    async transform(code) {
      const imports = [
        ...code.matchAll(/^import \* as (messages|titles) from "(#core\/messages\/[a-z-]+\.[a-z]{2}\.ts)";$/gmu),
      ];
      if (imports.length === 0) return null;
      const parsed = new Map<string, string>();
      let inserted = code;
      for (const [line, namespace = "", path = ""] of imports) {
        const resolved = await this.resolve(path);
        if (!resolved) throw new Error(`There is no catalogue ${path}.`);
        const catalogue = await catalogueAt(resolved.id);
        const uses = new RegExp(`(?<![/\\w.])${namespace}\\.(?<key>\\w+)`, "gu");
        inserted = inserted.replace(line, "").replace(uses, (_, key: string) => {
          const message = catalogue[key];
          if (typeof message !== "string") throw new Error(`${path} has no message ${key}.`);
          const text = compiled(message, rewrite);
          if (text.startsWith('"')) return text;
          // A parsed message is a constant of the module, because it is known by identity.
          parsed.set(`${namespace}_${key}`, text);
          return `${namespace}_${key}`;
        });
      }
      return {
        // Before the module's own constants, which may use them.
        code: [...[...parsed].map(([name, text]) => `const ${name} = ${text};`), inserted].join("\n"),
        map: null,
      };
    },
  };
}

async function readCatalogue(file: string): Promise<Record<string, unknown>> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: "esm",
    packages: "external",
    write: false,
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  return (await import(`data:text/javascript;base64,${source}`)) as Record<string, unknown>;
}

/** Returns a message, or an object of messages, as JavaScript. */
function compiled(value: unknown, rewrite: Rewrite): string {
  if (typeof value === "string") {
    const message = rewrite(value);
    return JSON.stringify(special.test(message) ? parseMessage(message) : message);
  }
  if (typeof value !== "object" || value === null) throw new Error(`A catalogue holds ${typeof value}, not messages.`);
  return `{${Object.entries(value)
    .map(([key, message]) => `${JSON.stringify(key)}:${compiled(message, rewrite)}`)
    .join(",")}}`;
}
