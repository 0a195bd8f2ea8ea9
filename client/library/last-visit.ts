const prefix = "rapporteur:seen:";

/** When this browser last read a document (ISO 8601); null where it never did, or storage is refused. */
export function lastVisit(document: string): string | null {
  try {
    return localStorage.getItem(prefix + document);
  } catch {
    return null;
  }
}

/** Remembers that a document is being read now. */
export function rememberVisit(document: string): void {
  try {
    localStorage.setItem(prefix + document, new Date().toISOString());
  } catch {
    // Storage is refused: nothing will be called new.
  }
}
