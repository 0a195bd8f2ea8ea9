import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import http, { type IncomingMessage } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { sourceServers } from "../support/source-server.ts";

const { scratch, begun, started } = sourceServers();

/** Begins a request whose body is not complete yet. `finish` sends the rest and returns the status. */
async function uploading(
  port: number,
  token: string,
): Promise<{ finish: () => Promise<number>; cut: Promise<unknown> }> {
  const body = JSON.stringify({ token });
  const headers = {
    "Content-Type": "application/json",
    "Content-Length": body.length,
    "Sec-Fetch-Site": "same-origin",
    Expect: "100-continue",
  };
  const upload = http.request({ host: "127.0.0.1", port, path: "/api/sign-in", method: "POST", headers });
  const cut = new Promise((resolve) => upload.once("error", resolve));
  upload.flushHeaders();
  await once(upload, "continue");
  upload.write(body.slice(0, 5));
  return {
    cut,
    finish: async () => {
      const answered = once(upload, "response") as Promise<[IncomingMessage]>;
      upload.end(body.slice(5));
      const [answer] = await answered;
      await text(answer);
      return answer.statusCode ?? 0;
    },
  };
}

/** Asks on a connection that stays open, or on a new one. */
async function ask(
  port: number,
  url: string,
  agent: http.Agent | false = false,
): Promise<[status: number, body: string]> {
  const call = http.get({ host: "127.0.0.1", port, path: url, agent });
  const [answer] = (await once(call, "response")) as [IncomingMessage];
  return [answer.statusCode ?? 0, await text(answer)];
}

test("a stop finishes an upload, ends event streams, refuses new connections and then closes the folder", async () => {
  const accessLog = path.join(scratch, "access.log");
  const { child, port, data, token, ended } = await started({ ACCESS_LOG: accessLog });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  expect(await ask(port, "/ready", agent)).toEqual([200, '{"status":"ok"}']);
  const other = await uploading(port, token);
  const signedIn = await fetch(`http://127.0.0.1:${String(port)}/api/sign-in`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin" },
    body: JSON.stringify({ token }),
  });
  const [cookie = ""] = signedIn.headers.getSetCookie();
  const streaming = http.get({ host: "127.0.0.1", port, path: "/api/circles/stream", headers: { Cookie: cookie } });
  const [stream] = (await once(streaming, "response")) as [IncomingMessage];
  expect(stream.statusCode).toBe(200);

  child.kill("SIGTERM");
  const received = await text(stream);
  expect(received).toMatch(/^retry: 2000\n\n/u);
  const delay = Number(/\n\nretry: (\d+)\n\n$/u.exec(received)?.[1]);
  expect(delay).toBeGreaterThanOrEqual(1000);
  expect(delay).toBeLessThanOrEqual(5000);
  expect(await ask(port, "/ready", agent)).toEqual([503, '{"status":"unavailable","code":"stopping"}']);
  await expect(ask(port, "/health")).rejects.toThrow("ECONNREFUSED");

  // The link was used meanwhile, which the answer says.
  expect(await other.finish()).toBe(410);
  expect(await ended).toBe(0);
  expect(existsSync(path.join(data, "lock"))).toBe(false);
  const lines = readFileSync(accessLog, "utf8").trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { path: string }).path)).toEqual([
    "/api/sign-in",
    "/api/circles/stream",
    "/api/sign-in",
  ]);
});

test("a stop cuts requests that take longer than STOP_SECONDS", async () => {
  const { child, port, token, ended } = await started({ STOP_SECONDS: "1" });
  const { cut } = await uploading(port, token);
  child.kill("SIGINT");
  await cut;
  expect(await ended).toBe(0);
});

test("a second signal ends the process at once, and one that repeats the first does not", async () => {
  const { child, port, token, ended } = await started();
  const first = await uploading(port, token);
  child.kill("SIGINT");
  child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(child.exitCode).toBeNull();
  child.kill("SIGTERM");
  expect(await ended).toBe(1);
  await first.cut;
});

test("a server that lost its data folder is not ready, and ends", async () => {
  const { port, data, token, ended } = await started();
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  await ask(port, "/ready", agent);
  const { cut } = await uploading(port, token);
  writeFileSync(path.join(data, "lock"), "1 1 another-machine x\n");
  await fetch(`http://127.0.0.1:${String(port)}/api/sign-in/requests`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin" },
    body: JSON.stringify({ email: "member@example.org" }),
  });
  expect(await ask(port, "/ready", agent)).toEqual([503, '{"status":"unavailable","code":"lock-lost"}']);
  expect(await ended).toBe(1);
  await cut;
});

test("a start that fails ends the process", async () => {
  const data = mkdtempSync(path.join(scratch, "data-"));
  // No socket for commands can be made in its place.
  mkdirSync(path.join(data, "rapporteur.sock"));
  const { child, ended } = begun({ DATA_DIR: data });
  child.stdout?.resume();
  expect(await ended).toBe(1);
});

test("a server that is filling its folder is healthy and not ready, and stops at a signal", async () => {
  const placeholder = createServer().listen(0, "127.0.0.1");
  await once(placeholder, "listening");
  const { port } = placeholder.address() as AddressInfo;
  placeholder.close();
  const { child, ended } = begun({ PORT: String(port), SEED: "model" });
  child.stdout?.resume();
  const reached = async (): Promise<Awaited<ReturnType<typeof ask>>> => {
    for (;;) {
      const answer = await ask(port, "/ready").catch(() => null);
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  expect(await reached()).toEqual([503, '{"status":"unavailable","code":"starting"}']);
  expect(await ask(port, "/health")).toEqual([200, '{"status":"ok"}']);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
});
