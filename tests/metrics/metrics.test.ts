import { createServer } from "node:http";
import request from "supertest";
import { measuredStore } from "../../server/metrics/measured-store.ts";
import { type Metrics, metricsListener, openMetrics } from "../../server/metrics/metrics.ts";
import { NotKeptError } from "../../server/store/store.ts";
import { openMemoryStore } from "../../server/store/memory/memory.ts";
import { firstDraft } from "../support/forum.ts";
import { openServer } from "../http/server.ts";

/** Values by series: `name{label="value"}`. */
async function valuesOf(metrics: Metrics): Promise<Record<string, number>> {
  const lines = (await metrics.read()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]),
  );
}

async function measured() {
  const metrics = openMetrics();
  const server = await openServer({ meter: metrics.requests });
  await server.forum.publish("1", firstDraft);
  return { metrics, server };
}

test("every line has the text format of Prometheus", async () => {
  const { metrics, server } = await measured();
  await server.request("member", "get", "/api/me");
  const lines = (await metrics.read()).trimEnd().split("\n");
  const series = /^[a-z_][a-z0-9_]*(?:\{(?:[a-z_]+="[^"\\\n]*",?)+\})? (?:[-+]?[\d.]+(?:e[-+]?\d+)?|NaN|Nan|[+-]Inf)$/u;
  const comment = /^# (?:HELP [a-z_0-9]+ .+|TYPE [a-z_0-9]+ (?:counter|gauge|histogram|summary))$/u;
  expect(lines.filter((line) => line !== "" && !series.test(line) && !comment.test(line))).toEqual([]);
  expect(lines).toContain("# TYPE rapporteur_http_requests_total counter");
  expect(lines.some((line) => line.startsWith("nodejs_eventloop_lag_p99_seconds "))).toBe(true);
  expect(lines.some((line) => line.startsWith("process_resident_memory_bytes "))).toBe(true);
});

test("counts requests by the pattern of their route, and addresses without a route together", async () => {
  const { metrics, server } = await measured();
  await server.request("member", "get", "/api/versions/opinion-5@1").expect(200);
  await server.request("public", "get", "/read/opinion-5@1?q=secret").expect(200);
  await server.request("public", "get", "/nothing/secret").expect(404);
  await server.request("public", "get", "/api/secret").expect(404);
  await request(server.app).trace("/secret");
  const values = await valuesOf(metrics);
  expect(values).toMatchObject({
    'rapporteur_http_requests_total{route="/api/versions/:version",method="GET",status="200"}': 1,
    'rapporteur_http_requests_total{route="/read/:version",method="GET",status="200"}': 1,
    'rapporteur_http_requests_total{route="other",method="GET",status="404"}': 2,
    'rapporteur_http_request_duration_seconds_count{route="/read/:version",method="GET"}': 1,
    rapporteur_http_requests_running: 0,
  });
  expect(Object.keys(values).filter((series) => /secret|opinion-5|member|127\.0\.0\.1|TRACE/u.test(series))).toEqual(
    [],
  );
});

test("counts refusals by their code, also those of limits and of sign-in", async () => {
  const metrics = openMetrics();
  const limits = { costlyReads: 0, writes: 1, signIns: 0, signInTries: 0 };
  const server = await openServer({ meter: metrics.requests, limits });
  await server.request("public", "post", "/api/sign-in").send({ token: "not-a-token-that-exists" }).expect(410);
  await server.request("member", "post", "/api/tokens").send({});
  await server.request("member", "post", "/api/tokens").send({}).expect(429);
  expect(await valuesOf(metrics)).toMatchObject({
    'rapporteur_refusals_total{code="link-not-valid"}': 1,
    'rapporteur_refusals_total{code="too-many-requests"}': 1,
  });
});

test("counts the bytes of received files", async () => {
  const { metrics, server } = await measured();
  const upload = "/api/documents/opinion-5/versions?round=2&label=Second&date=2013-01-01&fileName=a.txt";
  await server
    .request("secretariat", "post", upload)
    .set("Content-Type", "application/octet-stream")
    .send(Buffer.from("1. A text."));
  expect(await valuesOf(metrics)).toMatchObject({ rapporteur_upload_bytes_total: 10 });
});

test("tells committed transactions from refused and failed ones", async () => {
  const metrics = openMetrics();
  const store = measuredStore(openMemoryStore(), metrics);
  await store.transact(() => 1);
  await expect(store.transact(() => Promise.reject(new Error("a rule")))).rejects.toThrow("a rule");
  const full = { ...openMemoryStore(), transact: () => Promise.reject(new NotKeptError("full")) };
  await expect(measuredStore(full, metrics).transact(() => 1)).rejects.toThrow("full");
  expect(await valuesOf(metrics)).toMatchObject({
    'rapporteur_store_transactions_total{result="committed"}': 1,
    'rapporteur_store_transactions_total{result="refused"}': 1,
    'rapporteur_store_transactions_total{result="failed"}': 1,
    rapporteur_store_commit_duration_seconds_count: 1,
    rapporteur_store_transaction_duration_seconds_count: 1,
  });
});

test("reads streams, threads, the last event and the journals when the metrics are read", async () => {
  const metrics = openMetrics();
  let isBroken = false;
  metrics.observe({
    streams: () => 3,
    pools: { reading: () => ({ running: 2, queued: 5 }) },
    lastEvent: () => (isBroken ? Promise.reject(new Error("lost")) : Promise.resolve(17)),
    journalSize: () => Promise.resolve(1000),
    isReady: () => true,
    faults: () => 2,
    mail: () => Promise.resolve({ waiting: 4, oldest: 60, refused: 3, bounced: 2, delayed: 1 }),
  });
  metrics.countEvent("version-prepared");
  expect(await valuesOf(metrics)).toMatchObject({
    rapporteur_event_streams: 3,
    'rapporteur_worker_tasks{pool="reading",state="running"}': 2,
    'rapporteur_worker_tasks{pool="reading",state="queued"}': 5,
    rapporteur_store_last_event: 17,
    rapporteur_store_journal_bytes: 1000,
    rapporteur_ready: 1,
    rapporteur_store_faults: 2,
    rapporteur_mail_waiting: 4,
    rapporteur_mail_oldest_seconds: 60,
    rapporteur_mail_refused: 3,
    rapporteur_mail_bounced: 2,
    rapporteur_mail_delayed: 1,
    'rapporteur_events_total{kind="version-prepared"}': 1,
  });
  isBroken = true;
  expect(await valuesOf(metrics)).toMatchObject({ rapporteur_store_last_event: NaN, rapporteur_event_streams: 3 });
});

test("the public server has no page of metrics", async () => {
  const { server } = await measured();
  await server.request("secretariat", "get", "/metrics").expect(404);
  await server.request("secretariat", "get", "/api/metrics").expect(404);
});

test("metrics need their token, if one is set, and have one address", async () => {
  const guarded = createServer(metricsListener(openMetrics(), "a-secret-of-16-letters"));
  await request(guarded).get("/metrics").expect(401).expect("WWW-Authenticate", "Bearer");
  await request(guarded).get("/metrics").set("Authorization", "Bearer another").expect(401);
  const answer = await request(guarded)
    .get("/metrics")
    .set("Authorization", "Bearer a-secret-of-16-letters")
    .expect(200);
  expect(answer.headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
  const open = createServer(metricsListener(openMetrics(), null));
  await request(open).get("/metrics").expect(200);
  await request(open).get("/").expect(404);
  await request(open).post("/metrics").expect(404);
});
