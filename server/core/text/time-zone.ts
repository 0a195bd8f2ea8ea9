/** Checks whether this engine knows a time zone (IANA name). */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Returns a zone by which this engine can format: the given one, or UTC if it is absent or unknown. */
export function knownZone(timeZone = "UTC"): string {
  return isTimeZone(timeZone) ? timeZone : "UTC";
}
