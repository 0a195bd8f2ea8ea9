import type { RowCollection, Rows } from "../../server/store/collections.ts";
import {
  addressHash,
  indexesOf,
  keysIn,
  lastFirst,
  latestFirst,
  mentionKey,
  openingsOf,
  unmatched,
} from "../../server/store/indexes.ts";

const north = { id: "north", name: "North", shortName: "North", group: "state" };
const south = { id: "south", name: "South", shortName: "South", group: "industry" };
const east = { id: "east", name: "East", shortName: "East", group: "state" };
const speaker = {
  ...{ participantId: "member", name: "A. Member", capacity: "organisation", group: "state" },
  ...{ organisation: north, jointly: [south], awaiting: [east] },
};
const annotation = {
  ...{ documentId: "opinion-5", versionId: "v1", circleId: "friends", consolidatedInto: "whole" },
  ...{ speaker, text: "As @North said", standing: "open", visibility: "submitted", sentBack: null },
  ...{ createdAt: "2013-02-06T09:00:00.000Z", kind: "comment", contributionId: null },
};
const atNine = latestFirst("2013-02-06T09:00:00.000Z");
const reply = {
  ...{ documentId: "opinion-5", annotationId: "a1", clearance: null, sentBack: null, visibility: "submitted" },
  ...{ speaker, text: "No.", standing: "open" },
};
const person = {
  ...{ id: "member", name: "Åsa Ny", email: "Asa@North.example", role: "member" },
  ...{ organisationId: "north", group: "state" },
};
const organisation = { ...north, contact: "Jo", logo: { hash: "l1" }, mergedInto: "union" };

const unreviewed = {
  ...{ organisationIds: [], source: { hash: "s1" }, readHash: "r1", receivedAt: "2013-02-06T09:00:00Z", items: [] },
  state: "prepared",
};

/** What is expected of a row, by index. Other indexes are not checked. */
type Case = [title: string, collection: RowCollection, row: object, keys: Readonly<Record<string, readonly string[]>>];

