/** JSON of which nothing is known yet. */
export type Loose = Readonly<Record<string, unknown>>;

/** Something of a linked-data file with its members, under the names the Web Annotation context gives them. */
export function record(value: unknown): Loose | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const { "@id": id, "@type": type, ...rest } = value as Loose;
  return { ...(id !== undefined && { id }), ...(type !== undefined && { type }), ...rest };
}

/** JSON-LD writes one value bare and several as a list. */
export function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

export function textIn(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

export function isOfType(value: Loose | null, type: string): boolean {
  return value !== null && listed(value["type"]).includes(type);
}

/** What a file of annotations holds: those of a collection, of a page, of a list, or one by itself. */
export interface AnnotationsFound {
  annotations: Loose[];
  /** What stands among them and is none, by its id. */
  others: string[];
  /** Pages that are only told the address of. */
  missing: string[];
}

/**
 * Gathers the annotations of a file in their order (Web Annotation Data Model, 5.1 and 5.2). Pages are followed from the
 * first to the next as far as they are in the file; nothing is fetched.
 */
export function annotationsIn(value: unknown): AnnotationsFound {
  const found: AnnotationsFound = { annotations: [], others: [], missing: [] };
  const seen = new Set<unknown>();
  // The next one last: taking from the front of a list moves all that is behind it.
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
      // A page that leads back to one before it would lead round for ever.
      if (seen.has(next)) continue;
      seen.add(next);
      const following = [node["first"], node["next"]].filter((page) => page !== undefined && page !== null);
      found.missing.push(...following.filter((page) => typeof page === "string"));
      follow([...listed(node["items"]), ...following.filter((page) => typeof page !== "string")]);
    } else found.others.push(textIn(node["id"]));
  }
  return found;
}
