import { createHash } from "node:crypto";
import type { Plugin } from "vite";
import type { languages as allLanguages } from "../server/core/messages/languages.ts";
import { areaName } from "../server/core/messages/catalogues.ts";
import { parseMessage } from "../server/core/phrases/format-message.ts";
import { sharedMessages } from "../server/core/phrases/shared-messages.ts";

/** A message with these characters is not plain text (see `formatValues`). */
const special = /[{}'<]/u;

/** The messages of each area are a module of their own, so that only pages that look some up by key download them. */
const areaModule = "messages:";

const sharedModule = "/core/phrases/shared-messages.ts";

/** The folder of the built scripts in a language. Every language has the same files under the same names. */
export const scriptFolder = (language: string): string => `assets/${language}/`;

/**
 * Replaces messages by their texts while the client is built, so that a page downloads only its own messages, in one
 * language, and no parser. Where code names a message of an area (`messages.key`, or `inLanguage(area, language).key`),
 * the script gets a placeholder. At the end of the build the placeholders become texts: the scripts are written once for
 * each language, into a folder of its own.
 */
export function compileMessages(languages: typeof allLanguages): Plugin {
  const texts = messagesByPath(languages);
  const sharedPaths = pathsByCode(sharedMessages);
  let building = true;
  /** Returns what a script gets for a message: a placeholder, or its English text if the files are served as they are. */
  const inserted = (path: string): string => {
    const inLanguages = texts.get(path);
    if (!inLanguages) throw new Error(`There is no message ${path}.`);
    if (!building) return inLanguages["en"] ?? "";
    // With the hash, the name of a file changes when a text of it does.
    const hash = createHash("sha256").update(JSON.stringify(inLanguages)).digest("hex").slice(0, 8);
    return `/* @__PURE__ */ $m("${path}","${hash}")`;
  };
  return {
    name: "compile-messages",
    enforce: "pre",
    config: () => ({
      resolve: { alias: { "@formatjs/icu-messageformat-parser": "@formatjs/icu-messageformat-parser/no-parser.js" } },
      build: {
        rolldownOptions: {
          output: {
            entryFileNames: `${scriptFolder("en")}[name]-[hash].js`,
            chunkFileNames: `${scriptFolder("en")}[name]-[hash].js`,
          },
        },
      },
    }),
    configResolved: ({ command }) => {
      building = command === "build";
    },
    resolveId: (id) => (id.startsWith(areaModule) ? id : null),
    load(id) {
      if (id.startsWith(areaModule)) {
        const name = id.slice(areaModule.length) as keyof typeof languages.en;
        const code = `export const ${name} = ${withMessages(languages.en[name], name, inserted)};`;
        return { code, moduleSideEffects: false };
      }
      if (id.endsWith(sharedModule)) {
        const code =
          "export const sharedMessages = [{}]; export const addMessages = Object.assign.bind(Object, sharedMessages[0]);";
        return { code, moduleSideEffects: false };
      }
      if (!id.endsWith("/core/messages/catalogues.ts")) return null;
      const code = [
        "export const inLanguage = (area) => area;",
        "export const interfaceLanguage = () => document.documentElement.lang;",
        "export const translatedLanguage = (language) => language;",
        `export const translatedLanguages = ${JSON.stringify(Object.keys(languages))};`,
      ].join("\n");
      return { code, moduleSideEffects: false };
    },
    transform: (code) => {
      const added = addedMessages(code, sharedPaths, inserted);
      const withPlaceholders = insertMessages(code, {
        isArea: (name) => name in languages.en,
        isMessage: (path) => texts.has(path),
        isPlain: (path) => texts.get(path)?.["en"]?.startsWith('"') === true,
        inserted,
      });
      return withPlaceholders === null && added === "" ? null : { code: (withPlaceholders ?? code) + added, map: null };
    },
    generateBundle: {
      // The build then has left out the scripts that only held styles.
      order: "post",
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== "chunk") continue;
          const { code, fileName } = file;
          for (const language of Object.keys(languages)) {
            const translated = code.replace(
              placeholder,
              (_, _quote, path: string) => texts.get(path)?.[language] ?? "",
            );
            if (language === "en") file.code = translated;
            else {
              const [from, to] = [scriptFolder("en"), scriptFolder(language)];
              const source = translated.replaceAll(from, to);
              this.emitFile({ type: "asset", fileName: fileName.replace(from, to), source });
            }
          }
        }
      },
    },
  };
}

