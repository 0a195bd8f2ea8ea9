/** The time zones of a region, such as "Europe", or of none. */
interface ZoneRegion {
  region: string;
  zones: { id: string; name: string }[];
}

/**
 * Lists the time zones that the browser knows, by region. UTC comes first, and a zone that is in use is always in the
 * list, because browsers know different zones. If the list need not be whole, it is the only one.
 */
export function timeZonesByRegion(inUse: string, isWhole = true): ZoneRegion[] {
  const known = new Set(isWhole ? ["UTC", inUse, ...Intl.supportedValuesOf("timeZone")] : [inUse]);
  const regions = new Map<string, ZoneRegion>();
  for (const id of known) {
    const slash = id.indexOf("/");
    const region = slash === -1 ? "" : id.slice(0, slash);
    const name = id
      .slice(slash + 1)
      .replaceAll("_", " ")
      .replaceAll("/", ", ");
    const found = regions.get(region) ?? { region, zones: [] };
    found.zones.push({ id, name });
    regions.set(region, found);
  }
  return [...regions.values()]
    .map(({ region, zones }) => ({ region, zones: zones.toSorted((left, right) => (left.name < right.name ? -1 : 1)) }))
    .toSorted((left, right) => (left.region < right.region ? -1 : 1));
}
