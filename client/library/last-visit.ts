/** Prefix of stored times that are the server's. */
const prefix = "rapporteur:visit:";

/** Prefix of the times that earlier versions stored, which are this browser's. */
const formerPrefix = "rapporteur:seen:";

/** Returns when this browser last had a document open (ISO 8601); null if it never did, or storage is blocked. */
export function lastVisit(document: string): string | null {
  try {
    return localStorage.getItem(prefix + document) ?? localStorage.getItem(formerPrefix + document);
  } catch {
    return null;
  }
}

/** The ends of the visits before those that this page follows. */
const before = new Map<string, string | null>();

/** Returns when this browser last had a document open, before its present visit; null if it never did. */
export function visitBefore(document: string): string | null {
  const known = before.get(document);
  return known === undefined ? lastVisit(document) : known;
}

/**
 * Remembers what this browser has seen of a document that is open, until the returned function is called: what was
 * there when its stream began, and each event that arrives. The times are the server's, because a browser's clock may
 * be wrong.
 */
export function followVisit(document: string): () => void {
  before.set(document, visitBefore(document));
  const remember = ({ data }: MessageEvent<string | null>): void => {
    const { at = "", documentId = document } = JSON.parse(data ?? "{}") as { at?: string; documentId?: string };
    try {
      // Another tab may have seen more.
      if (documentId !== document || at <= (localStorage.getItem(prefix + document) ?? "")) return;
      localStorage.setItem(prefix + document, at);
      localStorage.removeItem(formerPrefix + document);
    } catch {
      // Storage is blocked: nothing will appear as new.
    }
  };
  const kinds = ["heard", "follows"];
  for (const kind of kinds) addEventListener(kind, remember as EventListener);
  return () => {
    for (const kind of kinds) removeEventListener(kind, remember as EventListener);
  };
}
