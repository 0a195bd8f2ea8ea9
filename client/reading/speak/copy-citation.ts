import type { Target } from "#core/discuss/target.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import { readingPath } from "#core/contract/pages.ts";
import { toast } from "../../components/toasts.ts";
import { citationOfTarget, clauseOfTarget, quoteOfTarget } from "../../annotations/subject.ts";

/** Copies how one refers to a place of a draft: its words where some are meant, where they stand, and a link to it. */
export async function copyCitation(
  document: ListedDocument,
  version: ListedVersion,
  text: VersionText,
  target: Target,
): Promise<void> {
  const words = quoteOfTarget(target);
  const quote = words === null ? "" : `“${words}” `;
  const clause = clauseOfTarget(target);
  const link = `${location.origin}${readingPath(version.address)}${clause === null ? "" : `?clause=${clause}`}`;
  const where = [document.shortTitle, version.label, citationOfTarget(text, target)].join(", ");
  try {
    await navigator.clipboard.writeText(`${quote}(${where}) ${link}`);
    toast("Citation copied.");
  } catch {
    toast("The browser did not allow copying.", { tone: "failed" });
  }
}
