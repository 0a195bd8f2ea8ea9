import { createServer, type Server } from "node:http";
import request from "supertest";
import { answerProbe, Readiness } from "../../server/http/probes.ts";

/** A server that answers probes with 200 or 503, and everything else with 404. */
function served(readiness: Readiness): Server {
  return createServer((asked, response) => {
    if (!answerProbe(readiness, asked, response)) response.writeHead(404).end();
  });
}

test("is healthy in every state, also under another host name", async () => {
  const readiness = new Readiness();
  const server = served(readiness);
  await request(server).get("/health").expect(200, { status: "ok" });
  readiness.started(
    () => false,
    () => 0,
  );
  await request(server).get("/health").set("Host", "10.0.0.7").expect(200, { status: "ok" });
  readiness.end("stopping");
  await request(server).get("/health?x=1").expect(200, { status: "ok" });
});

test("is ready only between its start and its stop, and gives the reason as a code", async () => {
  const readiness = new Readiness();
  const server = served(readiness);
  await request(server).get("/ready").expect(503, { status: "unavailable", code: "starting" });
  readiness.started(
    () => true,
    () => 0,
  );
  await request(server).get("/ready").expect(200, { status: "ok" });
  readiness.end("stopping");
  await request(server).get("/ready").expect(503, { status: "unavailable", code: "stopping" });
});

test("stays ready with damaged data, and says how many faults there are and nothing else", async () => {
  let faults = 2;
  const readiness = new Readiness();
  const server = served(readiness);
  readiness.started(
    () => true,
    () => faults,
  );
  await request(server).get("/ready").expect(200, { status: "ok", faults: 2 });
  await request(server).get("/health").expect(200, { status: "ok" });
  faults = 0;
  await request(server).get("/ready").expect(200, { status: "ok" });
});

test("is not ready while writes fail, or after the data folder was lost", async () => {
  let accepts = false;
  const readiness = new Readiness();
  const server = served(readiness);
  readiness.started(
    () => accepts,
    () => 0,
  );
  await request(server).get("/ready").expect(503, { status: "unavailable", code: "not-kept" });
  accepts = true;
  await request(server).get("/ready").expect(200);
  readiness.end("lock-lost");
  await request(server).get("/ready").expect(503, { status: "unavailable", code: "lock-lost" });
});

test("a start that ends after a signal to stop does not make the server ready", async () => {
  const readiness = new Readiness();
  readiness.end("stopping");
  readiness.started(
    () => true,
    () => 0,
  );
  await request(served(readiness)).get("/ready").expect(503);
});

test("answers only reads of the two addresses, and no browser stores the answer", async () => {
  const server = served(new Readiness());
  const head = await request(server).head("/ready").expect(503);
  expect(head.headers).toMatchObject({ "cache-control": "no-store" });
  expect(head.text).toBeUndefined();
  await request(server).post("/ready").expect(404);
  await request(server).get("/health/x").expect(404);
  await request(server).get("/").expect(404);
});
