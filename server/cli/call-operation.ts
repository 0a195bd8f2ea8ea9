import { existsSync } from "node:fs";
import { request } from "node:http";
import type * as z from "zod";
import { contract } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { Problem } from "#core/contract/problem.ts";
import { readInput } from "../http/api/read-input.ts";
import { settingsServices } from "../http/api/settings-handlers.ts";
import { programActor } from "../services/kernel/authorise.ts";
import type { Context } from "../services/kernel/context.ts";
import type { WrittenFile } from "../services/kernel/file-answer.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { invite } from "../services/people/sign-in.ts";
import { socketPathOf } from "./command-socket.ts";
import { configOf, type DataOption, type Environment, withData } from "./with-data.ts";

/** The services that commands call. */
const services = { ...settingsServices, invite };
type Called = keyof typeof services;

/** The parts of a request. A file is its bytes. */
interface CallParts {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  file?: Uint8Array;
}

type Contract = typeof contract;
type AnswerTo<N extends Called> = Contract[N]["answer"] extends { kind: "json"; schema: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : never
  : Uint8Array;

/**
 * Calls an operation as the program itself: on the server that runs on the data folder, through its socket, or else by
 * opening the folder or the database.
 * @throws ProblemError; UsageError if the folder does not exist
 */
export async function callOperation<N extends Called>(
  environment: Environment,
  { data }: DataOption,
  name: N,
  parts: CallParts,
): Promise<AnswerTo<N>> {
  const { database, dataFolder } = configOf(environment, { data });
  const socketPath = socketPathOf(dataFolder);
  const operation: Operation = contract[name];
  const answered = database === null && existsSync(socketPath) ? await callServer(socketPath, operation, parts) : null;
  if (answered) return answerOf(operation, answered) as AnswerTo<N>;
  return withData(environment, data === undefined ? {} : { data }, async (context) => {
    const { params = {}, query = {}, body, file } = parts;
    const input = readInput(operation, { params, query, body: file ? Buffer.from(file) : body });
    const service = services[name] as (context: Context, actor: typeof programActor, input: object) => Promise<unknown>;
    const answer = await service(context, programActor, input);
    return (operation.answer.kind === "written-file" ? await bytesOf(answer as WrittenFile) : answer) as AnswerTo<N>;
  });
}

async function bytesOf({ pieces }: WrittenFile): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const { bytes } of pieces) parts.push(bytes);
  return new Uint8Array(Buffer.concat(parts));
}

/** A server's response. */
interface Answered {
  status: number;
  bytes: Buffer;
}

/** Sends a request through a socket. Returns null if no server listens, because it was killed. */
function callServer(
  socketPath: string,
  operation: Operation,
  { params = {}, query = {}, body, file }: CallParts,
): Promise<Answered | null> {
  const sent = file ? Buffer.from(file) : body === undefined ? null : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const call = request(
      {
        socketPath,
        method: operation.method.toUpperCase(),
        path: operationUrl(operation, params, query),
        headers: {
          host: "localhost",
          ...(sent && {
            "content-type": file ? "application/octet-stream" : "application/json",
            "content-length": sent.length,
          }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, bytes: Buffer.concat(chunks) }));
        response.on("error", reject);
      },
    );
    call.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED" || error.code === "ENOENT") resolve(null);
      else reject(error);
    });
    call.end(sent ?? undefined);
  });
}

/** @throws ProblemError */
function answerOf(operation: Operation, { status, bytes }: Answered): unknown {
  if (status >= 400) {
    const problem = Problem.parse(JSON.parse(bytes.toString()));
    throw new ProblemError(problem.code, problem.params, problem.errors);
  }
  if (operation.answer.kind === "written-file") return new Uint8Array(bytes);
  return operation.answer.kind === "json" ? (JSON.parse(bytes.toString()) as unknown) : undefined;
}
