import { UnsupportedPackageError } from "../../package/unsupported.ts";
import { relationNamespaces, relationSpace, type SourceElement, wordNamespaces } from "../../package/xml-source.ts";

/**
 * Checks that a part uses the usual prefix for Word's namespace, because new content does.
 *
 * @throws UnsupportedPackageError
 */
export function checkPrefix(root: SourceElement, part: string): void {
  const declared = root.attributes.find(({ raw }) => raw === "xmlns:w")?.value;
  if (!wordNamespaces.includes(declared ?? "")) throw new UnsupportedPackageError(part, "prefixes");
}

/** Returns an attribute for a relation's id, with its namespace unless the part declares it. */
export function relationAttribute(root: SourceElement, id: string): string {
  const declared = root.attributes.find(({ raw }) => raw === "xmlns:r")?.value ?? "";
  return relationNamespaces.includes(declared) ? ` r:id="${id}"` : ` xmlns:r="${relationSpace(root.uri)}" r:id="${id}"`;
}