const cases: Case[] = [
  [
    "a submitted annotation",
    "annotations",
    annotation,
    {
      ...{ documentId: ["opinion-5"], versionId: ["v1"], circleId: ["friends"], consolidatedInto: ["whole"] },
      ...{ participantId: ["member"], organisationId: ["north", "south", "east"], group: ["state", "industry"] },
      ...{ openOn: ["v1"], invitedId: ["east"], sharedBy: [], awaitingClearance: [], sentBackTo: [] },
      authored: [`member ${atNine}`],
      publishedBy: [`person/member ${atNine}`, `organisation/north ${atNine}`, `organisation/south ${atNine}`],
      countedFor: [
        ...["person/member comment", "organisation/north comment", "organisation/south comment"],
        "organisation/north by member",
      ],
      mention: ["North", "North said"],
    },
  ],
  [
    "a withdrawn annotation",
    "annotations",
    { ...annotation, standing: "withdrawn" },
    {
      openOn: [],
      invitedId: [],
      mention: [],
      authored: [],
      publishedBy: [],
      countedFor: [],
      participantId: ["member"],
    },
  ],
  ["a draft", "annotations", { ...annotation, visibility: "organisation" }, { publishedBy: [], countedFor: [] }],
  [
    "an imported annotation, under a name that no database stores",
    "annotations",
    { ...annotation, contributionId: "c1", speaker: { ...speaker, name: "Plain\0\ud800 Name", jointly: [] } },
    {
      publishedBy: [`person/member ${atNine}`, `organisation/north ${atNine}`],
      countedFor: [
        ...["person/member comment as Plain Name", "organisation/north comment"],
        "organisation/north by member as Plain Name",
      ],
    },
  ],
  [
    "an imported annotation by an author without a record",
    "annotations",
    { ...annotation, contributionId: "c1", speaker: { ...speaker, participantId: "", jointly: [] } },
    { publishedBy: [`organisation/north ${atNine}`], countedFor: ["organisation/north comment"] },
  ],
  [
    "an annotation without organisations",
    "annotations",
    { ...annotation, text: "No names", speaker: { ...speaker, organisation: null, jointly: [], awaiting: [] } },
    { organisationId: [], group: ["state"], invitedId: [], mention: [] },
  ],
  [
    "a draft that is shared with a circle",
    "annotations",
    { ...annotation, visibility: "circle" },
    { sharedBy: ["member"], openOn: [], awaitingClearance: [] },
  ],
  [
    "an annotation that awaits clearance",
    "annotations",
    { ...annotation, visibility: "clearance" },
    { awaitingClearance: ["member", "north"], sentBackTo: [], openOn: [] },
  ],
  [
    "a withdrawn annotation that awaited clearance",
    "annotations",
    { ...annotation, visibility: "clearance", standing: "withdrawn" },
    { awaitingClearance: [] },
  ],
  [
    "an annotation that was sent back",
    "annotations",
    { ...annotation, visibility: "private", sentBack: { reason: "Too long." } },
    { sentBackTo: ["member", "north"], awaitingClearance: [] },
  ],
  [
    "an annotation that was sent back, and submitted later",
    "annotations",
    { ...annotation, sentBack: { reason: "Too long." } },
    { sentBackTo: [] },
  ],
  [
    "an annotation that was sent back, and withdrawn later",
    "annotations",
    { ...annotation, visibility: "private", standing: "withdrawn", sentBack: { reason: "Too long." } },
    { sentBackTo: [] },
  ],
  [
    "a reply",
    "replies",
    reply,
    {
      ...{ documentId: ["opinion-5"], annotationId: ["a1"], awaitingClearance: [], sentBackTo: [], mention: [] },
      ...{ participantId: ["member"], organisationId: ["north", "south", "east"] },
    },
  ],
  [
    "a reply that awaits clearance",
    "replies",
    { ...reply, clearance: "awaiting" },
    { awaitingClearance: ["member", "north"], sentBackTo: [] },
  ],
  [
    "a withdrawn reply that awaited clearance",
    "replies",
    { ...reply, clearance: "awaiting", standing: "withdrawn" },
    { awaitingClearance: [] },
  ],
  [
    "a reply that was sent back",
    "replies",
    { ...reply, clearance: "sent-back", visibility: "private", sentBack: { reason: "No." } },
    { awaitingClearance: [], sentBackTo: ["member", "north"] },
  ],
  [
    "a person of an organisation",
    "participants",
    person,
    {
      ...{ organisationId: ["north"], group: ["state"], role: ["member"], state: ["active"], activeIn: ["north"] },
      ...{ address: [addressHash("asa@north.example")], mention: ["Åsa Ny"], name: ["asa ny"], ownGroup: [] },
      word: ["member", "asa", "ny", "!asa", "!north", "!example", "@north "],
    },
  ],
  [
    "a deactivated person without organisation and address",
    "participants",
    { ...person, deactivatedAt: "2013-02-06T09:00:00Z", organisationId: null, email: null },
    {
      ...{ state: ["deactivated"], activeIn: [], organisationId: [], address: [], ownGroup: ["state"] },
      word: ["member", "asa", "ny"],
    },
  ],
  [
    "an organisation",
    "organisations",
    organisation,
    {
      ...{ group: ["state"], name: ["north"], logoHash: ["l1"], mergedInto: ["union"], state: ["active"] },
      ...{ shortName: ["north"], word: ["north", "!jo"] },
    },
  ],
  [
    "an archived organisation",
    "organisations",
    { ...organisation, archivedAt: "2013-02-06T09:00:00Z", logo: null },
    { state: ["archived"], logoHash: [] },
  ],
  [
    "a document",
    "documents",
    { position: 7, relations: [{ documentId: "report" }, { documentId: "letter" }] },
    { relatedTo: ["report", "letter"], position: [lastFirst(7)], listed: ["0 0000000000000007"] },
  ],
  [
    "an archived document",
    "documents",
    { position: 7, relations: [], archivedAt: "2013-02-06T09:00:00Z" },
    { relatedTo: [], listed: ["1 0000000000000007"] },
  ],
  [
    "a version",
    "versions",
    { documentId: "opinion-5", state: "published", contentHash: "c1", source: { hash: "s1" } },
    { documentId: ["opinion-5"], state: ["published"], contentHash: ["c1"], sourceHash: ["s1"] },
  ],
  [
    "a consultation whose closing is to be recorded",
    "consultations",
    { documentId: "opinion-5", current: { closesAt: "2013-02-06T09:00:00Z" }, toldClosing: null },
    { documentId: ["opinion-5"], closing: ["due"] },
  ],
  [
    "a consultation whose closing was recorded",
    "consultations",
    { documentId: "opinion-5", current: { closesAt: "2013-02-06T09:00:00Z" }, toldClosing: "2013-02-06T09:00:00Z" },
    { closing: [] },
  ],
  ["a consultation that was called off", "consultations", { current: null, toldClosing: null }, { closing: [] }],
  [
    "a contribution",
    "contributions",
    {
      ...{ organisationIds: ["north", "south"], versionId: "v1", source: { hash: "s1" }, readHash: "r1" },
      ...{ receivedAt: "2013-02-06T09:00:00Z" },
      items: [
        { annotationId: "a1", replies: [{ replyId: "r1" }, { replyId: null }] },
        { annotationId: null, replies: [] },
      ],
    },
    {
      ...{ organisationId: ["north", "south"], versionId: ["v1"], sourceHash: ["s1"], readHash: ["r1"] },
      ...{ receivedAt: [latestFirst("2013-02-06T09:00:00Z")], statement: ["a1", "r1"] },
    },
  ],
  ["a contribution under review", "contributions", { ...unreviewed, versionId: "v1" }, { toReview: ["v1"] }],
  [
    "a contribution on an unknown version",
    "contributions",
    { ...unreviewed, versionId: null },
    { toReview: [unmatched] },
  ],
  ["an imported contribution", "contributions", { ...unreviewed, versionId: "v1", state: "taken" }, { toReview: [] }],
  [
    "a circle",
    "circles",
    { organisationIds: ["north", "south"], madeBy: "member", name: "Amis  de l’Été" },
    { organisationId: ["north", "south"], madeBy: ["member"], name: ["amis de l'ete"] },
  ],
  [
    "a link between clauses",
    "links",
    { documentId: "opinion-5", baseVersionId: "v1", revisedVersionId: "v2" },
    { documentId: ["opinion-5"], baseVersionId: ["v1"], revisedVersionId: ["v2"] },
  ],
  ["a deputy", "deputies", { principalId: "chair", deputyId: "vice" }, { principalId: ["chair"], deputyId: ["vice"] }],
  ...(["settlements", "uptakes"] as const).map((collection): Case => {
    const row = { documentId: "opinion-5", annotationId: "a1" };
    return [`a row of ${collection}`, collection, row, { documentId: ["opinion-5"], annotationId: ["a1"] }];
  }),
  ["a decision", "dispositions", { documentId: "opinion-5" }, { documentId: ["opinion-5"] }],
  ...(["views", "invitations", "sessions", "identities", "passkeys", "tokens", "mailedReplies"] as const).map(
    (collection): Case => [
      `a row of ${collection}`,
      collection,
      { participantId: "member" },
      { participantId: ["member"] },
    ],
  ),
];

