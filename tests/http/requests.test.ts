import request from "supertest";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { Problem } from "#core/contract/problem.ts";
import { NotKeptError } from "../../server/store/store.ts";
import { bodies, tableOf } from "../support/bodies-table.ts";
import { firstDraft, secondDraft, uuid } from "../support/forum.ts";
import { openServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
  await server.forum.publish("1", firstDraft);
});

const annotation = {
  id: uuid(1),
  kind: "comment",
  type: "general",
  targets: [{ kind: "document" }],
  text: "A remark.",
  operations: [],
  visibility: "submitted",
  capacity: "organisation",
  jointly: [],
};
const annotations = "/api/versions/opinion-5@1/annotations";

describe("rejects a request that does not fit the contract and names its fields", () => {
  test.each<[string, string, object, string[]]>([
    ["an empty body", annotations, {}, ["/body/id", "/body/kind", "/body/type", "/body/targets"]],
    ["an invalid id", annotations, { ...annotation, id: "mine" }, ["/body/id"]],
    ["an unknown kind", annotations, { ...annotation, kind: "rant" }, ["/body/kind"]],
    ["no target", annotations, { ...annotation, targets: [] }, ["/body/targets"]],
    ["a comment without text", annotations, { ...annotation, text: "  " }, ["/body/text"]],
    ["a proposal without operations", annotations, { ...annotation, kind: "proposal" }, ["/body/operations"]],
    ["text over the limit", annotations, { ...annotation, text: "a".repeat(20_001) }, ["/body/text"]],
    ["a draft for a circle without the circle", annotations, { ...annotation, visibility: "circle" }, ["/body/circle"]],
    [
      "a negative offset",
      annotations,
      {
        ...annotation,
        targets: [
          {
            kind: "range",
            start: { clause: "c1", offset: -1 },
            end: { clause: "c1", offset: 2 },
            quote: { exact: "a", prefix: "", suffix: "" },
          },
        ],
      },
      ["/body/targets/0/start/offset"],
    ],
  ])("%s", async (_name, path, body, fields) => {
    const answer = await server.request("member", "post", path).send(body).expect(400);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    const problem = Problem.parse(answer.body);
    expect(problem.code).toBe("invalid-request");
    expect(problem.errors?.map((error) => error.pointer)).toEqual(expect.arrayContaining(fields));
  });

  test.each<[string, string, string]>([
    ["a limit above the highest", "/api/documents/opinion-5/events?limit=501", "/query/limit"],
    ["an invalid number", "/api/documents/opinion-5/events?limit=many", "/query/limit"],
    ["an unknown event", "/api/documents/opinion-5/events?after=7", "/query/after"],
    ["an unknown format", "/api/versions/opinion-5@1/export?format=pptx", "/query/format"],
    ["no format", "/api/versions/opinion-5@1/export", "/query/format"],
    ["an unknown state", "/api/versions/opinion-5@1/export?format=csv&states=exact,lost", "/query/states/1"],
    ["a value given twice", "/api/versions/opinion-5@1/export?format=csv&format=html", "/query/format"],
  ])("%s", async (_name, path, field) => {
    const answer = await server.request("member", "get", path).expect(400);
    expect(Problem.parse(answer.body).errors?.map((error) => error.pointer)).toEqual([field]);
  });
});

