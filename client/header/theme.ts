/** Colours: the system's, or one the reader chose. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Read by theme.js before the first paint too. */
const key = "rapporteur:theme";

/** The reader's choice; the system's where there is none or storage is refused. */
export function readTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return themes.find((theme) => theme === chosen) ?? "system";
}

/** Puts a choice on the page and keeps it for the next visit. */
export function chooseTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  try {
    if (theme === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // Storage is refused (a private window): the choice holds for this page.
  }
}
