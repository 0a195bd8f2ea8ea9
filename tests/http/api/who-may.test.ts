import type { Readable } from "node:stream";
import type { Test } from "supertest";
import { contract, type OperationName } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { problemStatus } from "#core/contract/problem.ts";
import { copiesOf, type TestServer } from "../server.ts";
import { open, filledServer } from "./filled-server.ts";
import { people, rows, type Row, type Sent } from "./permissions.ts";

/** The relevant part of a response: the JSON of an answer, or the code of a refusal. */
interface Outcome {
  status: number;
  code?: unknown;
  body?: unknown;
}

/** Sends an operation as a participant, and returns the response. */
async function sendRequest(
  server: TestServer,
  who: string,
  name: OperationName,
  { params = {}, query, body, file }: Sent,
): Promise<Outcome> {
  const { method, path }: Operation = contract[name];
  const named = typeof params === "function" ? await params(server.forum) : params;
  const filled = path.replace(/\{(\w+)\}/gu, (_match, key: string) => named[key] ?? "");
  const request = server.request(who, method, `/api${filled}${query === undefined ? "" : `?${query}`}`);
  const sent = typeof body === "function" ? await body(server.forum) : body;
  if (sent) request.send(sent);
  if (file !== undefined) request.set("Content-Type", "application/octet-stream").send(file);
  return answerTo(request);
}

/** Returns a response. For a stream, it reads only the head, because a stream does not end. */
async function answerTo(request: Test): Promise<Outcome> {
  request.buffer(true).parse((response, done) => {
    if (response.headers["content-type"]?.startsWith("text/event-stream")) {
      (response as unknown as Readable).destroy();
      done(null, {});
      return;
    }
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () => done(null, Buffer.concat(chunks).toString()));
  });
  const { status, body, type } = (await request) as { status: number; body: unknown; type: string };
  if (!/json$/u.test(type) || typeof body !== "string" || body === "") return { status };
  const json = JSON.parse(body) as { code?: unknown };
  return status >= 400 ? { status, code: json.code } : { status, body: json };
}

let shared: TestServer;

let closed: TestServer;

/** Opens a copy of the shared server, for a write. */
let copy: () => Promise<TestServer>;

beforeAll(async () => {
  shared = await filledServer("public");
  copy = copiesOf(shared);
  closed = await filledServer("participants");
});

describe.each(Object.entries(rows) as [OperationName, Row][])("%s", (name, row) => {
  test.each(people.map((who) => [who, row.may.includes(who) ? "may" : "may not"]))(
    "the %s %s call it",
    async (who, may) => {
      // A permitted write uses a forum of its own, because it changes the forum.
      const server = may === "may" && contract[name].method !== "get" ? await copy() : shared;
      const answer = await sendRequest(server, who, name, row.sent ?? {});
      if (may === "may") {
        expect(answer.status).toBeLessThan(300);
        const described: Operation["answer"] = contract[name].answer;
        // No field is undocumented, and none is missing.
        if (described.kind === "json") expect(described.schema.parse(answer.body)).toEqual(answer.body);
        return;
      }
      const usual = who === "public" ? (row.public ?? "not-signed-in") : (row.refused ?? "not-allowed");
      const expected = row.otherwise?.[who] ?? usual;
      expect(answer).toEqual({ status: problemStatus[expected], code: expected });
    },
  );
});

/** The only operations open to visitors if a forum is not public. */
const atTheDoor: OperationName[] = [
  "getOpenapi",
  "getMe",
  "signIn",
  "signOut",
  "getSignIn",
  "askToSignIn",
  "confirmSignIn",
  "getSignInMethods",
  "beginProviderSignIn",
  "finishProviderSignIn",
  "askForPasskey",
  "signInWithPasskey",
];

test.each((Object.keys(rows) as OperationName[]).filter((name) => !atTheDoor.includes(name)))(
  "asks a stranger to sign in to a closed forum: %s",
  async (name) => {
    const sent = name === "getAnnotation" ? { params: open } : (rows[name].sent ?? {});
    expect(await sendRequest(closed, "public", name, sent)).toEqual({ status: 401, code: "not-signed-in" });
  },
);
