import { ExportFormat, exportFormats } from "#core/compile/export-format.ts";
import { renderFile, type CompilationFile } from "../../server/export/render-file.ts";
import { compilation, annotationsOfEveryKind, version } from "./sample.ts";
import { bytesOf } from "./whole-files.ts";

const annotations = annotationsOfEveryKind();
/** All formats except PDF, which the browser stamps with the time. */
const formats = ExportFormat.options.filter((format) => format !== "pdf");

test.each(formats.flatMap((format) => exportFormats[format].layouts.map((layout) => [format, layout] as const)))(
  "%s, %s: same input and date give the same bytes; another date changes all but CSV",
  async (format, layout) => {
    const file = async (generatedAt: string): Promise<Buffer> => {
      const compiled = compilation(annotations, { generatedAt });
      const task: CompilationFile = {
        compilation: compiled,
        format,
        layout,
        baseUrl: "https://forum.example",
        began: version().date,
      };
      return Buffer.from(await bytesOf(renderFile({ task, printed: null }, null)));
    };
    const once = await file("2013-02-20T12:00:00Z");
    expect((await file("2013-02-20T12:00:00Z")).equals(once)).toBe(true);
    const hasDate = format !== "csv";
    expect((await file("2013-03-01T00:00:00Z")).equals(once)).toBe(!hasDate);
  },
);
