import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import https from "node:https";
import { type AddressInfo, connect, createServer } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { largestUpload } from "#core/contract/version-operations.ts";
import { runInstalled } from "../support/run-installed.ts";
import { sourceServers } from "../support/source-server.ts";

/** Each example configuration runs in its real proxy before the built server. */
const { scratch, started } = sourceServers({ isBuilt: true });
const host = "forum.example.org";
const proxies = new Set<ChildProcess>();
afterEach(() => {
  for (const proxy of proxies) proxy.kill("SIGTERM");
  proxies.clear();
});

function programOf(name: string): string | null {
  const folders = [...(process.env["PATH"] ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin"];
  const isProgram = (file: string): boolean => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  return folders.map((folder) => path.join(folder, name)).find(isProgram) ?? null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function accepts(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await Promise.race([
      once(socket, "connect").then(
        () => true,
        () => false,
      ),
      once(socket, "error").then(() => false),
    ]);
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function certificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [path.join(folder, "certificate.pem"), path.join(folder, "key.pem")];
  const options = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", `/CN=${host}`];
  runInstalled("openssl", ["req", "-x509", ...options, "-keyout", key, "-out", certificate]);
  return { certificate, key };
}

/** Replaces a part of an example, which must have it. */
function put(example: string, part: string | RegExp, by: string): string {
  const changed = example.replaceAll(part, by);
  if (changed === example) throw new Error(`The example has no ${String(part)}`);
  return changed;
}

type Ports = { server: number; proxy: number; plain: number };

/** Writes the configuration of nginx around the example. Returns the arguments of the program. */
function nginx(folder: string, ports: Ports): string[] {
  const files = certificate(folder);
  let site = readFileSync("server/deploy/nginx.conf", "utf8");
  site = put(site, "127.0.0.1:4100", `127.0.0.1:${String(ports.server)}`);
  site = put(site, "listen 443", `listen 127.0.0.1:${String(ports.proxy)}`);
  site = put(site, "listen 80", `listen 127.0.0.1:${String(ports.plain)}`);
  site = put(site, /ssl_certificate .*;/gu, `ssl_certificate ${files.certificate};`);
  site = put(site, /ssl_certificate_key .*;/gu, `ssl_certificate_key ${files.key};`);
  site = put(site, /\/var\/log\/nginx/gu, folder);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const file = path.join(folder, "nginx.conf");
  const whole = `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
    events {} http { access_log off; ${paths.join(" ")} ${site} }`;
  writeFileSync(file, process.getuid?.() === 0 ? `user root;${whole}` : whole);
  return ["-p", folder, "-e", path.join(folder, "error.log"), "-c", file];
}

function caddy(folder: string, ports: Ports): string[] {
  const files = certificate(folder);
  let site = readFileSync("server/deploy/Caddyfile", "utf8");
  site = put(site, "127.0.0.1:4100", `127.0.0.1:${String(ports.server)}`);
  site = put(
    site,
    /^forum\.example\.org \{$/gmu,
    `https://${host}:${String(ports.proxy)} {\n\ttls ${files.certificate} ${files.key}`,
  );
  const file = path.join(folder, "Caddyfile");
  writeFileSync(file, `{\n\tadmin off\n\tauto_https off\n\tstorage file_system ${folder}\n}\n${site}`);
  return ["run", "--adapter", "caddyfile", "--config", file];
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const bytes = { "Content-Type": "application/octet-stream" };

test.each([
  ["nginx", nginx],
  ["caddy", caddy],
] as const)(
  "the example for %s passes on pages, sign-in, files, event streams and addresses",
  async (name, configure) => {
    const program = programOf(name);
    if (program === null) throw new Error(`${name} is not installed.`);
    const folder = path.join(scratch, name);
    mkdirSync(folder);
    const ports = { server: await freePort(), proxy: await freePort(), plain: await freePort() };
    const accessLog = path.join(folder, "access.log");
    const { token } = await started({
      PORT: String(ports.server),
      PUBLIC_URL: `https://${host}`,
      TRUST_PROXY: "1",
      ACCESS_LOG: accessLog,
    });
    proxies.add(
      spawn(program, configure(folder, ports), { cwd: folder, env: { ...process.env, HOME: folder }, stdio: "ignore" }),
    );
    await accepts(ports.proxy);

    let cookie = "";
    const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });
    const open = async (url: string, { method = "GET", headers = {}, body }: Sent = {}): Promise<IncomingMessage> => {
      const call = https.request({
        host: "127.0.0.1",
        port: ports.proxy,
        servername: host,
        agent,
        method,
        path: url,
        headers: { Host: host, Cookie: cookie, "Sec-Fetch-Site": "same-origin", ...headers },
      });
      const answered = once(call, "response") as Promise<[IncomingMessage]>;
      // A proxy that refuses a body need not read all of it.
      call.on("error", () => undefined);
      call.end(body);
      const [answer] = await answered;
      return answer;
    };
    const json = (body: unknown): Sent => ({
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Forwarded-For": "203.0.113.9" },
      body: JSON.stringify(body),
    });
    const upload = async (body: Buffer, round: string): Promise<{ status: number; code: string }> => {
      const query = `round=${round}&label=Draft&date=2026-01-01&fileName=draft.docx`;
      const answer = await open(`/api/documents/text/versions?${query}`, { method: "POST", headers: bytes, body });
      const code = /"code":"([\w-]+)"/u.exec(await text(answer))?.[1] ?? "";
      return { status: answer.statusCode ?? 0, code };
    };

    // A page, compressed once.
    const page = await open("/sign-in", { headers: { "Accept-Encoding": "gzip" } });
    expect(page.statusCode).toBe(200);
    expect(page.headers["content-encoding"]).toBe("gzip");
    page.resume();

    // Signing in, by a cookie of https.
    const signedIn = await open("/api/sign-in", json({ token }));
    expect(signedIn.statusCode).toBe(200);
    signedIn.resume();
    cookie =
      signedIn.headers["set-cookie"]?.find((one) => one.startsWith("__Host-rapporteur-session="))?.split(";")[0] ?? "";
    expect(await text(await open("/api/me"))).toContain('"role":"secretariat"');

    // An event stream, which hears an event while it is open.
    const document = { id: "text", title: "Text", shortTitle: "Text", kind: "other", relations: [] };
    expect((await open("/api/documents", json(document))).statusCode).toBe(201);
    const stream = await open("/api/documents/text/stream", { headers: { "Accept-Encoding": "gzip" } });
    expect(stream.headers["content-encoding"]).toBeUndefined();
    stream.setEncoding("utf8");
    const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<string>;
    expect((await chunks.next()).value).toContain("retry:");
    const draft = await upload(Buffer.from("1. A clause."), "1");
    expect(draft.code).toBe("not-this-format");
    const accepted = await open("/api/documents/text/versions?round=1&label=Draft&date=2026-01-01&fileName=draft.txt", {
      method: "POST",
      headers: bytes,
      body: "1. A clause.",
    });
    expect(accepted.statusCode).toBe(201);
    accepted.resume();
    let heard = "";
    while (!heard.includes("version-prepared")) heard += String((await chunks.next()).value);
    stream.destroy();

    // A file of the largest size reaches the server, which rejects a larger one itself. The proxy rejects much larger ones.
    expect((await upload(Buffer.alloc(largestUpload, 1), "2")).code).toBe("not-this-format");
    expect(await upload(Buffer.alloc(largestUpload + 1, 1), "2")).toEqual({ status: 413, code: "too-large" });
    expect((await upload(Buffer.alloc(32 * 1024 * 1024, 1), "2")).status).not.toBe(201);

    // Other names do not reach the forum.
    const other = await open("/api/me", { headers: { Host: "other.example.org" } }).catch(() => null);
    expect([421, 200, undefined]).toContain(other?.statusCode);
    expect(other ? await text(other) : "").not.toContain('"role"');

    // The reader's address is the one that the proxy saw, whatever the reader says.
    const addresses = readFileSync(accessLog, "utf8").trim().split("\n");
    expect(addresses.map((line) => (JSON.parse(line) as { address: string }).address)).toEqual(
      addresses.map(() => "127.0.0.1"),
    );
    agent.destroy();
  },
  30_000,
);
