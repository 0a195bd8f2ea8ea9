import type * as z from "zod";
import type { contract, OperationName } from "#core/contract/contract.ts";
import { filePiecesType, type FileProgress } from "#core/contract/file-pieces.ts";
import type { Operation } from "#core/contract/operation.ts";
import { interfaceLanguage } from "#core/messages/catalogues.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { readingContract } from "#core/contract/reading-contract.ts";
import { ProblemError, problemOf } from "./problem-error.ts";
import { readFilePieces } from "./read-file-pieces.ts";

type Contract = typeof contract;
type Part<N extends OperationName, K extends "params" | "query" | "body"> =
  Contract[N] extends Record<K, infer S extends z.ZodType> ? Record<K, z.input<S>> : unknown;

/**
 * The input of an operation: the parameters, query and body that the contract names, and a file if the operation takes
 * one.
 */
export type CallInput<N extends OperationName> = Part<N, "params"> &
  Part<N, "query"> &
  Part<N, "body"> &
  (Contract[N] extends { file: string } ? { file: Blob } : unknown) &
  (Contract[N]["answer"] extends { kind: "written-file" }
    ? { onProgress?: (progress: FileProgress) => void; onHeaders?: (headers: Headers) => void }
    : unknown) & {
    signal?: AbortSignal;
  };

/** The answer of an operation: parsed JSON, a file, or nothing. */
type CallAnswer<N extends OperationName> = Contract[N]["answer"] extends { kind: "json"; schema: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : never
  : Contract[N]["answer"] extends { kind: "file" | "written-file" }
    ? Blob
    : undefined;

/** All keys of the members of a union. */
type KeysOf<T> = T extends unknown ? keyof T : never;

/** Refuses fields of a query or body that the operation does not have, because the server refuses them. */
type OnlyKnown<Given, Known> = {
  [P in keyof Given & ("query" | "body")]: P extends keyof Known
    ? { [K in keyof Given[P]]: K extends KeysOf<Known[P]> ? unknown : never }
    : unknown;
};

interface LooseInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  file?: Blob;
  signal?: AbortSignal;
  onProgress?: (progress: FileProgress) => void;
  /** Receives the headers of a file before it arrives. */
  onHeaders?: (headers: Headers) => void;
}

/** An operation as the client's build leaves it: without a method, it is read with "get"; without an answer, as JSON. */
type SlimOperation = Pick<Operation, "path"> & Partial<Operation>;

/** The operations that the loaded pages use, by name. */
const operations: Record<string, SlimOperation> = { ...readingContract };

/** Adds the operations of a page that is loaded on demand, so that `call` knows them. */
export function addOperations(more: Readonly<Record<string, Operation>>): void {
  Object.assign(operations, more);
}

/** @throws RangeError if the page did not load the operation. */
export function operationOf(name: OperationName): SlimOperation {
  const operation = operations[name];
  if (!operation) throw new RangeError(name);
  return operation;
}

/** Returns the URL of an operation. */
export function urlOf<N extends OperationName>(
  name: N,
  input: Omit<CallInput<N>, "signal" | "body" | "file" | "onProgress" | "onHeaders">,
): string {
  const { params = {}, query = {} } = input as LooseInput;
  return operationUrl(operationOf(name), params, query);
}

/**
 * Calls an operation of the contract.
 *
 * @throws ProblemError with the server's problem, or with the code "offline" if no answer came.
 */
export async function call<N extends OperationName, I extends CallInput<N>>(
  name: N,
  input: I & OnlyKnown<I, CallInput<N>>,
): Promise<CallAnswer<N>> {
  const { method = "get", answer: { kind } = { kind: "json" } } = operationOf(name);
  const { body, file, signal, onProgress, onHeaders } = input as LooseInput;
  const url = urlOf(name, input as CallInput<N>);
  const pageData = method === "get" && kind === "json" ? readPageDataOnce(url) : undefined;
  if (pageData !== undefined) return pageData as CallAnswer<N>;
  const headers: Record<string, string> = { accept: acceptedFor(kind), "accept-language": interfaceLanguage() };
  if (file) headers["content-type"] = "application/octet-stream";
  else if (body !== undefined) headers["content-type"] = "application/json";
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers,
    body: file ?? (body === undefined ? null : JSON.stringify(body)),
    signal: signal ?? null,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw ProblemError.offline();
  });
  if (!response.ok) throw await problemOf(response);
  onHeaders?.(response.headers);
  if (kind === "json") return (await response.json()) as CallAnswer<N>;
  if (kind === "written-file") return (await readFilePieces(response, onProgress)) as CallAnswer<N>;
  if (kind === "file") return (await response.blob()) as CallAnswer<N>;
  return undefined as CallAnswer<N>;
}

function acceptedFor(kind: Operation["answer"]["kind"]): string {
  return `${kind === "written-file" ? filePiecesType : "application/json"}, application/problem+json`;
}

let answers: Map<string, unknown> | undefined;

/**
 * Returns the answer that the server wrote into the page for a URL, or undefined. Each answer is returned once; a
 * second request goes to the server.
 */
export function readPageDataOnce(url: string): unknown {
  answers ??= readPageData();
  const answer = answers.get(url);
  answers.delete(url);
  return answer;
}

function readPageData(): Map<string, unknown> {
  const text = document.getElementById("page-data")?.textContent;
  return new Map(text ? Object.entries(JSON.parse(text) as Record<string, unknown>) : []);
}