describe("a rejection gives the field, the fault and the limit", () => {
  test.each<[string, object, object, string]>([
    [
      "text over the limit",
      { ...annotation, text: "a".repeat(20_001) },
      {
        pointer: "/body/text",
        code: "field-too-long",
        params: { limit: 20_000 },
        detail: "at most 20,000 characters are allowed.",
      },
      "text: at most 20,000 characters are allowed.",
    ],
    [
      "an unknown kind",
      { ...annotation, kind: "rant" },
      {
        pointer: "/body/kind",
        code: "field-not-a-choice",
        params: { choices: "comment, proposal" },
        detail: "one of these is expected: comment, proposal.",
      },
      "kind: one of these is expected: comment, proposal.",
    ],
    [
      "too many targets",
      { ...annotation, targets: Array.from({ length: 201 }, () => ({ kind: "document" })) },
      {
        pointer: "/body/targets",
        code: "list-too-long",
        params: { limit: 200 },
        detail: "at most 200 entries are allowed.",
      },
      "targets: at most 200 entries are allowed.",
    ],
    [
      "an unknown organisation",
      { ...annotation, jointly: ["nobody"] },
      {
        pointer: "/body/jointly",
        code: "organisation-unknown",
        params: { organisation: "nobody" },
        detail: "there is no organisation “nobody”.",
      },
      "jointly: there is no organisation “nobody”.",
    ],
  ])("%s", async (_name, body, error, words) => {
    const answer = await server.request("member", "post", annotations).send(body).expect(400);
    const problem = Problem.parse(answer.body);
    expect(problem.errors).toEqual([error]);
    expect(problem.detail).toBe(`Part of the request is missing or not valid. Correct it and try again. ${words}`);
  });

  test("lists the first 20 of 100 invalid targets, and describes three of them", async () => {
    const targets = Array.from({ length: 100 }, () => ({ kind: "clause" }));
    const answer = await server.request("member", "post", annotations).send({ ...annotation, targets });
    const { errors = [], detail } = Problem.parse(answer.body);
    expect(errors.map(({ pointer }) => pointer)).toEqual(
      Array.from({ length: 20 }, (_, index) => `/body/targets/${String(index)}/clause`),
    );
    expect(detail.match(/targets\.\d+\.clause: it is missing\./gu)).toHaveLength(3);
  });

  test("gives the maximum size if a body is too large", async () => {
    const answer = await server.request("member", "post", annotations).send({ text: "a".repeat(1_100_000) });
    expect(Problem.parse(answer.body)).toMatchObject({
      code: "too-large",
      params: { limit: 1, unit: "MB" },
      detail: "The limit is 1 MB. Send a smaller file or less text.",
    });
  });

  test.each(["x", "a-link-that-was-used-or-never-was"])(
    "gives the code for the token %s, which belongs to no link",
    async (token) => {
      const answer = await server.request("public", "post", "/api/sign-in").send({ token }).expect(410);
      expect(Problem.parse(answer.body).code).toBe("link-not-valid");
    },
  );
});

describe("answers a request that cannot be read with a problem", () => {
  test.each<[string, Record<string, string>, string, number, string]>([
    ["invalid JSON", { "Content-Type": "application/json" }, "{", 400, "invalid-request"],
    ["another media type", { "Content-Type": "text/plain" }, "{}", 400, "invalid-request"],
    [
      "a body that is too large",
      { "Content-Type": "application/json" },
      JSON.stringify({ text: "a".repeat(1_100_000) }),
      413,
      "too-large",
    ],
    ["an unknown character set", { "Content-Type": "application/json; charset=none" }, "{}", 400, "invalid-request"],
    [
      "an unknown content encoding",
      { "Content-Type": "application/json", "Content-Encoding": "none" },
      "{}",
      400,
      "invalid-request",
    ],
  ])("%s", async (_name, headers, body, status, code) => {
    const answer = await server.request("member", "post", annotations).set(headers).send(body);
    expect([answer.status, Problem.parse(answer.body).code]).toEqual([status, code]);
    if (code === "invalid-request") expect(Problem.parse(answer.body).errors?.[0]?.pointer).toBe("/body");
  });

  test("an address with a broken escape", async () => {
    const answer = await server.request("member", "get", "/api/versions/%E0%A4%A").expect(400);
    expect(Problem.parse(answer.body).code).toBe("invalid-request");
  });

  test.each([
    ["get", "/api/nothing"],
    ["post", "/api/library"],
    ["delete", "/api"],
  ] as const)("an unknown operation: %s %s", async (method, path) => {
    const answer = await server.request("member", method, path).expect(404);
    expect(Problem.parse(answer.body)).toEqual({
      type: "/problems/not-found",
      title: "Not found",
      status: 404,
      detail: "There is nothing at this address, or you do not have access. Check the address.",
      code: "not-found",
      params: {},
    });
  });
});

describe("an uploaded file", () => {
  const path = "/api/documents/opinion-5/versions?fileName=d.md&round=2&label=Draft%202&date=2013-02-20";
  const upload = (who: string, bytes: Buffer | string) =>
    server.request(who, "post", path).set("Content-Type", "application/octet-stream").send(bytes);

  test("is rejected if it is empty", async () => {
    expect((await upload("secretariat", "").expect(422)).body).toMatchObject({ code: "file-empty" });
  });

  test("is rejected if it is larger than 25 MB", async () => {
    const answer = await upload("secretariat", Buffer.alloc(25 * 1024 * 1024 + 1, "a")).expect(413);
    expect(answer.body).toMatchObject({ code: "too-large", params: { limit: 25, unit: "MB" } });
  });

  test("is rejected unread if the sender is not signed in", async () => {
    expect((await upload("public", "text").expect(401)).body).toMatchObject({ code: "not-signed-in" });
  });
});

