import { writeFileSync, mkdtempSync } from "node:fs";
import path from "node:path";
import { ConfigError, readConfig } from "../../server/cli/forum/config.ts";
import { journalSize } from "../../server/cli/serve-metrics.ts";
import { sourceServers } from "../support/source-server.ts";

const { scratch, started } = sourceServers();

test("there are no metrics unless a port is set, and none for everybody", () => {
  expect(readConfig({}).metrics).toBeNull();
  expect(readConfig({ METRICS_PORT: "9100" }).metrics).toEqual({ port: 9100, host: "127.0.0.1", token: null });
  expect(() => readConfig({ METRICS_PORT: "9100", METRICS_HOST: "0.0.0.0" })).toThrow(ConfigError);
  const METRICS_TOKEN = "a-secret-of-16-letters";
  expect(readConfig({ METRICS_PORT: "9100", METRICS_HOST: "0.0.0.0", METRICS_TOKEN }).metrics?.token).toBe(
    METRICS_TOKEN,
  );
});

test("a token that is not accepted is not quoted", () => {
  expect(() => readConfig({ METRICS_TOKEN: "short-secret" })).toThrow(
    /^METRICS_TOKEN (?!.*short-secret).*at least 16/u,
  );
});

test("adds the sizes of the journals, and of nothing else", async () => {
  const folder = mkdtempSync(path.join(scratch, "sizes-"));
  writeFileSync(path.join(folder, "journal-3.jsonl"), "123");
  writeFileSync(path.join(folder, "journal-12.jsonl"), "12345");
  writeFileSync(path.join(folder, "snapshot.jsonl"), "1234567");
  expect(await journalSize(folder)).toBe(8);
});

test("a running server has metrics on their own port, and none on the public one", async () => {
  const { port, printed, token } = await started({ METRICS_PORT: "0" });
  const [, metrics = ""] = /^Metrics are at (http:\S+)$/mu.exec(printed) ?? [];
  await fetch(`http://127.0.0.1:${String(port)}/api/sign-in`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin" },
    body: JSON.stringify({ token }),
  });
  const text = await (await fetch(metrics)).text();
  expect(text).toMatch(/^rapporteur_http_requests_total\{route="\/api\/sign-in",method="POST",status="\d+"\} 1$/mu);
  expect(text).toMatch(/^rapporteur_store_transactions_total\{result="committed"\} [1-9]/mu);
  expect(text).toMatch(/^rapporteur_store_last_event [1-9]/mu);
  expect(text).toMatch(/^rapporteur_store_journal_bytes [1-9]/mu);
  expect(text).toMatch(/^rapporteur_worker_tasks\{pool="comparison",state="queued"\} 0$/mu);
  expect(text).toMatch(/^rapporteur_mail_waiting 0$/mu);
  expect(text).toMatch(/^rapporteur_ready 1$/mu);
  // Answers with a page, which is rendered only by the built server.
  const page = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
  expect(page).not.toContain("rapporteur_");
});
