import { headText } from "#core/audit/chain-line.ts";
import { type Actor, can, represents } from "#core/access/permissions.ts";
import { exportFormats, type ReconciliationFormat } from "#core/compile/export-format.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { contributionRows } from "#core/phrases/contribution-rows.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import { contributionFacts, readViewer } from "../kernel/visibility.ts";
import { showContribution } from "../contributions/contribution.ts";
import { loadContent } from "../versions/content.ts";
import { findForum } from "../versions/find-version.ts";
import { printerOf, unprinted, writeFile } from "./write-file.ts";

/**
 * Writes the reconciliation report of a contribution: what became of each part of its file, and their numbers by author.
 * Who may not review it gets the report on the rows of their organisation, and a sender that on the whole file of theirs.
 * @throws ProblemError not-signed-in, not-allowed, not-found, no-browser; its pieces throw the errors of `writeFile`
 */
export async function exportReconciliation(
  context: Context,
  actor: Actor,
  { contribution: id, format }: { contribution: string; format: ReconciliationFormat },
  signal: AbortSignal | null,
): Promise<WrittenFile> {
  const shown = await showContribution(context, actor, id, { action: "reconcile-contribution" });
  const { forum, version, auditHead, readsAll } = await context.store.read(async (reader) => {
    const contribution = await reader.get("contributions", id);
    const access = contribution && contributionFacts(await readViewer(context, reader, actor), contribution);
    return {
      forum: await findForum(reader, actor),
      version: shown.versionId === null ? undefined : await reader.get("versions", shown.versionId),
      auditHead: headText(await reader.chainHead("public")),
      readsAll: access !== undefined && can(actor, "review-contribution", access),
    };
  });
  const print = exportFormats[format].printed ? printerOf(context, signal) : unprinted;
  const language = version?.language ?? forum.languages?.[0] ?? "en";
  const text = version ? (await loadContent(context, version)).text : null;
  const own = readsAll ? shown : ownParts(shown, actor);
  const { fileName, hash } = shown.source;
  const reconciliation = {
    ...{ forum, language, file: { name: fileName, hash } },
    draft: shown.version && `${shown.version.document}, ${shown.version.label}`,
    ...{ receivedAt: shown.receivedAt, importedAt: shown.takenAt, rows: contributionRows(own, text, language) },
    ...{ generatedAt: context.now().toISOString(), auditHead },
  };
  return {
    fileName: `${fileName.replace(/\.[^.]*$/u, "")}-reconciliation.${exportFormats[format].ending}`,
    ...{ mediaType: exportFormats[format].mediaType, auditHead },
    pieces: writeFile(context, { reconciliation, format }, print, signal),
  };
}

/** Returns a contribution with the parts that are of the actor's organisation only. */
function ownParts(shown: ShownContribution, actor: Actor): ShownContribution {
  const isOwn = (organisations: ShownContribution["organisations"]): boolean =>
    organisations.some(({ id }) => represents(actor, id));
  const ownSources = new Map(
    shown.sources.map(({ name, organisations, isOwn: has }) => [name, has ? organisations : null]),
  );
  const items = shown.items.filter(({ source = "", isHeld }) => {
    const organisations = ownSources.get(source) ?? null;
    return organisations ? isOwn(organisations) : !isHeld && isOwn(shown.organisations);
  });
  return { ...shown, items, setAside: isOwn(shown.organisations) ? shown.setAside : [] };
}
