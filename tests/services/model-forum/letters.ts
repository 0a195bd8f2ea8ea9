import type { Letters } from "#core/contract/letter-operations.ts";
import { textOf } from "#core/discuss/content-text.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import { getLetters } from "../../../server/services/exports/letters.ts";
import { getRecord } from "../../../server/services/exports/record.ts";
import { programActor } from "../../../server/services/kernel/authorise.ts";
import { getDocumentOutcomes } from "../../../server/services/outcome/outcomes-table.ts";
import { model } from "./model.ts";

/** Returns the outcomes of the comments on each document, in each language. */
async function allOutcomes() {
  const versions = await model.store.read((reader) => reader.list("versions"));
  const lines = new Map(versions.map(({ documentId, language }) => [`${documentId} ${language}`, documentId]));
  return Promise.all(
    [...lines].map(([key, document]) =>
      getDocumentOutcomes(model, programActor, { document, language: key.slice(document.length + 1) }, null),
    ),
  );
}

/** Returns the letters on the last drafts of all documents. */
async function lettersOfLastDrafts() {
  const outcomes = await allOutcomes();
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

test("each comment is in the record of the last draft once, and each redline of a clause gives its text", async () => {
  for (const { versions, rows } of await allOutcomes()) {
    const version = versions.at(-1)?.address ?? "";
    const ids: (string | null)[] = [];
    for (let after: string | null = "0"; after !== null;) {
      const part = await getRecord(model, programActor, { version, clauses: "commented", after: Number(after) }, null);
      ids.push(...part.sections.flatMap(({ entries }) => entries.map(({ id }) => id)));
      for (const { clause } of part.sections) {
        const left = clause?.changed?.clause.segments.filter(({ kind }) => kind !== "deleted");
        if (left) expect(left.map(({ content }) => textOf(content)).join("")).toBe(clause?.text);
      }
      after = part.next;
    }
    expect(ids.toSorted()).toEqual(rows.map(({ annotation: { id } }) => id).toSorted());
  }
});
