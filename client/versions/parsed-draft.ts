import type { Node } from "prosemirror-model";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { parseDraft } from "#core/text/schema.ts";

const parsed = new WeakMap<VersionPage["draft"], Node>();

/** Returns a version's draft as nodes. It is parsed only once, however many proposals are drawn on it. */
export function parsedDraft({ draft }: Pick<VersionPage, "draft">): Node {
  const parsedDraft = parsed.get(draft) ?? parseDraft(draft);
  parsed.set(draft, parsedDraft);
  return parsedDraft;
}
