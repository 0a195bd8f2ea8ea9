import type { CompilationLayout } from "#core/compile/compilation-layout.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { openPrinter } from "../../../server/printing/chromium-printer.ts";
import { findBrowser } from "../../support/find-browser.mjs";
import { annotationsOfEveryKind, compilation, draft, here, version, words } from "../sample.ts";
import { pdf } from "../whole-files.ts";

const { executablePath, env } = findBrowser();
Object.assign(process.env, env);
const printer = openPrinter({ executablePath });
afterAll(() => printer.close());

export function print(compiled: Compilation, layout: CompilationLayout = "on-the-words"): Promise<Uint8Array> {
  return pdf(compiled, layout, (page) => printer.print(page, null));
}

/** Returns a function that does its work once. */
function once(work: () => Promise<Uint8Array>): () => Promise<Uint8Array> {
  let done: Promise<Uint8Array> | undefined;
  return () => (done ??= work());
}

const laidOut = new Map<CompilationLayout, Promise<Uint8Array>>();

/** Returns the file in a layout, with annotations of every kind. */
export function sample(layout: CompilationLayout): Promise<Uint8Array> {
  const file = laidOut.get(layout) ?? print(compilation(annotationsOfEveryKind()), layout);
  laidOut.set(layout, file);
  return file;
}

export const arabicTexts = [
  "أن تقرير عام 2013 [المعدل] يدعو إلى المشاركة",
  "وأن الاجتماع الثاني لسنة 2012 [المؤجل] يفتح باب الحوار",
] as const;

/** Returns a file with two recitals in Arabic. The first has a label and a comment. */
export const arabicFile = once(() => {
  const [first, content] = arabicTexts;
  const clauses = [
    { id: "r", kind: "recital", label: "أ)", content: first },
    { id: "s", kind: "recital", content },
  ] as const;
  const arabic = draft(clauses, "ar", "rtl");
  const comment = here({ targets: [words(arabic, "r", "عام 2013")], text: "أي عام؟" });
  return print(compilation([comment], { draft: arabic, version: version({ language: "ar" }) }));
});

/** Returns a file with one recital in Chinese. */
export const chineseFile = once(() => {
  const chinese = draft([{ id: "r", kind: "recital", label: "a)", content: "考虑到互联网的治理" }], "zh");
  return print(compilation([], { draft: chinese, version: version({ language: "zh" }) }));
});
