import { domainToASCII } from "node:url";

/** A header line of a mail, in the order of the mail: the topmost was added last. */
export interface HeaderLine {
  /** Lower-case name. */
  key: string;
  /** The line as it stands in the mail, with its name. */
  line: string;
}

/**
 * Whether the receiving server vouches for the address in the From header: by DMARC, or by a signature (DKIM) or a sending
 * server (SPF) of the same domain.
 *
 * Only the topmost Authentication-Results counts, and only if it has the name of the receiving server and is above every
 * trace (Received) of another server. Anybody can send others along. The receiving server must add its own, and remove
 * those that arrive with its name (RFC 8601, section 5).
 * @param authservId the name by which the receiving server signs the header (RFC 8601)
 */
export function isVouchedFor(headers: readonly HeaderLine[], from: string, authservId: string): boolean {
  const domain = domainOf(from);
  const at = headers.findIndex(({ key }) => key === "authentication-results");
  const header = headers[at];
  if (!header || domain === "") return false;
  const isOurs = (name: string): boolean => name.toLowerCase() === authservId.toLowerCase();
  const above = headers.slice(0, at).filter(({ key }) => key === "received");
  if (!above.every(({ line }) => isOurs(/\sby\s+(?<by>[^\s;]+)/iu.exec(partsOf(line)[0] ?? "")?.groups?.["by"] ?? "")))
    return false;
  const [name = "", ...results] = partsOf(header.line.slice(header.line.indexOf(":") + 1));
  if (!isOurs(name.trim().split(/\s/u)[0] ?? "")) return false;
  return results.some((result) => {
    const [method = "", ...properties] = result.trim().toLowerCase().split(/\s+/u);
    const has = (property: string): boolean =>
      properties.some((one) => one.startsWith(`${property}=`) && domainOf(one.slice(property.length + 1)) === domain);
    if (method === "dmarc=pass") return has("header.from");
    if (method === "dkim=pass") return has("header.d") || has("header.i");
    return method === "spf=pass" && has("smtp.mailfrom");
  });
}

/** Returns the domain of an address, or a domain, in ASCII. Empty if it is none. */
function domainOf(address: string): string {
  return domainToASCII(address.slice(address.lastIndexOf("@") + 1).trim());
}

/**
 * Splits the value of a header at its semicolons. Comments in parentheses, which may be nested, become spaces. In quoted
 * text, signs with a meaning become "_". Returns nothing if a comment or quote does not end.
 */
function partsOf(value: string): string[] {
  let plain = "";
  let depth = 0;
  let isQuoted = false;
  for (const [part] of value.matchAll(/\\.|[^\\]/gsu)) {
    if (part === '"' && depth === 0) isQuoted = !isQuoted;
    else if (isQuoted) plain += /[\s;="\\]/u.test(part) ? "_" : part;
    else if (part === "(") depth += 1;
    else if (part === ")" && depth > 0) {
      depth -= 1;
      plain += " ";
    } else if (depth === 0) plain += part;
  }
  if (depth > 0 || isQuoted) return [];
  return plain.replaceAll(/\s+/gu, " ").replaceAll(" =", "=").replaceAll("= ", "=").split(";");
}
