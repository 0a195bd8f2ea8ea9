import { type RowCollection, rowCollections } from "../../server/store/collections.ts";
import { openMemoryStore, type StoreData } from "../../server/store/memory/memory.ts";
import { brokenReferences } from "../../server/store/references.ts";

/** A row with references to values that are not there, and these values. */
const cases: [RowCollection, row: object, missing: string[]][] = [
  ["forum", { template: { hash: "f1" }, logo: { hash: "f2" } }, ["originals/f1", "originals/f2"]],
  ["documents", { relations: [{ documentId: "d1" }, { documentId: "d2" }] }, ["documents/d1", "documents/d2"]],
  [
    "versions",
    { documentId: "d1", contentHash: "c1", source: { hash: "f1" } },
    ["documents/d1", "contents/c1", "originals/f1"],
  ],
  ["organisations", { name: "x", shortName: "x", logo: { hash: "f1" } }, ["originals/f1"]],
  ["participants", { name: "x", email: null, organisationId: "o1" }, ["organisations/o1"]],
  ["replies", { annotationId: "a1" }, ["annotations/a1"]],
  ["dispositions", {}, ["annotations/x"]],
  ["settlements", { annotationId: "a1", versionId: "v1" }, ["annotations/a1", "versions/v1"]],
  ["uptakes", { annotationId: "a1", versionId: "v1" }, ["annotations/a1", "versions/v1"]],
  ["annotations", { documentId: "d1", versionId: "v1" }, ["documents/d1", "versions/v1"]],
  ["consultations", { documentId: "d1" }, ["documents/d1"]],
  ["contributions", { source: { hash: "f1" }, organisationIds: [], items: [] }, ["originals/f1"]],
  ["links", { baseVersionId: "v1", revisedVersionId: "v2" }, ["versions/v1", "versions/v2"]],
  ["deputies", { principalId: "p1", deputyId: "p2" }, ["participants/p1", "participants/p2"]],
  ["accounts", {}, ["participants/x"]],
  ["preferences", {}, ["participants/x"]],
  ["deskEntries", {}, ["annotations/x"]],
  ["announcements", { versionId: "v1" }, ["versions/v1"]],
  ["inboxes", { following: [] }, ["participants/x"]],
  ["followedClauses", { documentIds: [], changes: [], places: [{ versionId: "v1", clauses: [] }] }, ["versions/v1"]],
  ["mailings", { times: {} }, ["participants/x"]],
  ["deliveries", { webhookId: "w1" }, ["webhooks/w1"]],
  ...(["views", "invitations", "sessions", "identities", "passkeys", "tokens"] as const).map(
    (collection): [RowCollection, object, string[]] => [collection, { participantId: "p1" }, ["participants/p1"]],
  ),
];

const speaker = { participantId: null, organisation: null, jointly: [], awaiting: [] };

async function faultsOf(values: StoreData["values"]): Promise<(string | number)[][]> {
  const store = openMemoryStore({ values, events: [] });
  const faults = await store.read(brokenReferences);
  await store.close();
  return faults.map(({ code, params }) => [code, ...Object.values(params)]);
}

test.each(cases)("a row of %s refers to values that must exist", async (collection, row, missing) => {
  const values = { [collection]: [{ id: "x", speaker, text: "", ...row }] } as StoreData["values"];
  expect(await faultsOf(values)).toEqual(missing.map((one) => ["reference-missing", `${collection}/x`, one]));
});

test("nothing else refers to a value", () => {
  const free = [
    "circles",
    "publishedHeads",
    "cursors",
    "webhooks",
    "signInRequests",
    "signInCounts",
    "providerSignIns",
    "columnMappings",
  ];
  const passing = ["passkeyChallenges", "emailChanges", "mails", "mailedReplies", "returnedMails", "deskVisits"];
  const known = [...cases.map(([collection]) => collection), ...free, ...passing];
  expect(rowCollections.filter((collection) => !known.includes(collection))).toEqual([]);
});

test("the file of a contribution that was deleted on legal demand is not missing", async () => {
  const erased = { id: "x", organisationIds: [], items: [], source: { hash: "0".repeat(64) } };
  expect(await faultsOf({ contributions: [erased] })).toEqual([]);
});

test("no reference is broken if it is empty or its value exists", async () => {
  const values = {
    organisations: [{ id: "o1", name: "x", shortName: "x" }],
    participants: [
      { id: "p1", name: "x", email: null, organisationId: "o1" },
      { id: "p2", name: "x", email: null, organisationId: null },
    ],
  } as unknown as StoreData["values"];
  expect(await faultsOf(values)).toEqual([]);
});
