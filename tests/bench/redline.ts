import { compareTexts } from "#core/lineage/compare-via.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { RedlineFile } from "../../server/export/render-file.ts";
import { openWritingPool } from "../../server/workers/writing-pool.ts";
import { opinionDocument, version } from "../export/sample.ts";
import { draftOf } from "../support/draft.ts";
import { longText } from "../support/hostile-files.ts";
import { stallOf, stallText } from "./longest-stall.ts";

/** Writes a redline of as many paragraphs as the command line says, in a thread. A tenth of them differ. */
const count = Number(process.argv[2] ?? 100_000);

const paragraphs = longText(count);
const [base, revised] = [false, true].map((isRevised) => {
  const texts = paragraphs.map((text, at) => (isRevised && at % 10 === 0 ? text.replace("should", "must") : text));
  return draftOf(texts.map((text, at) => ["paragraph", `${String(at + 1)}.`, text] as const));
});
if (!base || !revised) throw new Error("No drafts");
const texts = { base: versionTextOf(base), revised: versionTextOf(revised) };
const { comparison } = compareTexts(texts.base, texts.revised);
const side = (address: string, draft: typeof base) => ({
  document: opinionDocument,
  version: version(),
  address,
  draft: draft.toJSON() as unknown,
});
const redline: RedlineFile["redline"] = {
  forum: { name: "Forum", shortName: "F" },
  base: side("opinion-5@1", base),
  revised: side("opinion-5@2", revised),
  redline: redlineOf(texts.base, texts.revised, comparison),
  stats: comparison.stats,
  generatedAt: "2013-02-20T12:00:00Z",
};
const pool = openWritingPool({ worker: new URL("writing-worker.js", import.meta.url) });
for (const format of ["docx", "html"] as const) {
  global.gc?.();
  const before = process.memoryUsage.rss() / 1e6;
  let first = 0;
  let pieces = 0;
  const began = performance.now();
  const { stall, result } = await stallOf(async () => {
    let length = 0;
    for await (const { bytes } of pool.renderFile({ task: { redline, format }, printed: null }, null)) {
      if (length === 0 && bytes.length > 0) first = (performance.now() - began) / 1000;
      length += bytes.length;
      pieces += 1;
    }
    return length;
  });
  console.log(
    `${format} of ${String(count)} paragraphs: ${(result / 1e6).toFixed(1)} MB in ${String(pieces)} pieces, the first after ${first.toFixed(1)} s; ${(stall.peak - before).toFixed(0)} MB more than the ${before.toFixed(0)} MB before; ${stallText(stall)}`,
  );
}
await pool.close();
