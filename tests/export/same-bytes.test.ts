import { ExportFormat, exportFormats } from "#core/compile/export-format.ts";
import { drawFile, type CompilationFile } from "../../server/export/draw-file.ts";
import { compilation, everySort, version } from "./sample.ts";
import { bytesOf } from "./whole-files.ts";

const annotations = everySort();
/** All formats except PDF, which the browser stamps with the time. */
const drawn = ExportFormat.options.filter((format) => format !== "pdf");

test.each(drawn.flatMap((format) => exportFormats[format].layouts.map((layout) => [format, layout] as const)))(
  "%s, %s: same input and date give the same bytes; another date changes all but CSV",
  async (format, layout) => {
    const file = async (generatedAt: string): Promise<Buffer> => {
      const made = compilation(annotations, { generatedAt });
      const task: CompilationFile = {
        compilation: made,
        format,
        layout,
        baseUrl: "https://forum.example",
        began: version().date,
      };
      return Buffer.from(await bytesOf(drawFile({ task, printed: null }, null)));
    };
    const once = await file("2013-02-20T12:00:00Z");
    expect((await file("2013-02-20T12:00:00Z")).equals(once)).toBe(true);
    const tellsTheDate = format !== "csv";
    expect((await file("2013-03-01T00:00:00Z")).equals(once)).toBe(!tellsTheDate);
  },
);
