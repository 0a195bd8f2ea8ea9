import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestListener } from "node:http";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ProblemCode } from "#core/contract/problem.ts";
import type { RequestMeter } from "../http/middleware/request-log.ts";
import type { StoreMeter } from "./measured-store.ts";

/** The load of a thread pool, in tasks. */
export interface PoolLoad {
  running: number;
  queued: number;
}

/** Numbers of messages: those that wait, with the age of the oldest in seconds, and those that did not arrive. */
export interface MailLoad {
  waiting: number;
  oldest: number;
  refused: number;
  bounced: number;
  delayed: number;
}

/** Facts that are read when the metrics are. */
export interface MeasuredParts {
  /** Number of open event streams. */
  streams: () => number;
  /** The load of each pool of threads, by its name. */
  pools: Readonly<Record<string, () => PoolLoad>>;
  /** Number of the last event. */
  lastEvent: () => Promise<number>;
  /** Size of the journals that a start reads, in bytes. */
  journalSize: () => Promise<number>;
  isReady: () => boolean;
  /** Number of known faults of what is stored. */
  faults: () => number;
  /** The state of outgoing mail. */
  mail: () => Promise<MailLoad>;
}

/** Metrics of a server, in the text format of Prometheus. No label holds a person, an address, an id or a text. */
export interface Metrics extends StoreMeter {
  requests: RequestMeter;
  /** Counts an event by its kind. */
  countEvent: (kind: string) => void;
  /** Adds the facts of parts that are opened later. */
  observe: (parts: MeasuredParts) => void;
  /** Media type of the text. */
  contentType: string;
  read: () => Promise<string>;
}

/** Durations of requests, in seconds: from a cached page to a long comparison. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Durations of transactions, in seconds: a flush takes about a millisecond on a fast disk. */
const storeBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

/** Opens the metrics of a server. Also measures the process: memory, processor, files and delay of the event loop. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "rapporteur_http_requests_total",
    help: "Answered requests by route, method and status. Status 0: the reader left before.",
    labelNames: ["route", "method", "status"] as const,
    registers,
  });
  const durations = new Histogram({
    name: "rapporteur_http_request_duration_seconds",
    help: "Durations of requests by route and method, without event streams.",
    labelNames: ["route", "method"] as const,
    buckets: requestBuckets,
    registers,
  });
  const running = new Gauge({ name: "rapporteur_http_requests_running", help: "Requests being answered.", registers });
  const refusals = new Counter({
    name: "rapporteur_refusals_total",
    help: "Refused requests by problem code, such as too-many-requests, storage-full, code-not-valid or not-kept.",
    labelNames: ["code"] as const,
    registers,
  });
  const uploaded = new Counter({ name: "rapporteur_upload_bytes_total", help: "Bytes of received files.", registers });
  const transactions = new Counter({
    name: "rapporteur_store_transactions_total",
    help: "Transactions of the store: committed, refused by a rule, or failed because of the disk or database.",
    labelNames: ["result"] as const,
    registers,
  });
  const transactionTimes = new Histogram({
    name: "rapporteur_store_transaction_duration_seconds",
    help: "Durations of committed transactions, with the time in which they wait for others.",
    buckets: storeBuckets,
    registers,
  });
  const commitTimes = new Histogram({
    name: "rapporteur_store_commit_duration_seconds",
    help: "Time from the end of a transaction's work until its writes are kept.",
    buckets: storeBuckets,
    registers,
  });
  const events = new Counter({
    name: "rapporteur_events_total",
    help: "Events by kind, such as version-prepared (an upload), annotation-submitted or signed-in.",
    labelNames: ["kind"] as const,
    registers,
  });
  return {
    requests: {
      begin: () => running.inc(),
      end: ({ route, method, status, seconds, bytes, isStream }) => {
        running.dec();
        requests.inc({ route, method, status });
        if (!isStream) durations.observe({ route, method }, seconds);
        if (bytes > 0) uploaded.inc(bytes);
      },
      refused: (code: ProblemCode) => refusals.inc({ code }),
    },
    transacted: (result, seconds) => {
      transactions.inc({ result });
      if (result !== "committed") return;
      transactionTimes.observe(seconds.all);
      commitTimes.observe(seconds.commit);
    },
    countEvent: (kind) => events.inc({ kind }),
    observe: (parts) => observe(parts, registers),
    contentType: registry.contentType,
    read: () => registry.metrics(),
  };
}

const mailHelp = {
  refused: "Messages that the mail server refused for good in the last 90 days.",
  bounced: "Messages that came back in the last 90 days, or whose address still gets no news.",
  delayed: "Messages that another mail server reported as delayed in the last 90 days.",
};

function observe(
  { streams, pools, lastEvent, journalSize, isReady, faults, mail }: MeasuredParts,
  registers: Registry[],
): void {
  const gauge = (name: string, help: string, value: () => number | Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        // A store that cannot be read must not hide the other metrics.
        this.set(await Promise.resolve(value()).catch(() => NaN));
      },
    });
  };
  gauge("rapporteur_ready", "1 if the server takes requests, as /ready says, otherwise 0.", () => Number(isReady()));
  gauge("rapporteur_event_streams", "Open event streams.", streams);
  gauge("rapporteur_store_last_event", "Number of the last event.", lastEvent);
  gauge("rapporteur_store_faults", "Known faults of what is stored, such as damaged texts and files.", faults);
  gauge("rapporteur_store_journal_bytes", "Size of the journals that a start reads.", journalSize);
  const oldest = "Age of the oldest message that waits for the mail server. 0 if none waits.";
  gauge("rapporteur_mail_waiting", "Messages that wait for the mail server.", async () => (await mail()).waiting);
  gauge("rapporteur_mail_oldest_seconds", oldest, async () => (await mail()).oldest);
  for (const result of ["refused", "bounced", "delayed"] as const)
    gauge(`rapporteur_mail_${result}`, mailHelp[result], async () => (await mail())[result]);
  new Gauge({
    name: "rapporteur_worker_tasks",
    help: "Tasks of the worker threads by pool and state (running or queued).",
    labelNames: ["pool", "state"] as const,
    registers,
    collect() {
      for (const [pool, load] of Object.entries(pools)) {
        const { running, queued } = load();
        this.set({ pool, state: "running" }, running);
        this.set({ pool, state: "queued" }, queued);
      }
    },
  });
}

/** Returns a listener that answers GET /metrics. With a token, only requests that carry it as a bearer are answered. */
export function metricsListener(metrics: Pick<Metrics, "read" | "contentType">, token: string | null): RequestListener {
  return (request, response) => {
    response.setHeader("Cache-Control", "no-store");
    if (token !== null && !isSame(bearerIn(request.headers.authorization), token)) {
      response.writeHead(401, { "WWW-Authenticate": "Bearer" }).end();
      return;
    }
    const [path] = (request.url ?? "").split("?");
    if (path !== "/metrics" || (request.method !== "GET" && request.method !== "HEAD")) {
      response.writeHead(404).end();
      return;
    }
    metrics.read().then(
      (text) => response.writeHead(200, { "Content-Type": metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  };
}

function bearerIn(authorization: string | undefined): string {
  return /^Bearer +(?<token>\S+)$/iu.exec(authorization ?? "")?.[1] ?? "";
}

/** Compares in constant time, so that nobody can guess a token letter by letter. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
