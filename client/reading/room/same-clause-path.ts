import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { call } from "../../api/call.ts";
import { readingPath } from "#core/contract/pages.ts";

/**
 * Where another version is read at the clause one reads here: the same clause in another language of its round, or what it
 * was or became in another draft. Where nothing is known of it there, or the server cannot be asked, the version's beginning.
 */
export async function pathThere(here: ListedVersion, clause: string | null, there: ListedVersion): Promise<string> {
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
