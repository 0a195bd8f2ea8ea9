import { existsSync } from "node:fs";
import { type Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import type * as z from "zod";
import { contract } from "#core/contract/contract.ts";
import { wordHeaders } from "#core/contract/export-operations.ts";
import { filePiecesType, pieceReader } from "#core/contract/file-pieces.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import type { Operation } from "#core/contract/operation.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { readInput } from "../../http/api/read-input.ts";
import type { WrittenPiece } from "../../services/kernel/file-answer.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { CommandError } from "../output/terminal.ts";
import { socketPathOf } from "./command-socket.ts";
import { type Config, configOf, type DataOption, type Environment } from "./config.ts";
import { actingHeader, type Failure, operatorOperations } from "./operator-operations.ts";

const operations = { ...contract, ...operatorOperations };
type Operations = typeof operations;

/** The operations that commands can call. They follow no events, and no file comes without its progress. */
type Called = {
  [N in keyof Operations]: Operations[N]["answer"]["kind"] extends "json" | "nothing" | "written-file" ? N : never;
}[keyof Operations];

/** The parts of a request. Values of the query are written as in a URL. A file is its bytes. */
interface CallParts {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | number | undefined>>;
  body?: unknown;
  file?: Uint8Array;
  /** Id of the participant who acts. Defaults to the program itself. */
  by?: string | undefined;
}

/** A file that an operation answers, and the notes about a Word file as its header lists them. */
export interface ReceivedFile {
  notes: string;
  pieces: AsyncGenerator<WrittenPiece, void>;
}

type AnswerTo<N extends Called> = Operations[N]["answer"] extends { kind: "json"; schema: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : never
  : Operations[N]["answer"] extends { kind: "written-file" }
    ? ReceivedFile
    : undefined;

/**
 * Calls an operation.
 * @throws ProblemError; Error with the reason of another failure; CommandError if the server ends meanwhile
 */
export type Call = <N extends Called>(name: N, parts?: CallParts) => Promise<AnswerTo<N>>;

/**
 * Runs work that calls operations: on the server that runs on the data folder, through its socket, or else in this
 * process, which then opens the folder or the database.
 *
 * @throws UsageError if the folder does not exist and must; DataFolderError; DatabaseError; errors from the work
 */
export async function withForum<T>(
  environment: Environment,
  { mayBeNew = false, data }: DataOption & { mayBeNew?: boolean },
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const config = configOf(environment, { data });
  const server = await runningServer(config);
  if (server) return work(server);
  const { openForum } = await import("./open-forum.ts");
  const { agent, close } = await openForum(config, mayBeNew);
  try {
    return await work(callThrough({ agent }));
  } finally {
    await close();
  }
}

/** Runs a single call like `withForum`. */
export function callOperation<N extends Called>(
  environment: Environment,
  options: DataOption,
  name: N,
  parts?: CallParts,
): Promise<AnswerTo<N>> {
  return withForum(environment, options, (call) => call(name, parts));
}

/** Returns how to call the server that runs on the data folder. Null if none does. */
export async function runningServer({
  database,
  dataFolder,
}: Pick<Config, "database" | "dataFolder">): Promise<Call | null> {
  const socketPath = socketPathOf(dataFolder);
  // Commands open a database themselves.
  if (database !== null || !existsSync(socketPath)) return null;
  const isRunning = await new Promise<boolean>((resolve, reject) => {
    const socket = connect(socketPath, () => {
      socket.destroy();
      resolve(true);
    }).on("error", (error: NodeJS.ErrnoException) => {
      // A server that was killed leaves its socket behind.
      if (error.code === "ECONNREFUSED" || error.code === "ENOENT") resolve(false);
      else reject(error);
    });
  });
  return isRunning ? callThrough({ socketPath }) : null;
}

/**
 * Checks the parts of a call. Commands check what they can before the data is opened.
 * @throws ProblemError invalid-request
 */
export function checkCall(name: Called, { file, body, ...parts }: CallParts): void {
  readInput(operations[name], { ...parts, body: file ? Buffer.from(file) : body });
}

/** Returns whether a call was refused with a code. */
export function isProblem(error: unknown, code: ProblemError["code"]): error is ProblemError {
  return error instanceof ProblemError && error.code === code;
}

/** Time between the attempts to give work to a busy server, in ms, and their number. Its queues last about 20 seconds. */
const [pause, mostAttempts] = [1000, 120];

function callThrough(way: { socketPath: string } | { agent: Agent }): Call {
  return async (name, parts = {}) => {
    const operation: Operation = operations[name];
    // A URL has no empty values, so the server would take them for missing ones.
    checkCall(name, parts);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await answerOf(operation, await send(way, operation, parts))) as AnswerTo<typeof name>;
      } catch (error) {
        if (!isProblem(error, "server-busy") || attempt === mostAttempts) throw error;
        await wait(pause);
      }
    }
  };
}