test.each(cases)("%s has these keys in the indexes of %s", (_title, collection, row, expected) => {
  const found = Object.keys(expected).map((index) => {
    const keys = indexesOf(collection).get(index) ?? (() => ["no such index"]);
    return [index, keysIn(keys, row as Rows[RowCollection] as never)];
  });
  expect(Object.fromEntries(found)).toEqual(expected);
});

test("a key is listed once", () => {
  expect(keysIn((row: string[]) => row, ["a", "b", "a"])).toEqual(["a", "b"]);
  expect(keysIn((row: (string | null)[]) => row, [null, "a"])).toEqual(["a"]);
});

test("keys in reverse order are sorted as texts", () => {
  const numbers = [0, 9, 10, 1_000_000];
  expect(numbers.map(lastFirst).toSorted()).toEqual(numbers.toReversed().map(lastFirst));
});

test("a name has the beginnings that it is long enough for, or its length", () => {
  expect(openingsOf("Omán")).toEqual(["oman"]);
  expect(openingsOf("Ministry of X")).toEqual(["mini", "ministry"]);
  expect(openingsOf("EU")).toEqual(["#2"]);
});

test("the key of a mention has at most the first 12 words of a name", () => {
  expect(mentionKey("a b c d e f g h i j k l")).toBe("a b c d e f g h i j k l");
  expect(mentionKey("a b c d e f g h i j k l m n o p q r s t u v w x y")).toBe("a b c d e f g h i j k l");
});
