import { can, type Actor } from "#core/access/permissions.ts";
import type { Compilation } from "#core/compile/compilation.ts";
import { knownReason } from "#core/compile/redrawn-reason.ts";
import type { Context } from "../kernel/context.ts";
import type { OwnFileMarkup, OwnFileResult } from "../kernel/own-file.ts";
import { shareJson } from "../kernel/shared-json.ts";
import { loadContent } from "../versions/content.ts";
import type { FoundVersion } from "../versions/find-version.ts";
import { orRedrawn, uploadOf } from "./redline-in-original.ts";

/**
 * Writes the comments and proposals of a compilation into the version's own file. Somebody who may not fetch the file
 * gets it without what its printed pages do not show.
 *
 * @throws ProblemError server-busy
 */
export async function inOwnFile(
  context: Context,
  actor: Actor,
  {
    found,
    compilation,
    format = "docx",
    ...how
  }: { found: FoundVersion; compilation: Compilation; format?: "docx" | "odt" } & Pick<
    OwnFileMarkup,
    "layout" | "nextDraft"
  >,
  signal: AbortSignal | null,
): Promise<OwnFileResult> {
  const { version } = found;
  const reason = knownReason([version.source], format);
  if (reason) return { redrawn: reason };
  const upload = await uploadOf(context, found);
  if (!upload) return { redrawn: "original-damaged" };
  const { files } = context;
  const { markOwnFile } = signal && files.until ? files.until(signal) : files;
  const markup = {
    upload,
    compilation: await shareJson(compilation),
    draft: await shareJson((await loadContent(context, version)).json),
    ...how,
    withoutPrivate: !can(actor, "read-original"),
  };
  return orRedrawn(upload.fileName, () => markOwnFile(markup));
}
