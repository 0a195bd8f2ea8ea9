// Runs before the first paint, so that a reader who chose dark never sees a white flash. A file of its own, since the
// content security policy allows no inline script.
try {
  const theme = globalThis.localStorage.getItem("rapporteur:theme");
  if (theme) globalThis.document.documentElement.dataset.theme = theme;
} catch {
  // Storage is refused (a private window): the system's colours hold.
}
