import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

const { resolve } = createRequire(import.meta.url);

/** The style sheets use kerning, ligatures, marks, and figures of equal width and height. */
const features = ["kern", "liga", "ccmp", "mark", "mkmk", "locl", "tnum", "lnum"];

/**
 * Leaves in each variable font of a style sheet only the characters that the browser takes from it: those of its
 * `unicode-range` that no later rule has. Also leaves only the weights of the rule and the features that are used. The
 * files lie in `folder`, named by their weights and first character.
 */
export function subsetFonts(folder: string): Plugin {
  return {
    name: "subset-fonts",
    enforce: "pre",
    async transform(code, id) {
      if (!id.endsWith("/fonts.css")) return null;
      const faces = code.split(/(?=@font-face)/u);
      const written = faces.map((face, index) => {
        const later = faces.slice(index + 1).filter((other) => nameOf(other) === nameOf(face));
        return withSubset(face, later.flatMap(charactersOf), folder, path.dirname(id));
      });
      return { code: (await Promise.all(written)).join(""), map: null };
    },
  };
}

/** Returns a rule with the address of the subset, relative to the style sheet's folder. */
async function withSubset(face: string, later: readonly string[], folder: string, here: string): Promise<string> {
  const [, name] = /url\("([^"]+-wght-[^"]+\.woff2)"\)/u.exec(face) ?? [];
  if (name === undefined) return face;
  const font = await readFile(resolve(name));
  const others = new Set(later);
  const text = charactersOf(face)
    .filter((character) => !others.has(character))
    .join("");
  const first = text.codePointAt(0)?.toString(16) ?? "";
  const [min = 400, max = min] = weightsOf(face);
  const file = path.join(folder, `${path.basename(name, ".woff2")}-${min}-${max}-${first}.woff2`);
  const wght = min === max ? min : { min, max };
  const options = { targetFormat: "woff2", variationAxes: { wght }, keepFeatures: features } as const;
  await mkdir(folder, { recursive: true });
  await writeFile(file, await subsetFont(font, text, options));
  return face.replace(name, path.relative(here, file));
}

/** Returns the family, style and weight of a rule. */
function nameOf(face: string): string {
  return (face.match(/font-(?:family|style|weight): [^;]+/gu) ?? []).join();
}

/** Returns the weight of a rule, or its least and greatest. */
function weightsOf(face: string): number[] {
  return (/font-weight: ([\d ]+);/u.exec(face)?.[1] ?? "400").split(" ").map(Number);
}

/** Returns the characters of a rule's `unicode-range`. */
function charactersOf(face: string): string[] {
  const [, range = ""] = /unicode-range:([^;]+);/u.exec(face) ?? [];
  return range.split(",").flatMap((part) => {
    const [from = 0, to = from] = part
      .replace("U+", "")
      .split("-")
      .map((code) => Number.parseInt(code, 16));
    return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
  });
}