/** A placeholder in a minified script. */
const placeholder = /\$m\((["'`])([^"'`]+)\1, ?(["'`])\w+\3\)/gu;

/** The messages by path ("readingRoom.nextClause"), each as JavaScript by language. */
function messagesByPath(languages: Readonly<Record<string, object>>): Map<string, Record<string, string>> {
  const texts = new Map<string, Record<string, string>>();
  const visit = (path: string, values: readonly [language: string, value: unknown][], english: unknown): void => {
    if (typeof english === "string") {
      const write = (text: unknown): string =>
        JSON.stringify(special.test(english) && typeof text === "string" ? parseMessage(text) : text);
      texts.set(path, Object.fromEntries(values.map(([language, text]) => [language, write(text)])));
      return;
    }
    if (typeof english !== "object" || english === null) throw new Error(`${path} is not a message.`);
    for (const [key, value] of Object.entries(english)) {
      const own = values.map(([language, area]) => [language, Reflect.get(area as object, key)] as [string, unknown]);
      visit(path === "" ? key : `${path}.${key}`, own, value);
    }
  };
  visit("", Object.entries(languages), languages["en"]);
  return texts;
}

/** Returns an area as JavaScript. */
function withMessages(value: unknown, path: string, inserted: (path: string) => string): string {
  if (typeof value !== "object" || value === null) return inserted(path);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${JSON.stringify(key)}:${withMessages(inner, `${path}.${key}`, inserted)}`,
  );
  return `{${entries.join(",")}}`;
}

/** The paths of messages that are looked up by their code ("comments.kind-comment"), by code. The first area has it. */
function pathsByCode(areas: readonly object[]): Map<string, string> {
  const paths = areas.flatMap((area) =>
    Object.keys(area).map((code): [string, string] => [code, `${areaName(area)}.${code}`]),
  );
  return new Map(paths.toReversed());
}

/** A use of a function that looks messages up by their code. */
const lookUp =
  /import \{[^}]*\b(?:word|headWord|wordIn|messageText)\b[^}]*\} from "[^"]*\/(?:messages|message-text)\.ts"/u;

/**
 * Returns code that adds the messages to which a module may refer: those whose code it contains, and those of each closed
 * list whose name begins a template (`kind-${kind}`). "" if there are none.
 */
function addedMessages(code: string, paths: ReadonlyMap<string, string>, inserted: (path: string) => string): string {
  if (!lookUp.test(code)) return "";
  const named = [...code.matchAll(/"([\w:-]+)"|`([\w-]+-)\$\{/gu)];
  const exact = new Set(named.map(([, text]) => text));
  const starts = new Set(named.flatMap(([, , start]) => start ?? []));
  const used = [...paths].filter(([key]) => exact.has(key) || [...starts].some((start) => key.startsWith(start)));
  if (used.length === 0) return "";
  const entries = used.map(([key, path]) => `${JSON.stringify(key)}:${inserted(path)}`);
  return `\nimport { addMessages } from "#core/phrases/shared-messages.ts";\naddMessages({${entries.join(",")}});`;
}

/** The areas and messages that modules can use, and the code that replaces a use. Paths are “area.key”. */
interface MessagesOfBuild {
  isArea: (name: string) => boolean;
  isMessage: (path: string) => boolean;
  /** Whether a message has no parameters, so that it is text without a structure. */
  isPlain: (path: string) => boolean;
  inserted: (path: string) => string;
}

/**
 * Replaces the messages that a module names. Returns null if it names none. An area stays imported if the module uses it
 * in another way, for example with a key that it computes.
 */
function insertMessages(code: string, { isArea, isMessage, isPlain, inserted }: MessagesOfBuild): string | null {
  const [statement, list = ""] = /^import \{([^}]*)\} from "#core\/messages\/catalogues\.ts";$/mu.exec(code) ?? [];
  if (statement === undefined) return null;
  const areaOf = new Map<string, string>();
  const imports = list.split(",").flatMap((item) => {
    const [name, alias = name] = item.trim().split(" as ");
    return name !== undefined && alias !== undefined && name !== "" ? [{ name, alias, item: item.trim() }] : [];
  });
  for (const { name, alias } of imports) areaOf.set(alias, name);

  const constants = new Map<string, string>();
  const replaced = (whole: string, area: string | undefined, key: string): string => {
    const path = `${area ?? ""}.${key}`;
    if (area === undefined || !isMessage(path)) return whole;
    if (isPlain(path)) return inserted(path);
    // A parsed message is a constant of the module, because it is known by identity.
    const name = `${area}_${key}`;
    constants.set(name, inserted(path));
    return name;
  };
  const insertUses = (text: string, alias: string): string =>
    text.replace(new RegExp(`(?<![/\\w."])${alias}\\.(\\w+)`, "gu"), (whole, key: string) =>
      replaced(whole, areaOf.get(alias), key),
    );

  let body = code.replace(statement, "");
  body = body.replace(/(?<![\w.])inLanguage\((\w+), [\w.]+(?:\(\))?\)\.(\w+)/gu, (whole, alias: string, key: string) =>
    replaced(whole, areaOf.get(alias), key),
  );
  for (const [line, local = "", alias = ""] of [
    ...body.matchAll(/^ *const (\w+) = inLanguage\((\w+), [^;\n]+\);$/gmu),
  ]) {
    areaOf.set(local, areaOf.get(alias) ?? "");
    const rest = insertUses(body.replaceAll(line, ""), local);
    if (!new RegExp(`(?<![\\w."])${local}(?!\\w)`, "u").test(rest)) body = rest;
  }
  for (const { alias } of imports) body = insertUses(body, alias);
  const kept = imports.filter(({ alias }) => new RegExp(`(?<![\\w."])${alias}(?!\\w)`, "u").test(body));
  const own = [...constants].map(([name, text]) => `const ${name} = ${text};`);
  const left = kept.map(({ name, item }) => {
    const from = isArea(name) ? areaModule + name : "#core/messages/catalogues.ts";
    return `import { ${item} } from ${JSON.stringify(from)};`;
  });
  // The texts come before the module's own constants, which may use them.
  return [...left, ...own, body].join("\n");
}
