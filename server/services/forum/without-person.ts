/** The person who is erased, and what replaces them. */
export interface ErasedPerson {
  id: string;
  /** The opaque id that takes the place of theirs. Ids are made from names. */
  replacement: string;
  /** All names they had that nobody else has. */
  names: ReadonlySet<string>;
  /** All mail addresses they had. */
  addresses: ReadonlySet<string>;
}

/** Fields that hold the id of a person. A field "by" may also hold a speaker, who is an object. */
const idFields = new Set([
  "participantId",
  "principalId",
  "deputyId",
  "actingFor",
  "contributorId",
  "receivedBy",
  "by",
  "actor",
  "deputy",
]);

/** Fields in which people write. Text of drafts, quotes and proposed wording are none: places in them are offsets. */
const writtenFields = new Set(["text", "reason", "standingReason", "note"]);

/**
 * Returns a stored value without a person: their id is replaced, the name beside it is emptied, and mentions of them
 * and their address in what others wrote become "@…" and "…". Returns the same value if it says nothing of them.
 */
export function withoutPerson<Value>(value: Value, person: ErasedPerson): Value {
  return changed(value, person) as Value;
}

function changed(value: unknown, person: ErasedPerson): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((part: unknown) => changed(part, person));
    return parts.some((part, index) => part !== value[index]) ? parts : (value as unknown);
  }
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
  const fields = value as Record<string, unknown>;
  // A statement that was imported may have the author's name beside the id of the person who answers for it.
  const isNamed = fields["participantId"] === person.id || isNameOfPerson(fields, person);
  const parts = Object.entries(fields).map(([field, part]) => [field, changedField(field, part, { person, isNamed })]);
  return parts.some(([field, part]) => part !== fields[field as string]) ? Object.fromEntries(parts) : value;
}

function isNameOfPerson({ name, participantId }: Record<string, unknown>, { names }: ErasedPerson): boolean {
  return participantId !== undefined && typeof name === "string" && names.has(name);
}

function changedField(
  field: string,
  value: unknown,
  { person, isNamed }: { person: ErasedPerson; isNamed: boolean },
): unknown {
  if (typeof value !== "string") return changed(value, person);
  if (idFields.has(field) && value === person.id) return person.replacement;
  if (field === "name" && isNamed) return "";
  if (field === "author" && person.names.has(value)) return "";
  return writtenFields.has(field) ? withoutMentions(value, person) : value;
}

/** Removes mentions of a person, and their addresses, from what somebody wrote. */
function withoutMentions(text: string, { names, addresses }: ErasedPerson): string {
  let left = text;
  for (const address of addresses) left = left.replace(new RegExp(escaped(address), "giu"), "…");
  // A name within a longer name is tried after it.
  for (const name of [...names].toSorted((one, other) => other.length - one.length)) {
    left = left.replace(new RegExp(`@${escaped(name)}(?![\\p{L}\\p{N}])`, "gu"), "@…");
  }
  return left;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/gu, "\\$&");
}
