/**
 * Returns the open consultation that the publication of a version can close or move: that on another version in its
 * language. If several are open, this is the one that closes last.
 */
export function openConsultationBefore<V extends { id: string; language: string }, Terms extends { closesAt: string }>(
  published: { id: string; language: string },
  versions: readonly V[],
  /** Returns the terms of a version's consultation if it is open. */
  openTermsOf: (version: V) => Terms | null,
): { version: V; terms: Terms } | undefined {
  return versions
    .filter(({ id, language }) => id !== published.id && language === published.language)
    .flatMap((version) => {
      const terms = openTermsOf(version);
      return terms ? [{ version, terms }] : [];
    })
    .sort((one, two) => one.terms.closesAt.localeCompare(two.terms.closesAt))
    .at(-1);
}
