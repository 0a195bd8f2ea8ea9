import type { Readable } from "node:stream";
import type { Test } from "supertest";
import { contract, type OperationName } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import type { TestServer } from "../server.ts";
import type { Sent } from "./permissions.ts";

/** The relevant part of a response: the JSON of an answer or of a refusal. */
export interface Outcome {
  status: number;
  body?: unknown;
}

/** Sends an operation as somebody, and returns the response. */
export async function sendOperation(
  server: TestServer,
  who: string,
  name: OperationName,
  { params = {}, query, body, file }: Sent,
): Promise<Outcome> {
  const { method, path }: Operation = contract[name];
  const named = typeof params === "function" ? await params(server.forum) : params;
  const filled = path.replace(/\{(\w+)\}/gu, (_match, key: string) => named[key] ?? "");
  const request = server.request(who, method, `/api${filled}${query === undefined ? "" : `?${query}`}`);
  const sent = typeof body === "function" ? await body(server.forum) : body;
  if (sent) request.send(sent);
  if (file !== undefined) request.set("Content-Type", "application/octet-stream").send(file);
  return answerTo(request);
}

/** Returns a response. For a stream, it reads only the head, because a stream does not end. */
async function answerTo(request: Test): Promise<Outcome> {
  request.buffer(true).parse((response, done) => {
    if (response.headers["content-type"]?.startsWith("text/event-stream")) {
      (response as unknown as Readable).destroy();
      done(null, {});
      return;
    }
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () => done(null, Buffer.concat(chunks).toString()));
  });
  const { status, body, type } = (await request) as { status: number; body: unknown; type: string };
  if (!/json$/u.test(type) || typeof body !== "string" || body === "") return { status };
  return { status, body: JSON.parse(body) };
}
