const prefix = "rapporteur:seen:";

/** Returns when this browser last opened a document (ISO 8601); null if it never did, or storage is blocked. */
export function lastVisit(document: string): string | null {
  try {
    return localStorage.getItem(prefix + document);
  } catch {
    return null;
  }
}

/** Records that a document is open now. */
export function rememberVisit(document: string): void {
  try {
    localStorage.setItem(prefix + document, new Date().toISOString());
  } catch {
    // Storage is blocked: nothing will appear as new.
  }
}
