import { zip, zipSync, type Zippable } from "fflate";

/** The first date a zip can hold; the real one stands in the file's properties, and two exports of one day must not differ. */
const zipDate = new Date(1980, 0, 1);

/** An Office package's parts as a zip with the same bytes for the same parts: in the order of `names`, all at one time. */
export function fixedZip(parts: Readonly<Record<string, Uint8Array>>, names: readonly string[]): Uint8Array {
  return zipSync(zippableOf(parts, names));
}

function zippableOf(parts: Readonly<Record<string, Uint8Array>>, names: readonly string[]): Zippable {
  const zippable: Zippable = {};
  for (const name of names) zippable[name] = [parts[name] ?? new Uint8Array(), { mtime: zipDate, level: 6 }];
  return zippable;
}

/** The same, packed in other threads where parts are long. */
export function zipInTurns(parts: Readonly<Record<string, Uint8Array>>, names: readonly string[]): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip(zippableOf(parts, names), (error, bytes) => {
      if (error) reject(error);
      else resolve(bytes);
    });
  });
}

/** Parts in the order in which packages have them: `[Content_Types].xml`, the parts, and then their relationships. */
export function packageOrder(names: readonly string[]): string[] {
  return [...names].sort((first, second) => rank(first) - rank(second) || (first < second ? -1 : 1));
}

function rank(name: string): number {
  if (name === "[Content_Types].xml") return 0;
  return name.includes("_rels/") ? 2 : 1;
}
