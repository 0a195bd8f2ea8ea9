import { contract, type OperationName } from "#core/contract/contract.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import type { Problem } from "#core/contract/problem.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { type BodyName, DamagedBodyError, type Reader, type Store } from "../../../server/store/store.ts";
import { storeOver } from "../../../server/store/store-over.ts";
import { type RestorableServer, restorableCopy, type TestServer } from "../server.ts";
import { filledServer } from "./filled-server.ts";
import { rows } from "./permissions.ts";
import { settingsRows } from "./settings-permissions.ts";
import { sendOperation } from "./send-operation.ts";

let filled: TestServer;
let server: RestorableServer;
/** The text or file that cannot be read now. */
let damaged: BodyName | null = null;

/** Keeps nothing, so that each request reads the texts from the store. */
const noCache = {
  get: (_key: string, _weight: number, make: (signal: AbortSignal) => unknown) => make(new AbortController().signal),
} as unknown as Context["contents"] & Context["comparisons"];

beforeAll(async () => {
  filled = await filledServer("public");
  server = await restorableCopy(filled, damageable, { contents: noCache, comparisons: noCache });
});

beforeEach(() => {
  damaged = null;
  server.restore();
});

function damageable(store: Store): Store {
  const reading = <R extends Reader>(reader: R): R => ({
    ...reader,
    get: (...[collection, id]: Parameters<Reader["get"]>) => {
      if (damaged?.collection !== collection || damaged.id !== id) return reader.get(collection, id);
      return Promise.reject(new DamagedBodyError({ code: "body-damaged", params: {}, body: damaged }));
    },
  });
  return storeOver(store, {
    read: (look, options) => store.read((reader) => look(reading(reader)), options),
    transact: (work, options) => store.transact((writer) => work(reading(writer)), options),
  });
}

/** Returns the text or file of a version, or the file of a contribution. */
async function bodyOf(kind: "text" | "file" | "contribution", id: string): Promise<BodyName> {
  return filled.forum.context.store.read(async (reader) => {
    const of = kind === "contribution" ? "contributions" : "versions";
    const row = await reader.get(of, id);
    if (!row) throw new Error(`There is no ${id}`);
    if (kind === "text" && "contentHash" in row) return { collection: "contents", id: row.contentHash };
    return { collection: "originals", id: row.source.hash };
  });
}

/** Sends every operation as somebody who may, and returns those that fail because of the server, with the code. */
async function failuresOf(names: readonly OperationName[], body: BodyName): Promise<Partial<Record<string, string>>> {
  const failed: Partial<Record<string, string>> = {};
  for (const name of names) {
    damaged = null;
    server.restore();
    const { may, sent = {} } = rows[name];
    // What the test itself reads is not damaged.
    const params = typeof sent.params === "function" ? await sent.params(server.forum) : (sent.params ?? {});
    const given = typeof sent.body === "function" ? await sent.body(server.forum) : sent.body;
    damaged = body;
    const request = { ...sent, params, ...(given && { body: () => Promise.resolve(given) }) };
    const { status, body: answer } = await sendOperation(server, may[0] ?? "public", name, request);
    if (status >= 500) failed[name] = (answer as Problem).code;
  }
  return failed;
}

/** Without those of settings and accounts, which need no draft. */
const names = (Object.keys(rows) as OperationName[]).filter((name) => !Object.hasOwn(settingsRows, name));
const reads = names.filter((name) => contract[name].method === "get");

/** Of two drafts: those that show one of them, compare both, or follow a clause that is in one of them. */
const needing = {
  either: [
    ...(["getComparison", "getRedline", "compareThree", "explainPairing", "exportComparison"] as const),
    ...(["getCandidates", "getLinks", "addLink", "revokeLink"] as const),
    ...(["getRebased", "getTargetHits"] as const),
    ...(["correctUptake", "revokeUptakeCorrection", "undoUptakeCorrection"] as const),
  ],
  first: [
    ...(["getVersion", "exportVersion", "getRecord", "getNegotiation", "getOccurrences"] as const),
    ...([
      "getAnnotations",
      "getAnnotationPage",
      "getAnnotationCounts",
      "getPositions",
      "getUptake",
      "getSimilar",
    ] as const),
    ...(["getLineage", "getClauseHistory", "getClauseFeed", "getTranslations", "getWordOrigins"] as const),
    ...(["getWorkingText", "exportWorkingText"] as const),
    ...(["createAnnotation", "editAnnotation", "consolidateDrafts", "setLines"] as const),
    ...(["receiveContribution", "getContribution", "exportContribution", "exportReconciliation"] as const),
    ...(["editContribution", "editContributionItems", "takeContribution", "undoTaking"] as const),
  ],
  // The file that is uploaded has the same text.
  second: ["prepareVersion"],
} as const satisfies Record<string, readonly OperationName[]>;

function allWith(code: Problem["code"], failing: readonly OperationName[]): Partial<Record<string, string>> {
  return Object.fromEntries(failing.map((name) => [name, code]));
}

