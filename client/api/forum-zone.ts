let zone: string | undefined;

/** Returns the forum's time zone (IANA name), as the server last named it. Undefined means UTC. */
export function forumZone(): string | undefined {
  return zone;
}

/** Keeps the time zone of the forum for all times of the interface. */
export function keepForumZone(timeZone: string | undefined): void {
  zone = timeZone;
}
