import { setTimeout as wait } from "node:timers/promises";
import { chained, emptyHeads } from "../../../server/store/audit-chain.ts";
import { auditFaults } from "../../../server/store/audit-check.ts";
import { rowCollections } from "../../../server/store/collections.ts";
import { authoredBy, eventIndexes, indexes, publishedBy, replyKey } from "../../../server/store/indexes.ts";
import { type Connection, Connections } from "../../../server/store/postgres/connection.ts";
import { DatabaseError } from "../../../server/store/postgres/database-error.ts";
import { currentForm, migrate, migrations } from "../../../server/store/postgres/migrations.ts";
import { allFeatures, openPostgresStore } from "../../../server/store/postgres/postgres.ts";
import { digestOf } from "../../../server/store/seals.ts";
import { documentCreated, documentOf } from "../document-event.ts";
import { onDatabase, postgresForTests } from "../../support/postgres.ts";

const postgres = postgresForTests();

/** The indexes whose keys the tables of the current form hold. Another one needs a migration that adds its keys. */
const indexesOfForm: Readonly<Record<string, readonly string[]>> = {
  documents: ["relatedTo", "position", "listed"],
  versions: ["documentId", "state", "contentHash", "sourceHash"],
  organisations: ["group", "name", "logoHash", "mergedInto", "state", "shortName", "word", "opening"],
  participants: [
    ...["organisationId", "group", "role", "state", "address", "mention", "name", "word", "activeIn", "ownGroup"],
  ],
  annotations: [
    "documentId",
    "versionId",
    "circleId",
    "sharedBy",
    "openOn",
    "authored",
    "publishedBy",
    "countedFor",
    "invitedId",
    "awaitingClearance",
    "sentBackTo",
    "consolidatedInto",
    "participantId",
    "organisationId",
    "group",
    "mention",
  ],
  replies: [
    "documentId",
    "annotationId",
    "awaitingClearance",
    "sentBackTo",
    "participantId",
    "organisationId",
    "group",
    "mention",
  ],
  dispositions: ["documentId"],
  settlements: ["documentId", "annotationId"],
  uptakes: ["documentId", "annotationId"],
  consultations: ["documentId", "closing"],
  circles: ["organisationId", "madeBy", "name"],
  views: ["participantId"],
  contributions: [
    "organisationId",
    "versionId",
    "toReview",
    "sourceHash",
    "readHash",
    "receivedAt",
    "rowHash",
    "statement",
  ],
  links: ["documentId", "baseVersionId", "revisedVersionId"],
  invitations: ["participantId"],
  sessions: ["participantId"],
  deputies: ["principalId", "deputyId"],
  identities: ["participantId"],
  passkeys: ["participantId"],
  tokens: ["participantId"],
  announcements: ["at", "dueAt"],
  deskEntries: ["documentId"],
  inboxes: ["clause", "follows"],
  mailings: ["dueAt", "atOnce", "replyKey", "mailbox"],
  followedClauses: ["documentId", "place", "changedIn"],
  deliveries: ["waiting", "due", "logged"],
  mails: ["dueAt", "expiresAt"],
  mailedReplies: ["participantId"],
  returnedMails: ["participantId", "result", "latest", "stopped"],
};

const eventIndexesOfForm = ["documentId", "subject", "personId", "kind", "chain", "concerns"];

test("the indexes are those of the current form", () => {
  const names = Object.entries(indexes).map(([collection, all]) => [collection, Object.keys(all)] as const);
  expect(Object.fromEntries(names.filter(([, all]) => all.length > 0))).toEqual(indexesOfForm);
  expect(Object.keys(eventIndexes)).toEqual(eventIndexesOfForm);
});

