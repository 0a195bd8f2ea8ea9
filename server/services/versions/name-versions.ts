import type { NamedVersion } from "#core/contract/fields.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { addressOf } from "./version-order.ts";

/** Returns versions with the names by which they are shown together, in the given order. */
export async function nameVersions<const Versions extends readonly Version[]>(
  context: Pick<Context, "store">,
  versions: Versions,
): Promise<{ -readonly [Index in keyof Versions]: NamedVersion }> {
  const documentIds = [...new Set(versions.map(({ documentId }) => documentId))];
  const titles = new Map<string, string>();
  const siblings = new Map<string, Version[]>();
  await context.store.read(async (reader) => {
    for (const documentId of documentIds) {
      titles.set(documentId, (await reader.get("documents", documentId))?.shortTitle ?? documentId);
      siblings.set(documentId, await reader.list("versions", { documentId }));
    }
  });
  const named = versions.map((version): NamedVersion => {
    const { id, documentId, round, label, date, language, state } = version;
    const address = addressOf(version, siblings.get(documentId) ?? [version]);
    return {
      id,
      documentId,
      round,
      label,
      date,
      language,
      state,
      address,
      document: titles.get(documentId) ?? documentId,
    };
  });
  // As many as the versions, in their order.
  return named as { -readonly [Index in keyof Versions]: NamedVersion };
}
