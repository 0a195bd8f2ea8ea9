import type { RemovedCounts } from "./removed-data.ts";
import { UnsupportedPackageError } from "./unsupported.ts";

/**
 * Returns a part without comments of XML and instructions to programs, which no page shows.
 *
 * @throws UnsupportedPackageError for a part with CDATA sections
 */
export function withoutAsides(part: string, xml: string, counts: RemovedCounts): string {
  const aside = /<!--.*?-->|<\?(?!xml\s).*?\?>/gsu;
  const found = xml.match(aside)?.length ?? 0;
  if (found === 0) return xml;
  if (xml.includes("<![CDATA[")) throw new UnsupportedPackageError(part, "CDATA");
  counts.add("other-data", found);
  return xml.replace(aside, "");
}