(postgres ? describe : describe.skip)("migrations", () => {
  test.each([true, false])(
    "let five servers start at once on an empty database (advisory locks: %s)",
    async (locks) => {
      const url = await postgres!.create();
      const features = { ...allFeatures, advisoryLocks: locks };
      const stores = await Promise.all(Array.from({ length: 5 }, () => openPostgresStore({ url, features })));
      await Promise.all(
        stores.map((store, index) =>
          store.transact(async (writer) => {
            await writer.put("documents", documentOf(`d${String(index)}`));
            await writer.append(documentCreated(`d${String(index)}`));
          }),
        ),
      );
      expect(await stores[0]!.read((reader) => reader.lastEvent())).toBe(5);
      for (const store of stores) await store.close();
    },
  );

  test("leave tables whose columns are those of the scopes", async () => {
    const url = await postgres!.create();
    await (await openPostgresStore({ url })).close();
    const columns = await onDatabase(
      url,
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
    );
    const names = new Set(columns.map(({ name }) => name));
    for (const collection of rowCollections)
      for (const column of ["id", "value"]) expect(names).toContain(`${collection}.${column}`);
  });

  test.each([1, 3])("add the keys of people and organisations to those of form %i", async (form) => {
    const url = await postgres!.create();
    const connections = new Connections(url, 1);
    await migrate(connections, url, { advisoryLocks: true, steps: migrations.slice(0, form) });
    await connections.close();
    const person = {
      id: "ana",
      name: "Ana López",
      email: null,
      organisationId: "north",
      group: "other",
      role: "member",
    };
    const organisation = { id: "north", name: "Administration of North", shortName: "North", group: "member-state" };
    await onDatabase(
      url,
      `insert into participants values ('ana', '${JSON.stringify(person)}');
       insert into organisations values ('north', '${JSON.stringify(organisation)}');
       insert into "rowKeys" values ('participants', 'role', 'member', 'ana'), ('organisations', 'group', 'member-state', 'north')`,
    );
    const keys = `select * from "rowKeys" order by collection, index, key`;
    const store = await openPostgresStore({ url });
    const migrated = await onDatabase(url, keys);
    expect(await store.read((reader) => reader.list("participants", { name: "ana lopez" }))).toEqual([person]);
    expect(await store.read((reader) => reader.count("participants", { activeIn: "north" }))).toBe(1);
    await store.transact(async (writer) => {
      await writer.put("participants", (await writer.get("participants", "ana"))!);
      await writer.put("organisations", (await writer.get("organisations", "north"))!);
      await writer.append(documentCreated("x"));
    });
    expect(await onDatabase(url, keys)).toEqual(migrated);
    await store.close();
  });

  test("add the keys of a circle to those of form 5", async () => {
    const url = await postgres!.create();
    const connections = new Connections(url, 1);
    await migrate(connections, url, { advisoryLocks: true, steps: migrations.slice(0, 5) });
    await connections.close();
    const circle = { id: "coast", name: "Coastal States", organisationIds: ["north", "registry"], madeBy: null };
    await onDatabase(url, `insert into circles values ('coast', '${JSON.stringify(circle)}')`);
    const store = await openPostgresStore({ url });
    const listed = await store.read((reader) => reader.range("circles", { index: "name", limit: 2 }));
    expect(listed).toEqual([{ key: "coastal states", row: circle }]);
    await store.close();
  });

  test("add the beginnings of an organisation's name to those of form 6", async () => {
    const url = await postgres!.create();
    const connections = new Connections(url, 1);
    await migrate(connections, url, { advisoryLocks: true, steps: migrations.slice(0, 6) });
    await connections.close();
    const north = { id: "north", name: "Administration of North", shortName: "North", group: "member-state" };
    await onDatabase(url, `insert into organisations values ('north', '${JSON.stringify(north)}')`);
    const store = await openPostgresStore({ url });
    expect(await store.read((reader) => reader.count("organisations", { opening: "administration o" }))).toBe(1);
    await store.close();
  });

  test("add the keys of an author's comments to those of form 9", async () => {
    const url = await postgres!.create();
    const connections = new Connections(url, 1);
    await migrate(connections, url, { advisoryLocks: true, steps: migrations.slice(0, 9) });
    await connections.close();
    const speaker = { participantId: "ana", capacity: "personal", organisation: null, jointly: [], awaiting: [] };
    const comment = { id: "one", standing: "open", createdAt: "2013-02-06T09:00:00Z", text: "", speaker };
    await onDatabase(url, `insert into annotations values ('one', '${JSON.stringify(comment)}')`);
    const store = await openPostgresStore({ url });
    const range = { index: "authored", prefix: authoredBy("ana"), limit: 2 } as const;
    const listed = await store.read((reader) => reader.range("annotations", range));
    expect(listed.map(({ row }) => row)).toEqual([comment]);
    await store.close();
  });

  test("add the keys of imported rows to those of form 18", async () => {
    const url = await postgres!.create();
    const connections = new Connections(url, 1);
    await migrate(connections, url, { advisoryLocks: true, steps: migrations.slice(0, 18) });
    await connections.close();
    const item = { rowHash: "h", annotationId: "a", replies: [] };
    const source = { hash: "f", fileName: "table.csv" };
    const contribution = {
      ...{ id: "one", source, readHash: "r", organisationIds: [], versionId: "v", state: "taken", items: [item] },
      receivedAt: "2013-02-06T09:00:00Z",
    };
    await onDatabase(url, `insert into contributions values ('one', '${JSON.stringify(contribution)}')`);
    const store = await openPostgresStore({ url });
    expect(await store.read((reader) => reader.list("contributions", { rowHash: "h" }))).toEqual([contribution]);
    await store.close();
  });

  test("add a table of remembered columns to those of form 20", async () => {
    const url = await postgres!.create();
    const connections = new Connections(url, 1);
    await migrate(connections, url, { advisoryLocks: true, steps: migrations.slice(0, 20) });
    await connections.close();
    const row = { id: "hash", columns: { entity: "source", notes: null } } as const;
    const store = await openPostgresStore({ url });
    await store.transact((writer) => writer.put("columnMappings", row));
    expect(await store.read((reader) => reader.get("columnMappings", "hash"))).toEqual(row);
    await store.close();
  });

  test("add the keys of reply addresses to those of form 12", async () => {
    const url = await postgres!.create();
    const connections = new Connections(url, 1);
    await migrate(connections, url, { advisoryLocks: true, steps: migrations.slice(0, 12) });
    await connections.close();
    const mailing = { id: "ana", times: {}, atOnceDueAt: null, digestDueAt: null, secret: "s" };
    await onDatabase(url, `insert into mailings values ('ana', '${JSON.stringify(mailing)}')`);
    const store = await openPostgresStore({ url });
    expect(await store.read((reader) => reader.list("mailings", { replyKey: replyKey("s") }))).toEqual([mailing]);
    await store.close();
  });

  test("add the keys of a source's comments to those of form 11", async () => {
    const url = await postgres!.create();
    const connections = new Connections(url, 1);
    await migrate(connections, url, { advisoryLocks: true, steps: migrations.slice(0, 11) });
    await connections.close();
    const speaker = { participantId: "ana", name: "Ana", organisation: null, jointly: [], awaiting: [] };
    const facts = { kind: "comment", visibility: "submitted", standing: "open", contributionId: null, text: "" };
    const comment = { id: "one", createdAt: "2013-02-06T09:00:00Z", speaker, ...facts };
    await onDatabase(url, `insert into annotations values ('one', '${JSON.stringify(comment)}')`);
    const store = await openPostgresStore({ url });
    const prefix = publishedBy({ kind: "person", id: "ana" });
    const listed = await store.read((reader) =>
      reader.range("annotations", { index: "publishedBy", prefix, limit: 2 }),
    );
    expect(listed.map(({ row }) => row)).toEqual([comment]);
    await store.close();
  });

  test("bind all records of form 7, and the facts that erasures left, in one event", async () => {
    const url = await postgres!.create();
    const connections = new Connections(url, 1);
    await migrate(connections, url, { advisoryLocks: true, steps: migrations.slice(0, 7) });
    await connections.close();
    const first = chained({ ...documentCreated("a"), seq: 1, id: "one" }, emptyHeads);
    const { event: second, heads } = chained({ ...documentCreated("b"), seq: 2, id: "two" }, first.heads);
    const erased = { ...first.event, before: null, after: null, audit: { ...first.event.audit, salt: null } };
    const inserted = [erased, second].map(
      (event) => `(${event.seq}, '${event.id}', 'private', ${event.seq}, '${JSON.stringify(event)}')`,
    );
    const text = JSON.stringify({ id: "f".repeat(64), draft: {} });
    await onDatabase(
      url,
      `insert into documents values ('a', '${JSON.stringify(documentOf("a"))}'), ('b', '${JSON.stringify(documentOf("b"))}');
       insert into contents values ('${"f".repeat(64)}', '${text}', '${digestOf(text)}');
       insert into events values ${inserted.join(", ")};
       update head set last = 2, state = '${JSON.stringify(heads)}'`,
    );
    for (let starts = 1; starts <= 2; starts += 1) {
      const store = await openPostgresStore({ url });
      const { faults, kinds } = await store.read(async (reader) => ({
        faults: await auditFaults(reader),
        kinds: (await reader.events({ after: 2, limit: 9 })).map(({ kind, chain }) => `${kind} ${chain}`),
      }));
      await store.close();
      expect([faults, kinds]).toEqual([[], ["records-bound public"]]);
    }
    await onDatabase(url, `update documents set value = replace(value, 'Document b', 'Document c') where id = 'b'`);
    const store = await openPostgresStore({ url });
    expect(await store.read((reader) => auditFaults(reader))).toEqual([
      { code: "record-altered", params: { record: "documents/b" } },
    ]);
    await store.close();
  });

  test("run each step once, and change nothing if one fails", async () => {
    const url = await postgres!.create();
    const connections = new Connections(url, 1);
    const step = {
      oldestForm: 1,
      up: async ({ script }: Connection): Promise<void> => {
        await script("create table added (id integer)");
      },
    };
    const failing = {
      oldestForm: 1,
      up: async ({ script }: Connection): Promise<void> => {
        await script("create table no (id wrong)");
      },
    };
    await expect(
      migrate(connections, url, { advisoryLocks: true, steps: [...migrations, step, failing] }),
    ).rejects.toThrow();
    expect(await onDatabase(url, "select to_regclass('head') as head")).toEqual([{ head: null }]);
    for (let count = 0; count < 2; count += 1)
      await migrate(connections, url, { advisoryLocks: true, steps: [...migrations, step] });
    expect(await onDatabase(url, `select form, "oldestForm" from head`)).toEqual([
      { form: currentForm + 1, oldestForm: 1 },
    ]);
    await connections.close();
  });

  test("let a server of the previous form go on if they allow it", async () => {
    const url = await postgres!.create();
    await (await openPostgresStore({ url })).close();
    await onDatabase(url, `update head set form = form + 1`);
    const store = await openPostgresStore({ url });
    expect(await store.read((reader) => reader.lastEvent())).toBe(0);
    await store.close();
  });

  test("otherwise stop it, and let it write nothing more", async () => {
    const url = await postgres!.create();
    const lost: string[] = [];
    const store = await openPostgresStore({ url, pollInterval: 20, lost: ({ code }) => lost.push(code) });
    await onDatabase(url, `update head set form = 99, "oldestForm" = 99`);
    const writing = store.transact(async (writer) => {
      await writer.put("documents", documentOf("late"));
      await writer.append(documentCreated("late"));
    });
    await expect(writing).rejects.toThrow(DatabaseError);
    await wait(50);
    expect(lost).toEqual(["database-newer"]);
    await expect(store.read((reader) => reader.lastEvent())).rejects.toThrow("database-newer");
    await store.close();
    await expect(openPostgresStore({ url })).rejects.toThrow("database-newer");
    expect(await onDatabase(url, "select count(*)::int as count from documents")).toEqual([{ count: 0 }]);
  });
});
