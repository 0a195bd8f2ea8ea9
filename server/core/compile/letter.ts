import * as z from "zod";
import type { Annotation } from "#core/discuss/annotation.ts";
import { isBySpeaker, organisationsBehind } from "#core/discuss/speaker.ts";

/** The recipient of a letter on the outcomes of comments: an organisation, or a person who commented personally. */
export const LetterRecipient = z.object({
  kind: z.enum(["organisation", "person"]),
  /** Id of the organisation or person. A name in an imported file that is not the importer's has an id of its own. */
  id: z.string(),
  name: z.string(),
  shortName: z.string(),
});
export type LetterRecipient = z.infer<typeof LetterRecipient>;

/**
 * Returns the recipients of the letters that contain an annotation: each organisation that made or co-signed it, or the
 * author of a personal one. `names` has the present names of people, by id.
 */
export function recipientsOf(
  { speaker, contributionId }: Pick<Annotation, "speaker" | "contributionId">,
  names: ReadonlyMap<string, string>,
): LetterRecipient[] {
  const organisations = organisationsBehind(speaker);
  if (organisations.length > 0)
    return organisations.map(({ id, name, shortName }) => ({ kind: "organisation", id, name, shortName }));
  const { participantId, name } = speaker;
  const id = isBySpeaker({ speaker, contributionId }, names) ? participantId : `${participantId} ${name}`;
  return [{ kind: "person", id, name, shortName: name }];
}

/** A letter: its recipient, and the annotations in it. */
interface Letter<Entry> {
  recipient: LetterRecipient;
  entries: Entry[];
}

/** Divides annotations among letters, in the order of the recipients' names. The names are those of the last annotation. */
export function lettersOf<Entry extends { annotation: Annotation }>(
  entries: readonly Entry[],
  names: ReadonlyMap<string, string>,
): Letter<Entry>[] {
  const letters = new Map<string, Letter<Entry>>();
  for (const entry of entries) {
    for (const recipient of recipientsOf(entry.annotation, names)) {
      const key = `${recipient.kind} ${recipient.id}`;
      letters.set(key, { recipient, entries: [...(letters.get(key)?.entries ?? []), entry] });
    }
  }
  return [...letters.values()].sort((left, right) => (left.recipient.shortName < right.recipient.shortName ? -1 : 1));
}
