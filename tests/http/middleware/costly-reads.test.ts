import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { Problem } from "#core/contract/problem.ts";
import { ProblemError } from "../../../server/services/kernel/problem.ts";
import { firstDraft, secondDraft, uuid } from "../../support/forum.ts";
import { usualLimits } from "../../support/usual-limits.ts";
import { openServer, type TestServer } from "../server.ts";

const compared = "/api/comparisons/opinion-5@1/opinion-5@2";
/** The opposite direction, which publishing does not compare. */
const notYetCompared = "opinion-5@2/opinion-5@1";

async function openTwoDrafts(options: Parameters<typeof openServer>[0] = {}): Promise<TestServer> {
  const server = await openServer(options);
  await server.forum.publish("1", firstDraft);
  await server.forum.publish("2", secondDraft);
  return server;
}

test("limits repeated comparisons for each reader, on pages too, and nothing else", async () => {
  const server = await openTwoDrafts({ limits: { ...usualLimits, costlyReads: 2 } });
  await server.request("public", "get", compared).expect(200);
  await server.request("public", "get", "/compare/opinion-5@1/opinion-5@2").expect(200);
  const refused = await server.request("public", "get", compared).expect(429);
  expect(Problem.parse(refused.body).code).toBe("too-many-requests");
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  await server.request("public", "get", "/compare/opinion-5@1/opinion-5@2").expect(429);
  await server.request("public", "get", "/api/versions/opinion-5@1/export?format=markdown").expect(429);
  await server.request("public", "get", "/api/library").expect(200);
  await server.request("member", "get", compared).expect(200);
});

describe("a reader at the limit of costly reads", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTwoDrafts({ limits: { ...usualLimits, costlyReads: 1 } });
    await server.request("secretariat", "get", compared).expect(200);
  });

  test.each([
    "/api/versions/opinion-5@2/positions",
    "/positions/opinion-5@2",
    "/api/documents/opinion-5/uptake",
    `/api/annotations/${uuid(1)}/uptake`,
    `/api/annotations/${uuid(1)}/targets/opinion-5@2`,
    `/api/annotations/${uuid(1)}/rebased/opinion-5@2`,
    "/api/versions/opinion-5@2/working-text",
  ])("cannot read %s, which needs a comparison", async (path) => {
    await server.request("secretariat", "get", path).expect(429);
  });
});

test("a busy server answers 503 with a time to retry", async () => {
  const { request, forum } = await openTwoDrafts();
  jest.spyOn(forum.context, "compare").mockRejectedValue(new ProblemError("server-busy"));
  const refused = await request("public", "get", `/api/comparisons/${notYetCompared}`).expect(503);
  expect(Problem.parse(refused.body)).toMatchObject({ code: "server-busy", title: "The server is busy" });
  expect(refused.headers["retry-after"]).toBe("30");
  const page = await request("public", "get", `/compare/${notYetCompared}`).expect(503);
  expect(page.headers["retry-after"]).toBe("30");
  expect(page.text).toContain("The server is busy");
});

test("cancels a comparison that nobody waits for, without logging an error", async () => {
  const logged: string[] = [];
  const { app, forum } = await openTwoDrafts({
    logger: pino({ level: "error" }, { write: (line: string) => void logged.push(line) }),
  });
  const begun = new Promise<AbortSignal | null | undefined>((begin) => {
    jest.spyOn(forum.context, "compare").mockImplementation((_base, _revised, _by, signal) => {
      begin(signal);
      return new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(new Error("given up"))));
    });
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const reader = new AbortController();
  const { port } = server.address() as AddressInfo;
  const answer = fetch(`http://127.0.0.1:${String(port)}/api/comparisons/${notYetCompared}`, { signal: reader.signal });
  const signal = await begun;
  const stopped = new Promise((resolve) => signal?.addEventListener("abort", resolve));
  reader.abort();
  await expect(answer).rejects.toThrow("aborted");
  await stopped;
  await new Promise((resolve) => server.close(resolve));
  expect(logged).toEqual([]);
});
