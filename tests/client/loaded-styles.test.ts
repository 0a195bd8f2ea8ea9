import fs from "node:fs";
import path from "node:path";

/**
 * A page, dialog or menu looks the same whatever was open before it: each class that it uses is defined in a style sheet
 * that is loaded by then. These are the sheets that its modules import, and those of every module that loads it.
 */

const client = path.join(__dirname, "../../client");

/** A module's imports, the modules that it loads on demand, its style sheets and the classes that it uses. */
interface Module {
  imports: string[];
  loads: string[];
  sheets: string[];
  classes: string[];
}

const modules = new Map<string, Module>();

function readModule(file: string): Module {
  const known = modules.get(file);
  if (known) return known;
  const source = fs.readFileSync(file, "utf8").replace(/^import type .*?;$/gmsu, "");
  const paths = (pattern: RegExp): string[] =>
    [...source.matchAll(pattern)].map(([, target = ""]) => path.join(path.dirname(file), target));
  const all = paths(/^(?:import|export)\b[^;"]*"(\.[^"]+)"/gmu);
  const module = {
    imports: all.filter((target) => /\.tsx?$/u.test(target)),
    loads: paths(/\bimport\("(\.[^"]+)"\)/gu),
    sheets: all.filter((target) => target.endsWith(".css")),
    classes: classesIn(source),
  };
  modules.set(file, module);
  return module;
}

/** Returns the class names in the literal parts of a module's `className` attributes. */
function classesIn(source: string): string[] {
  const values = [...source.matchAll(/className=(?:"([^"]*)"|\{((?:[^{}]|\{[^{}]*\})*)\})/gu)];
  return values.flatMap(([, plain, expression = ""]) => {
    const literals = [...expression.matchAll(/"([^"]*)"|`([^`]*)`/gu)].map(([, text, template]) => text ?? template);
    return [plain, ...literals]
      .flatMap((text = "") => text.split(/\s+/u))
      .filter((name) => /^[a-z][\w-]*$/u.test(name));
  });
}

/** Returns the modules that are loaded together with one. */
function loadedWith(root: string): ReadonlySet<string> {
  const loaded = new Set([root]);
  for (const file of loaded) for (const target of readModule(file).imports) loaded.add(target);
  return loaded;
}

const closures = new Map<string, ReadonlySet<string>>();
const closureOf = (root: string): ReadonlySet<string> => {
  const closure = closures.get(root) ?? loadedWith(root);
  closures.set(root, closure);
  return closure;
};

/** The roots: the client's entry and every module that is loaded on demand, with the roots that load it. */
const entry = path.join(client, "main.tsx");
const loadedBy = new Map<string, Set<string>>([[entry, new Set()]]);
for (const root of loadedBy.keys()) {
  for (const file of closureOf(root)) {
    for (const target of readModule(file).loads) {
      const loaders = loadedBy.get(target) ?? new Set();
      loadedBy.set(target, loaders.add(root));
    }
  }
}

/** Returns the style sheets that are loaded with a root, whichever root loaded it. */
function sheetsAt(root: string, path: readonly string[] = []): ReadonlySet<string> {
  const own = [...closureOf(root)].flatMap((file) => readModule(file).sheets);
  const before = [...(loadedBy.get(root) ?? [])]
    .filter((loader) => !path.includes(loader))
    .map((loader) => sheetsAt(loader, [...path, root]));
  const [first, ...others] = before;
  const inherited = [...(first ?? [])].filter((sheet) => others.every((sheets) => sheets.has(sheet)));
  return new Set([...own, ...inherited]);
}

/**
 * Returns the style sheets with a rule that begins with each class, or has it anywhere. Rules that have it later only
 * change it within something else.
 */
function sheetsOfClasses(at: "beginning" | "anywhere"): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const names = fs.readdirSync(client, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".css"));
  for (const sheet of names.map((name) => path.join(client, name))) {
    const text = fs.readFileSync(sheet, "utf8").replace(/\/\*.*?\*\//gsu, "");
    const pattern =
      at === "beginning" ? /(?:^|[{},;])\s*\.([a-z][\w-]*)/gu : /(?<![\w"/])\.([a-z][\w-]*)(?=[^;}]*\{)/gu;
    for (const [, name = ""] of text.matchAll(pattern)) found.set(name, (found.get(name) ?? new Set()).add(sheet));
  }
  return found;
}

test("every class is defined in a style sheet that is loaded with its component", () => {
  const defined = sheetsOfClasses("beginning");
  const missing = [...loadedBy.keys()].flatMap((root) => {
    const sheets = sheetsAt(root);
    return [...closureOf(root)].flatMap((file) =>
      readModule(file)
        .classes.filter((name) => {
          const homes = defined.get(name);
          return homes && ![...homes].some((home) => sheets.has(home));
        })
        .map((name) => `${path.relative(client, root)}: .${name} of ${path.relative(client, file)}`),
    );
  });
  expect([...new Set(missing)]).toEqual([]);
});

test("every class of a style sheet occurs in the markup", () => {
  const folders = [client, ...["http/pages", "core/text"].map((folder) => path.join(client, "../server", folder))];
  const names = folders.flatMap((folder) =>
    fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name)),
  );
  const markup = names.filter((name) => /\.tsx?$/u.test(name)).map((name) => fs.readFileSync(name, "utf8"));
  const literals = [...markup.join("\n").matchAll(/"[^"\n]*"|`[^`]*`|'[^'\n]*'/gu)].join("\n");
  const written = new Set(literals.match(/[a-z][\w-]*/gu));
  // Classes such as `is-${state}` end with a value.
  const beginnings = [...literals.matchAll(/[a-z][\w-]*-(?=\$\{)/gu)].map(([beginning]) => beginning);
  const unused = [...sheetsOfClasses("anywhere").keys()].filter(
    (name) => !written.has(name) && !beginnings.some((beginning) => name.startsWith(beginning)),
  );
  expect(unused).toEqual([]);
});