test("a damaged first draft affects only what needs its text", async () => {
  const expected = allWith("text-damaged", [...needing.either, ...needing.first]);
  expect(await failuresOf(names, await bodyOf("text", "version-1"))).toEqual(expected);
});

test("a damaged latest draft affects only what needs its text", async () => {
  const expected = allWith("text-damaged", [...needing.either, ...needing.second]);
  expect(await failuresOf(names, await bodyOf("text", "version-2"))).toEqual(expected);
});

test.each<["text" | "file" | "contribution", string, Partial<Record<string, string>>]>([
  ["text", "version-3", allWith("text-damaged", ["getPreview"])],
  ["file", "version-1", allWith("original-damaged", ["getOriginal"])],
  ["contribution", "version-4", allWith("original-damaged", ["getContributionColumns", "getContributionOriginal"])],
])("a damaged %s of %s affects only what reads it", async (kind, id, expected) => {
  expect(await failuresOf(reads, await bodyOf(kind, id))).toEqual(expected);
});

test("a write that is refused because of a damaged text writes nothing", async () => {
  const writes = [...needing.either, ...needing.first].filter((name) => contract[name].method !== "get");
  const body = await bodyOf("text", "version-1");
  for (const name of writes) {
    const at = (): Promise<number> => server.forum.context.store.read((reader) => reader.lastEvent());
    server.restore();
    const before = await at();
    await failuresOf([name], body);
    expect([name, await at()]).toEqual([name, before]);
  }
});

test("comments are written on a draft whose earlier draft is damaged, and listed with the reason", async () => {
  damaged = await bodyOf("text", "version-1");
  await server.request("member", "post", "/api/versions/opinion-5@2/annotations").send(comment).expect(201);
  const answer = await server.request("member", "get", "/api/versions/opinion-5@2/annotations").expect(200);
  const listed = answer.body as {
    annotation: { id: string };
    madeOn: string;
    placement: { reason: { code: string } };
  }[];
  expect(listed.find(({ annotation }) => annotation.id === comment.id)?.placement.reason.code).toBe("whole-document");
  const earlier = listed.filter(({ madeOn }) => madeOn === "opinion-5@1");
  expect(new Set(earlier.map(({ placement }) => placement.reason.code))).toEqual(
    new Set(["text-damaged", "place-given-up"]),
  );
});

test("placements come back with a restored text", async () => {
  const read = () => server.request("public", "get", "/api/versions/opinion-5@2/annotations").expect(200);
  const intact = (await read()).text;
  server.restore();
  damaged = await bodyOf("text", "version-1");
  expect((await read()).text).not.toBe(intact);
  damaged = null;
  await server.request("public", "get", "/api/versions/opinion-5@1").expect(200);
  expect((await read()).text).toBe(intact);
});

test("answers about several drafts leave a damaged one out, and name it", async () => {
  damaged = await bodyOf("text", "version-1");
  for (const path of ["history", "barometer", "uptake"]) {
    const answer = await server.request("public", "get", `/api/documents/opinion-5/${path}`).expect(200);
    expect([path, answer.body]).toEqual([path, expect.objectContaining({ damaged: ["opinion-5@1"] })]);
  }
  const answer = await server.request("public", "get", "/api/documents/opinion-5").expect(200);
  expect(
    (answer.body as ListedDocument).versions.map(({ address, damaged, change }) => [address, damaged, change]),
  ).toEqual([
    ["opinion-5@1", true, null],
    ["opinion-5@2", undefined, null],
  ]);
});

test("pages of a damaged draft say what happened, and others open", async () => {
  damaged = await bodyOf("text", "version-1");
  const { text } = await server.request("public", "get", "/read/opinion-5@1").expect(500);
  expect(text).toContain("Nothing else is affected, and the secretariat has been told.");
  for (const page of ["/", "/read/opinion-5@2", "/evolution/opinion-5", "/barometer/opinion-5", "/outcomes/opinion-5"])
    await server.request("secretariat", "get", page).expect(200);
});

test("only the secretariat is told which texts and files are damaged", async () => {
  damaged = await bodyOf("text", "version-1");
  await server.request("public", "get", "/api/versions/opinion-5@1").expect(500);
  const told = async (who: string): Promise<unknown> =>
    (await server.request(who, "get", "/api/library").expect(200)).body;
  for (const who of ["public", "member", "coordinator", "chair"]) expect(await told(who)).not.toHaveProperty("damage");
  expect(await told("secretariat")).toHaveProperty("damage", {
    bodies: [
      {
        ...{
          name: `contents/${damaged.id}`,
          kind: "text",
          contributions: [],
          organisations: [],
          isTemplate: false,
          isLogo: false,
        },
        versions: [expect.objectContaining({ address: "opinion-5@1", document: "Opinion 5", label: "Draft 1" })],
      },
    ],
    others: 0,
  });
});

const comment = {
  ...{ id: "00000000-0000-4000-8000-000000000900", kind: "comment", type: "general", text: "A remark." },
  ...{ targets: [{ kind: "document" }], operations: [], visibility: "submitted", circle: null },
  ...{ capacity: "organisation", jointly: [] },
};
