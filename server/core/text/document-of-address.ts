/**
 * Returns the id of the document in a version's address. Apart from `parseAddress`, because pages that read addresses need
 * no schemas.
 */
export function documentOfAddress(address: string): string {
  return address.split("@", 1)[0] ?? "";
}
