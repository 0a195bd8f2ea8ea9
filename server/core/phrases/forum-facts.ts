/** The value of a setting with its label. */
interface ForumFact {
  label: string;
  value: string;
}

/** Returns the settings of a forum that have a label in a catalogue and a value, in the order of the catalogue. */
export function forumFacts(forum: object, labels: Readonly<Record<string, string>>): ForumFact[] {
  return Object.entries(labels).flatMap(([name, label]) => {
    const value: unknown = Reflect.get(forum, name);
    return typeof value === "string" && value !== "" ? [{ label, value }] : [];
  });
}
