import { parse } from "@formatjs/icu-messageformat-parser";
import { build } from "esbuild";
import type { Plugin } from "vite";

type Elements = ReturnType<typeof parse>;

/** The type of an element of plain text, as the parser numbers them. */
const literal = 0;

/** A message with these characters is not plain text (see `formatValues`). */
const special = /[{}'<]/u;

/**
 * Replaces every message of the catalogues by its parsed form while the client is built, so that no parser reaches the
 * browser. A message without parameters stays a string. A test build passes `disguise`, which changes the text of every
 * message: text that looks the same as before is in no catalogue.
 */
export function compileMessages(disguise?: (text: string) => string): Plugin {
  return {
    name: "compile-messages",
    enforce: "pre",
    config: () => ({
      resolve: { alias: { "@formatjs/icu-messageformat-parser": "@formatjs/icu-messageformat-parser/no-parser.js" } },
    }),
    async load(id) {
      if (!/\/core\/messages\/[a-z-]+\.[a-z]{2}\.ts$/u.test(id)) return null;
      const catalogue = await readCatalogue(id);
      const lines = Object.entries(catalogue).map(
        ([name, value]) => `export const ${name} = ${compiled(value, disguise)};`,
      );
      return { code: lines.join("\n"), moduleSideEffects: false };
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
function compiled(value: unknown, disguise: ((text: string) => string) | undefined): string {
  if (typeof value === "string") return JSON.stringify(compiledMessage(value, disguise));
  if (typeof value !== "object" || value === null) throw new Error(`A catalogue holds ${typeof value}, not messages.`);
  return `{${Object.entries(value)
    .map(([key, message]) => `${JSON.stringify(key)}:${compiled(message, disguise)}`)
    .join(",")}}`;
}

function compiledMessage(message: string, disguise: (text: string) => string = (text) => text): string | Elements {
  const elements = special.test(message) ? parse(message, { captureLocation: false }) : null;
  if (elements) disguiseAll(elements, disguise);
  return elements ?? disguise(message);
}

function disguiseAll(elements: Elements, disguise: (text: string) => string): void {
  for (const element of elements) {
    if ((element.type as number) === literal && "value" in element) element.value = disguise(element.value);
    if ("children" in element) disguiseAll(element.children, disguise);
    if ("options" in element) for (const { value } of Object.values(element.options)) disguiseAll(value, disguise);
  }
}
