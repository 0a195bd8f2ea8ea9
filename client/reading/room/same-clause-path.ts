import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { call } from "../../api/call.ts";
import { readingPath } from "#core/contract/pages.ts";

/**
 * Returns the path of another version, at the clause being read here. That is the same clause in another language of
 * the round, or its earlier or later form in another draft. If that is unknown or the request fails, the path leads to
 * the start of the version.
 */
export async function sameClausePath(
  here: ListedVersion,
  clause: string | null,
  there: ListedVersion,
): Promise<string> {
  const path = readingPath(there.address);
  if (clause === null) return path;
  const params = { version: here.address, clause };
  try {
    const found =
      there.language === here.language
        ? (await call("getLineage", { params })).clauses.find(({ version }) => version === there.id)
        : (await call("getTranslations", { params })).find(({ version }) => version.id === there.id)?.clauses[0];
    return found ? `${path}?clause=${encodeURIComponent(found.id)}` : path;
  } catch {
    return path;
  }
}
