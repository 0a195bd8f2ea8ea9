const names = new Intl.DisplayNames("en", { type: "language" });

/** A language (BCP 47) by its English name: "Arabic". */
export function languageName(language: string): string {
  try {
    return names.of(language) ?? language;
  } catch {
    return language;
  }
}
