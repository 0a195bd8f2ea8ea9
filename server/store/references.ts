import {
  bodyCollections,
  type Collection,
  erasedHash,
  type RowCollection,
  rowCollections,
  type Rows,
} from "./collections.ts";
import type { Reader, StoreFault } from "./store.ts";

type References<C extends RowCollection> = (
  row: Rows[C],
) => readonly (readonly [Collection, string | null | undefined])[];

/** The values to which each value refers. They must exist. */
const referencesOf: { [C in RowCollection]: References<C> } = {
  forum: ({ template, logo }) => [
    ["originals", template?.hash],
    ["originals", logo?.hash],
  ],
  documents: ({ relations }) => relations.map(({ documentId }) => ["documents", documentId]),
  versions: ({ documentId, contentHash, source, lines }) => [
    ["documents", documentId],
    ["contents", contentHash],
    ["originals", source.hash],
    ["originals", lines?.hash],
  ],
  organisations: ({ logo }) => [["originals", logo?.hash]],
  participants: ({ organisationId }) => [["organisations", organisationId]],
  annotations: ({ documentId, versionId }) => [
    ["documents", documentId],
    ["versions", versionId],
  ],
  replies: ({ annotationId }) => [["annotations", annotationId]],
  dispositions: ({ id }) => [["annotations", id]],
  deskEntries: ({ id }) => [["annotations", id]],
  settlements: ({ annotationId, versionId }) => [
    ["annotations", annotationId],
    ["versions", versionId],
  ],
  uptakes: ({ annotationId, versionId }) => [
    ["annotations", annotationId],
    ["versions", versionId],
  ],
  consultations: ({ documentId }) => [["documents", documentId]],
  circles: () => [],
  views: ({ participantId }) => [["participants", participantId]],
  contributions: ({ source }) => [["originals", source.hash]],
  links: ({ baseVersionId, revisedVersionId }) => [
    ["versions", baseVersionId],
    ["versions", revisedVersionId],
  ],
  invitations: ({ participantId }) => [["participants", participantId]],
  sessions: ({ participantId }) => [["participants", participantId]],
  deputies: ({ principalId, deputyId }) => [
    ["participants", principalId],
    ["participants", deputyId],
  ],
  accounts: ({ id }) => [["participants", id]],
  identities: ({ participantId }) => [["participants", participantId]],
  passkeys: ({ participantId }) => [["participants", participantId]],
  tokens: ({ participantId }) => [["participants", participantId]],
  preferences: ({ id }) => [["participants", id]],
  publishedHeads: () => [],
  announcements: ({ versionId }) => [["versions", versionId]],
  inboxes: ({ id }) => [["participants", id]],
  mailings: ({ id, mailbox }) => (mailbox ? [] : [["participants", id]]),
  cursors: () => [],
  followedClauses: ({ places }) => places.map(({ versionId }) => ["versions", versionId]),
  webhooks: () => [],
  deliveries: ({ webhookId }) => [["webhooks", webhookId]],
  // Passing rows may outlive a person for some minutes.
  signInRequests: () => [],
  signInCounts: () => [],
  providerSignIns: () => [],
  passkeyChallenges: () => [],
  emailChanges: () => [],
  mails: () => [],
  mailedReplies: () => [],
  deskVisits: () => [],
  columnMappings: () => [],
  returnedMails: () => [],
};

/** Returns a fault for each value that refers to one that does not exist. */
export async function brokenReferences(reader: Reader): Promise<StoreFault[]> {
  const known = new Set<string>();
  const keyOf = (collection: Collection, id: string): string => `${collection}/${id}`;
  for (const collection of bodyCollections) {
    for (const { id } of await reader.bodies(collection)) known.add(keyOf(collection, id));
  }
  for (const collection of rowCollections) {
    for (const { id } of await reader.list(collection)) known.add(keyOf(collection, id));
  }
  const faults: StoreFault[] = [];
  for (const collection of rowCollections) {
    const references = referencesOf[collection] as References<RowCollection>;
    for (const row of await reader.list(collection)) {
      for (const [of, id] of references(row)) {
        if (id === null || id === undefined || id === erasedHash || known.has(keyOf(of, id))) continue;
        faults.push({
          code: "reference-missing",
          params: { value: keyOf(collection, row.id), missing: keyOf(of, id) },
        });
      }
    }
  }
  return faults;
}
