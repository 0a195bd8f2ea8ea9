import { headText } from "#core/audit/chain-line.ts";
import { type Actor, can, represents } from "#core/access/permissions.ts";
import { exportFormats, type ReconciliationFormat } from "#core/compile/export-format.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { contributionRows } from "#core/phrases/contribution-rows.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import { ownersOf } from "#core/receive/item-result.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import { contributionFacts, readViewer } from "../kernel/visibility.ts";
import { showContribution } from "../contributions/contribution.ts";
import { loadContent } from "../versions/content.ts";
import { findForum } from "../versions/find-version.ts";
import { printerOf, unprinted, writeFile } from "./write-file.ts";

/**
 * Writes the reconciliation report of a contribution: the result of each part of its file, and their numbers by author.
 * A reader who may not review it gets a report on the parts of their organisation.
 * @throws ProblemError not-signed-in, not-allowed, not-found, no-browser; its pieces throw the errors of `writeFile`
 */
export async function exportReconciliation(
  context: Context,
  actor: Actor,
  { contribution: id, format }: { contribution: string; format: ReconciliationFormat },
  signal: AbortSignal | null,
): Promise<WrittenFile> {
  const shown = await showContribution(context, actor, id, { action: "reconcile-contribution" });
  const { forum, version, auditHead, contribution, readsAll } = await context.store.read(async (reader) => {
    const contribution = await reader.get("contributions", id);
    const access = contribution && contributionFacts(await readViewer(context, reader, actor), contribution);
    return {
      forum: await findForum(reader, actor),
      version: shown.versionId === null ? undefined : await reader.get("versions", shown.versionId),
      auditHead: headText(await reader.chainHead("public")),
      contribution,
      readsAll: access !== undefined && can(actor, "review-contribution", access),
    };
  });
  const print = exportFormats[format].printed ? printerOf(context, signal) : unprinted;
  const language = version?.language ?? forum.languages?.[0] ?? "en";
  const text = version ? (await loadContent(context, version)).text : null;
  const own = readsAll || !contribution ? shown : ownParts(shown, contribution, actor);
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
function ownParts(shown: ShownContribution, contribution: Contribution, actor: Actor): ShownContribution {
  const isOwn = (ids: readonly string[]): boolean => ids.some((id) => represents(actor, id));
  const items = shown.items.filter((item) => isOwn(ownersOf(contribution, item)));
  return { ...shown, items, setAside: isOwn(contribution.organisationIds) ? shown.setAside : [] };
}
