// Runs before the first paint, so that a reader who chose dark never sees a white flash. A file of its own, since the
// content security policy allows no inline script.
try {
  const { localStorage, document } = globalThis;
  const chosen = { theme: "rapporteur:theme", textSize: "rapporteur:text-size" };
  for (const [name, key] of Object.entries(chosen)) {
    const value = localStorage.getItem(key);
    if (value) document.documentElement.dataset[name] = value;
  }
} catch {
  // Storage is refused (a private window): the system's colours hold.
}
