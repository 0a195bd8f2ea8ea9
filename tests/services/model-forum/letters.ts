import type { Letters } from "#core/contract/letter-operations.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import { getLetters } from "../../../server/services/exports/letters.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import { getDocumentOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { model } from "./model.ts";

/** Returns the ids of the annotations in each letter on the last drafts of all documents, by recipient. */
async function lettersOfLastDrafts() {
  const versions = await model.store.read((reader) => reader.list("versions"));
  const lines = new Map(versions.map(({ documentId, language }) => [`${documentId} ${language}`, documentId]));
  const outcomes = await Promise.all(
    [...lines].map(([key, document]) =>
      getDocumentOutcomes(model, programActor, { document, language: key.slice(document.length + 1) }, null),
    ),
  );
  const letters: NonNullable<Letters["letter"]>[] = [];
  for (const { versions: line } of outcomes) {
    const version = line.at(-1)?.address;
    if (version === undefined) continue;
    const { recipients } = await getLetters(model, programActor, { version }, null);
    for (const { id, comments, proposals } of recipients) {
      const { letter } = await getLetters(model, programActor, { version, recipient: id }, null);
      expect(letter?.entries).toHaveLength(comments + proposals);
      if (letter) letters.push(letter);
    }
  }
  return { rows: outcomes.flatMap(({ rows }) => rows), letters };
}

test("each comment is in the letters of its organisations and no other, a personal one in its author's alone", async () => {
  const { rows, letters } = await lettersOfLastDrafts();
  const isIn = (id: string): string[] =>
    letters
      .filter(({ entries }) => entries.some((entry) => entry.id === id))
      .map(({ recipient }) => `${recipient.kind} ${recipient.id}`)
      .toSorted();
  const meant = rows.map(({ annotation: { id, speaker } }) => {
    const organisations = organisationsBehind(speaker).map((organisation) => `organisation ${organisation.id}`);
    return [id, organisations.length > 0 ? organisations.toSorted() : [`person ${speaker.participantId}`]] as const;
  });
  expect(meant.length).toBeGreaterThan(150);
  expect(meant.map(([id]) => [id, isIn(id)])).toEqual(meant);
  // As many as on the outcomes pages, with one for each further organisation that co-signed.
  const entries = letters.reduce((sum, letter) => sum + letter.entries.length, 0);
  expect(entries).toBe(meant.reduce((sum, [, recipients]) => sum + recipients.length, 0));
});
