import type * as z from "zod";
import type { Actor } from "#core/access/permissions.ts";
import { headText } from "#core/audit/chain-line.ts";
import { redlineOf } from "#core/compare/redline.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { compiling } from "#core/compile/compile.ts";
import { exportFormats } from "#core/compile/export-format.ts";
import type { WordNote } from "#core/compile/word-layout.ts";
import type { workingTextOperations } from "#core/contract/working-text-operations.ts";
import { parseDraft } from "#core/text/schema.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { FileTask } from "../../export/render-file.ts";
import { word } from "../../export/shared/export-phrases.ts";
import { identifyingBase, type WrittenFile } from "../kernel/file-answer.ts";
import type { Context } from "../kernel/context.ts";
import { contentHashOf, sha256 } from "../kernel/hashes.ts";
import { inTurns } from "../kernel/in-turns.ts";
import { getWorkingText } from "../publication/next-draft.ts";
import { readSubmitted } from "../publication/preview.ts";
import { loadContent } from "../versions/content.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";
import { compileVersion } from "./compile-version.ts";
import { fileNameOf } from "./export-comparison.ts";
import { houseStyle } from "./house-style.ts";
import { inOwnFile } from "./own-file.ts";
import { atOnce, unprinted, writeFile } from "./write-file.ts";

type WorkingTextQuery = z.infer<typeof workingTextOperations.exportWorkingText.query>;

/**
 * Exports a version with proposals applied as a Word file: the accepted ones or those named, as in `getWorkingText`. The
 * file is the version's own, if that was asked for and is possible.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state; its pieces throw the errors
 *   of `writeFile`
 */
export async function exportWorkingText(
  context: Context,
  actor: Actor,
  { version: named, proposals, changes, wordLayout }: { version: string } & WorkingTextQuery,
  signal: AbortSignal | null,
): Promise<WrittenFile> {
  const working = await getWorkingText(context, actor, { version: named, proposals }, signal);
  const { found, submitted, auditHead } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, named);
    const submitted = await readSubmitted(context, reader, actor, found);
    return { found, submitted, auditHead: headText(await reader.chainHead("public")) };
  });
  const { mediaType, ending } = exportFormats.docx;
  const part = { made: "next", tracked: "next.tracked-changes" }[changes];
  const file = { fileName: `${fileNameOf(found)}.${part}.${ending}`, mediaType, auditHead };
  const stepsOf = new Map(
    working.proposals.flatMap(({ annotation, taken, rebased }) =>
      taken ? [[annotation.id, rebased.operations] as const] : [],
    ),
  );
  const threads = submitted.threads
    .filter(({ annotation }) => stepsOf.has(annotation.id))
    // The steps have the wording that was accepted, so no other amendment belongs in the text.
    .map((thread) => ({ ...thread, replies: thread.replies.map((reply) => ({ ...reply, amendment: null })) }));
  const compilation = await compileVersion(
    context,
    { found, discussion: { ...submitted, threads }, auditHead },
    { filters: {}, sources: "shown" },
    signal,
  );
  const notes: WordNote[] = [];
  if (wordLayout === "original") {
    const steps = Object.fromEntries(
      threadsOf(compilation).flatMap(({ id, number }) => {
        const operations = stepsOf.get(id ?? "");
        return operations ? [[number, operations] as const] : [];
      }),
    );
    const input = { found, compilation, layout: "tracked-changes", nextDraft: { steps, changes } } as const;
    const own = await inOwnFile(context, actor, input, signal);
    if ("bytes" in own) {
      return { ...file, redline: { layout: "original", notes: own.notes }, pieces: atOnce(own.bytes) };
    }
    notes.push({ code: `redrawn-${own.redrawn}`, count: 0 });
  }
  const source = { found, draft: working.draft, auditHead };
  const house = changes === "made" ? await houseStyle(context, null) : null;
  const text = changes === "made" ? await newText(context, source) : await newRedline(context, source, signal);
  const task = house ? { ...text, template: house.template } : text;
  notes.push(...(house?.notes ?? []));
  return { ...file, redline: { layout: "redrawn", notes }, pieces: writeFile(context, task, unprinted, signal) };
}

function threadsOf({ general, clauses, orphans }: Compilation): Compilation["general"] {
  return [...general, ...clauses.flatMap((clause) => clause.threads), ...orphans];
}

interface WorkingSource {
  readonly found: FoundVersion;
  /** JSON of the draft schema. */
  readonly draft: Record<string, unknown>;
  readonly auditHead: string;
}

/** Returns the working text as a new document without annotations. */
async function newText(context: Context, { found, draft: json, auditHead }: WorkingSource): Promise<FileTask> {
  const { forum, document, version, versions } = found;
  const draft = parseDraft(json);
  const { language } = version;
  const steps = compiling({
    forum,
    document,
    version: {
      ...version,
      label: word("export-next-draft", language, { draft: version.label }),
      textHash: sha256(versionTextOf(draft).text),
      contentHash: contentHashOf(draft),
    },
    address: addressOf(version, versions),
    draft,
    annotations: [],
    origins: new Map(),
    filters: {},
    sources: "shown",
    generatedAt: context.now().toISOString(),
    auditHead,
  });
  return {
    compilation: await inTurns(steps),
    format: "docx",
    layout: "on-the-words",
    baseUrl: identifyingBase(context, forum.id),
    began: version.date,
  };
}

/** Returns the working text as a redline against its version, in a new document. */
async function newRedline(
  context: Context,
  { found, draft: json, auditHead }: WorkingSource,
  signal: AbortSignal | null,
): Promise<FileTask> {
  const { forum, document, version, versions } = found;
  const base = await loadContent(context, version);
  const revised = versionTextOf(parseDraft(json));
  const { comparison } = await context.compare(base.text, revised, {}, signal);
  const address = addressOf(version, versions);
  const { language, date } = version;
  const label = word("export-next-draft", language, { draft: version.label });
  return {
    redline: {
      forum,
      base: { document, version, address, draft: base.json },
      revised: {
        document,
        version: { label, date, language, textHash: sha256(revised.text) },
        address,
        draft: json,
      },
      redline: redlineOf(base.text, revised, comparison),
      stats: comparison.stats,
      generatedAt: context.now().toISOString(),
      auditHead,
    },
    format: "docx",
  };
}
