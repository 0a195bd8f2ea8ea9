/** Unvalidated JSON. */
export type Loose = Readonly<Record<string, unknown>>;

/**
 * Returns a node of a linked-data file with its keys as named by the Web Annotation context. Null if the value is not
 * an object.
 */
export function record(value: unknown): Loose | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { "@id": id, "@type": type, ...rest } = value as Loose;
  return { ...(id !== undefined && { id }), ...(type !== undefined && { type }), ...rest };
}

/** Returns a JSON-LD value as a list. JSON-LD writes a single value without one. */
export function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

export function textIn(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

export function isOfType(value: Loose | null, type: string): boolean {
  return value !== null && listed(value["type"]).includes(type);
}

/** The annotations in a file: of a collection, a page or a list, or a single one. */
export interface AnnotationsFound {
  annotations: Loose[];
  /** Ids of items among them that are not annotations. */
  others: string[];
  /** Pages given only by URL. */
  missing: string[];
}

/**
 * Collects the annotations of a file in order (Web Annotation Data Model, 5.1 and 5.2). Follows pages from one to the
 * next as far as the file contains them. Fetches nothing.
 */
export function annotationsIn(value: unknown): AnnotationsFound {
  const found: AnnotationsFound = { annotations: [], others: [], missing: [] };
  const seen = new Set<unknown>();
  // Used as a stack with the next item last, because removing the first item of an array shifts all others.
  const waiting: unknown[] = [];
  const follow = (nodes: readonly unknown[]): void => {
    for (let at = nodes.length - 1; at >= 0; at -= 1) waiting.push(nodes[at]);
  };
  follow(listed(value));
  while (waiting.length > 0) {
    const next = waiting.pop();
    const node = record(next);
    if (!node) found.others.push(textIn(next));
    else if (isOfType(node, "Annotation")) found.annotations.push(node);
    else if (node["@graph"] !== undefined) follow(listed(node["@graph"]));
    else if (isOfType(node, "AnnotationCollection") || isOfType(node, "AnnotationPage")) {
      // A page that links back to an earlier one would cause an endless loop.
      if (seen.has(next)) continue;
      seen.add(next);
      const following = [node["first"], node["next"]].filter((page) => page !== undefined && page !== null);
      found.missing.push(...following.filter((page) => typeof page === "string"));
      follow([...listed(node["items"]), ...following.filter((page) => typeof page !== "string")]);
    } else found.others.push(textIn(node["id"]));
  }
  return found;
}