test("answers an unexpected error with a 500 without details, and logs it in full", async () => {
  const logged: string[] = [];
  const { default: pino } = await import("pino");
  const broken = await openServer({
    logger: pino({ level: "error" }, { write: (line: string) => void logged.push(line) }),
  });
  jest.spyOn(broken.forum.context.store, "read").mockRejectedValue(new Error("disk 7 of /secret is on fire"));
  const answer = await request(broken.app).get("/api/library").expect(500);
  expect(Problem.parse(answer.body)).toEqual({
    type: "/problems/unexpected",
    title: "Something went wrong on the server",
    status: 500,
    detail: "The error was recorded. Try again. If it fails again, tell the administrator.",
    code: "unexpected",
    params: {},
  });
  expect(logged.join("")).toContain("disk 7 of /secret is on fire");

  for (const who of ["public", "member"]) {
    const page = await broken.request(who, "get", "/").expect(500);
    expect(page.text).toContain("Something went wrong on the server");
    expect(page.text).not.toContain("disk 7");
  }
});

test("answers a failed disk write with its own problem, and logs it", async () => {
  const logged: string[] = [];
  const { default: pino } = await import("pino");
  const full = await openServer({
    logger: pino({ level: "error" }, { write: (line: string) => void logged.push(line) }),
  });
  await full.forum.publish("1", firstDraft);
  jest.spyOn(full.forum.context.store, "transact").mockRejectedValue(new NotKeptError("ENOSPC on disk 7"));
  const answer = await full.request("member", "post", annotations).send(annotation).expect(503);
  expect(Problem.parse(answer.body)).toMatchObject({ code: "not-kept", title: "Not saved" });
  expect(JSON.stringify(answer.body)).not.toContain("disk 7");
  expect(logged.join("")).toContain("disk 7");
});

test("logs no cookies, tokens or query values", async () => {
  const logged: string[] = [];
  const { default: pino } = await import("pino");
  const { app } = await openServer({
    logger: pino({ level: "debug" }, { write: (line: string) => void logged.push(line) }),
  });
  await request(app).get("/sign-in?token=one-time-secret").set({
    Cookie: "rapporteur-session=cookie-secret",
    Authorization: "Bearer header-secret",
    Referer: "http://x/?token=referer-secret",
  });
  await request(app)
    .post("/api/sign-in")
    .set("Sec-Fetch-Site", "same-origin")
    .send({ token: "body-secret-body-secret" });
  expect(logged).toHaveLength(2);
  expect(logged[0]).toContain('"url":"/sign-in?token"');
  expect(logged.join("")).not.toContain("secret");
});

test("sends strict security headers", async () => {
  const { headers } = await request(server.app).get("/").expect(200);
  const policy = String(headers["content-security-policy"]).split(";");
  expect(policy).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]),
  );
  expect(String(headers["content-security-policy"])).not.toContain("unsafe");
  expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
  expect(headers["x-powered-by"]).toBeUndefined();
  expect(headers["strict-transport-security"]).toBeUndefined();
});

test("publishes without a body, and refuses an unknown choice for the open consultation", async () => {
  const version = await server.forum.prepare("2", secondDraft);
  const publish = () => server.request("secretariat", "post", `/api/versions/${version}/publish`);
  const refused = await publish().send({ consultation: "postpone" }).expect(400);
  expect(Problem.parse(refused.body).errors).toMatchObject([
    { pointer: "/body/consultation", code: "field-not-a-choice", params: { choices: "keep, close, move" } },
  ]);
  await publish().expect(200);
});

test("refuses to import a table with comments of unknown bodies, and names them", async () => {
  const query = "fileName=table.csv&organisation=north&version=opinion-5@1";
  const sent = server.request("secretariat", "post", `/api/contributions?${query}`);
  const table = Buffer.from(tableOf(bodies.slice(2).map(({ shortName }) => shortName)));
  const received = await sent.set("Content-Type", "application/octet-stream").send(table).expect(201);
  const { id, revision, held } = received.body as ShownContribution;
  expect(held).toEqual(bodies.slice(2).map(({ shortName }) => ({ source: shortName, count: 1 })));
  const take = server.request("secretariat", "post", `/api/contributions/${id}/take`).send({ revision });
  const problem = Problem.parse((await take.expect(409)).body);
  expect([problem.code, problem.params["bodies"]]).toEqual(["source-not-sender", 6]);
});