function send(
  way: object,
  operation: Operation,
  { params = {}, query = {}, body, file, by }: CallParts,
): Promise<IncomingMessage> {
  const sent = file ?? (body === undefined ? null : Buffer.from(JSON.stringify(body)));
  return new Promise((resolve, reject) => {
    const call = request(
      {
        ...way,
        method: operation.method,
        path: operationUrl(operation, params, query),
        headers: {
          host: "localhost",
          ...(operation.answer.kind === "written-file" && { accept: filePiecesType }),
          ...(by !== undefined && { [actingHeader]: encodeURIComponent(by) }),
          ...(sent && {
            "content-type": file ? "application/octet-stream" : "application/json",
            "content-length": sent.length,
          }),
        },
      },
      resolve,
    );
    call.on("error", () => reject(new CommandError("cli-server-ended")));
    call.end(sent ?? undefined);
  });
}

async function answerOf(operation: Operation, response: IncomingMessage): Promise<unknown> {
  const { statusCode = 0, headers } = response;
  if (statusCode < 400 && operation.answer.kind === "written-file") {
    const notes = headers[wordHeaders.notes.toLowerCase()];
    return { notes: String(notes ?? ""), pieces: piecesOf(response) } satisfies ReceivedFile;
  }
  const body = await orEnded(text(response));
  if (statusCode >= 400) throw failed(JSON.parse(body) as Failure);
  return body === "" ? undefined : (JSON.parse(body) as unknown);
}

/** @throws Error with the reason of a failure; CommandError if the server ends */
async function* piecesOf(response: IncomingMessage): AsyncGenerator<WrittenPiece, void> {
  const chunks = (response as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const reader = pieceReader(() => chunks.next());
  for (;;) {
    const line = await orEnded(reader.line());
    if ("problem" in line) throw failed(line.problem);
    if ("whole" in line) return;
    yield { ...line, bytes: Buffer.concat(await orEnded(reader.bytes(line.bytes))) };
  }
}

/** @throws CommandError if the answer cannot be read, because the server ended */
async function orEnded<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch {
    throw new CommandError("cli-server-ended");
  }
}

function failed({ code, params, errors, reason }: Failure): Error {
  return reason === undefined ? new ProblemError(code, params, errors) : new Error(reason);
}

/** Waits for a call about a version. If the version does not exist, the error lists the existing ones. */
export async function onVersion<T>(call: Call, address: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isProblem(error, "not-found") ? await noVersion(call, address) : error;
  }
}

/** Returns a version with its text. If it does not exist, the error lists the existing ones. */
export function findVersion(call: Call, address: string): Promise<VersionPage> {
  return onVersion(call, address, call("getVersion", { params: { version: address } }));
}

async function noVersion(call: Call, address: string): Promise<CommandError> {
  const { documents } = await call("getLibrary", { query: { size: 100 } }).catch((error: unknown) => {
    // There is no forum yet.
    if (isProblem(error, "not-found")) return { documents: [] };
    throw error;
  });
  const addresses = documents.flatMap(({ versions }) => versions.map((version) => version.address));
  return addresses.length > 0
    ? new CommandError("cli-no-version", { address, known: addresses.join(", ") })
    : new CommandError("cli-no-versions", { address });
}

/**
 * Checks that somebody named on the command line exists.
 *
 * @throws CommandError if there is no participant with this id
 */
export async function checkParticipant(call: Call, id: string): Promise<void> {
  const people = await everyEntry((query) => call("getPeople", { query: { state: "all", ...query } }));
  const ids = people.map((person) => person.id).toSorted();
  if (ids.includes(id)) return;
  throw ids.length > 0
    ? new CommandError("cli-no-participant", { participant: id, known: ids.join(", ") })
    : new CommandError("cli-no-participants", { participant: id });
}

/** Calls a list part by part, and returns all entries. */
export async function everyEntry<Item>(
  part: (query: { after?: string; size: number }) => Promise<{ items: Item[]; next: string | null }>,
): Promise<Item[]> {
  const all: Item[] = [];
  for (let next: string | null | undefined; next !== null;) {
    const answer = await part({ size: 100, ...(next !== undefined && { after: next }) });
    all.push(...answer.items);
    ({ next } = answer);
  }
  return all;
}
