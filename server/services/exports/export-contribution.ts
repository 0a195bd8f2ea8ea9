import { headText } from "#core/audit/chain-line.ts";
import type { Actor } from "#core/access/permissions.ts";
import { isImported } from "#core/receive/item-result.ts";
import { applyProposals } from "#core/propose/apply-proposals.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { exportFormats, type RedlineFormat } from "#core/compile/export-format.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { listText } from "#core/phrases/list-text.ts";
import { word } from "../../export/shared/export-phrases.ts";
import type { Context } from "../kernel/context.ts";
import type { RedlineFile } from "../../export/render-file.ts";
import { fileNameOf } from "./export-comparison.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import { findContribution, organisationsOf } from "../contributions/contribution.ts";
import { findVersion } from "../versions/find-version.ts";
import { sha256 } from "../kernel/hashes.ts";
import { loadContent } from "../versions/content.ts";
import { printerOf, unprinted, writeFile } from "./write-file.ts";
import { ProblemError } from "../kernel/problem.ts";
import { addressOf } from "../versions/version-order.ts";

/**
 * Exports a contribution as a redline against its draft. The revised side is the draft with all proposals of the
 * contribution applied, except excluded ones. If two proposals conflict, only the first is applied, and the label
 * counts those left out.
 * @throws ProblemError not-signed-in, not-found, not-allowed, wrong-state if the contribution has no draft yet,
 *   no-browser, server-busy; its pieces throw the errors of `writeFile`
 */
export async function exportContribution(
  context: Context,
  actor: Actor,
  input: { contribution: string; format: RedlineFormat },
  signal: AbortSignal | null,
): Promise<WrittenFile> {
  const { contribution, organisations, found, auditHead } = await context.store.read(async (reader) => {
    const { contribution, version } = await findContribution(context, reader, actor, input.contribution);
    if (!version) throw new ProblemError("wrong-state", { state: contribution.state });
    const organisations = await organisationsOf(reader, contribution);
    const auditHead = headText(await reader.chainHead("public"));
    return { contribution, organisations, auditHead, found: await findVersion(reader, actor, version.id) };
  });
  const print = exportFormats[input.format].printed ? printerOf(context, signal) : unprinted;
  const { forum, document, version, versions } = found;
  const { draft, json, text } = await loadContent(context, version);
  const proposals = contribution.items.filter((item) => isImported(contribution, item) && item.operations.length > 0);
  const { draft: result, collisions } = applyProposals({ draft, text }, proposals);
  const contributed = versionTextOf(result);
  const { comparison } = await context.compare(text, contributed, {}, signal);
  const { language } = version;
  const names = listText(
    organisations.map(({ name }) => name),
    language,
  );
  const whole = names
    ? word("export-contribution-of", language, { organisations: names })
    : contribution.source.fileName;
  const label =
    collisions.size === 0
      ? whole
      : word("export-contribution-left", language, { contribution: whole, count: collisions.size });
  const redline: RedlineFile["redline"] = {
    forum,
    base: { document, version, address: addressOf(version, versions), draft: json },
    revised: {
      document,
      version: {
        label,
        date: contribution.sentOn,
        language,
        textHash: sha256(contributed.text),
      },
      address: contribution.source.fileName,
      draft: result.toJSON(),
    },
    redline: redlineOf(text, contributed, comparison),
    stats: comparison.stats,
    generatedAt: context.now().toISOString(),
    auditHead,
  };
  return {
    fileName: `${fileNameOf(found)}-contribution.${exportFormats[input.format].ending}`,
    mediaType: exportFormats[input.format].mediaType,
    auditHead,
    pieces: writeFile(context, { redline, format: input.format }, print, signal),
  };
}
