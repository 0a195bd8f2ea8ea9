import { readdir, stat } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { type Metrics, metricsListener } from "../metrics/metrics.ts";
import type { Config } from "./forum/config.ts";
import { addressesOf, listen } from "./forum/listen.ts";

/**
 * Answers requests for metrics on a port of their own. Returns its address, and a function that ends it.
 *
 * @throws CommandError if the port is not available
 */
export async function serveMetrics(
  { port, host, token }: NonNullable<Config["metrics"]>,
  metrics: Metrics,
): Promise<{ address: string; close: () => void }> {
  const server = createServer(metricsListener(metrics, token));
  const bound = await listen(server, { port, host }, "METRICS_");
  const [base] = addressesOf(host, bound, {});
  return {
    address: `${base}/metrics`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Returns the size of all journals in a data folder, in bytes. */
export async function journalSize(dataFolder: string): Promise<number> {
  const names = (await readdir(dataFolder)).filter((name) => /^journal-\d+\.jsonl$/u.test(name));
  // A journal that was just deleted counts nothing.
  const sizes = names.map((name) =>
    stat(path.join(dataFolder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
