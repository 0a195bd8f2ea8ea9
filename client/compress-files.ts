import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import type { Plugin } from "vite";

const brotli = promisify(zlib.brotliCompress);

/**
 * Writes a compressed copy beside each script and style of the build: "NAME.js.br" (RFC 7932). The highest quality takes
 * 20 times as long as what a server could do while a visitor waits, and saves a twelfth.
 */
export function compressFiles(): Plugin {
  return {
    name: "compress-files",
    apply: "build",
    async writeBundle({ dir = "" }, bundle) {
      const texts = Object.values(bundle).filter(({ fileName }) => /\.(?:css|js)$/u.test(fileName));
      await Promise.all(
        texts.map(async (file) => {
          const text = file.type === "chunk" ? file.code : file.source;
          await writeFile(path.join(dir, `${file.fileName}.br`), await brotli(text));
        }),
      );
    },
  };
}
