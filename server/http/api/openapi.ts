import type * as z from "zod";
import {
  createDocument,
  type oas31,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
} from "zod-openapi";
import { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { contract } from "#core/contract/contract.ts";
import { ForumEvent } from "#core/contract/event-operations.ts";
import { FileLine, filePiecesType } from "#core/contract/file-pieces.ts";
import { Library, ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { Operation } from "#core/contract/operation.ts";
import { Problem, type ProblemCode, problemCodes, problemStatus } from "#core/contract/problem.ts";
import { ShownReply } from "#core/contract/reply-operations.ts";
import { Preview, VersionPage } from "#core/contract/version-operations.ts";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Target } from "#core/discuss/target.ts";
import { Placement } from "#core/place/placement.ts";
import { VersionText } from "#core/text/clause.ts";

/** Schemas that have their own name in the API description, instead of being repeated at each use. */
const named = {
  ComparisonPage,
  ForumEvent,
  Library,
  ListedDocument,
  ListedVersion,
  Me,
  PlacedAnnotation,
  Placement,
  Preview,
  Problem,
  ProposalOperation,
  ShownReply,
  Target,
  VersionPage,
  VersionText,
};

/**
 * Generates the OpenAPI 3.1 description of the whole API from the contract. The routes come from the same contract, so
 * both always match.
 */
export function printOpenapi(): oas31.OpenAPIObject {
  const paths: NonNullable<ZodOpenApiObject["paths"]> = {};
  for (const [name, operation] of Object.entries<Operation>(contract)) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(name, operation) };
  }
  const document = createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Rapporteur",
        version: "1",
        description:
          "Review successive drafts of consensus policy texts. A version is named by its opaque id or its address " +
          "(`document@round`, `document@round:lang`). Errors are RFC 9457 problem details with a stable `code`. " +
          "Requests that write need an `Origin` or `Sec-Fetch-Site` header of this server's own origin.",
      },
      servers: [{ url: "/api" }],
      components: {
        schemas: named,
        securitySchemes: {
          session: {
            type: "apiKey",
            in: "cookie",
            name: "rapporteur-session",
            description: "Set by `signIn`. Its name is `__Host-rapporteur-session` over https.",
          },
        },
      },
      paths,
    },
    { override: tolerant },
  );
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path as Record<string, oas31.OperationObject>)) listsWithCommas(operation);
  }
  return document;
}

/**
 * Allows unknown fields in every object, because responses may gain some and clients must accept them. A schema used
 * for requests and responses is therefore described only once.
 */
const tolerant: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};

/** A list in a query is one comma-separated parameter. OpenAPI's default would repeat the parameter. */
function listsWithCommas(operation: oas31.OperationObject): void {
  for (const parameter of operation.parameters ?? []) {
    if (!("in" in parameter) || parameter.in !== "query" || !parameter.schema) continue;
    if ("type" in parameter.schema && parameter.schema.type === "array") {
      Object.assign(parameter, { style: "form", explode: false });
    }
  }
}

function describe(name: string, operation: Operation): ZodOpenApiOperationObject {
  const { params, query, answer } = operation;
  const content = requestContent(operation);
  return {
    operationId: name,
    summary: operation.summary,
    description: `Requires permission for \`${operation.action}\`.`,
    ...(operation.action === "enter" ? {} : { security: [{}, { session: [] }] }),
    ...(params || query ? { requestParams: { ...(params && { path: params }), ...(query && { query }) } } : {}),
    ...(content ? { requestBody: { required: !operation.body?.safeParse(undefined).success, content } } : {}),
    responses: {
      [answer.kind === "nothing" ? 204 : answer.kind === "json" ? (answer.status ?? 200) : 200]: answerOf(answer),
      ...(answer.kind === "json" || answer.kind === "file"
        ? operation.method === "get" && { 304: { description: "Unchanged since the ETag sent in If-None-Match" } }
        : {}),
      ...problemResponses(operation),
    },
  };
}

function requestContent({ body, file }: Operation): Record<string, { schema: z.ZodType | oas31.SchemaObject }> | null {
  if (file) return { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
  return body ? { "application/json": { schema: body } } : null;
}

function answerOf(answer: Operation["answer"]): {
  description: string;
  content?: Record<string, { schema: z.ZodType | oas31.SchemaObject }>;
} {
  switch (answer.kind) {
    case "json":
      return { description: "The response", content: { "application/json": { schema: answer.schema } } };
    case "file":
      return {
        description: "A file",
        content: Object.fromEntries(
          answer.mediaTypes.map((mediaType) => [mediaType, { schema: { type: "string", format: "binary" } }]),
        ),
      };
    case "written-file":
      return {
        description: `A file, sent while it is written. A response that ends early is incomplete. As ${filePiecesType}, if requested, it also reports progress in lines of JSON of this schema`,
        content: {
          ...Object.fromEntries(
            answer.mediaTypes.map((mediaType) => [mediaType, { schema: { type: "string", format: "binary" } }]),
          ),
          [filePiecesType]: { schema: FileLine },
        },
      };
    case "events":
      return {
        description: "Server-sent events. The data of each is JSON of this schema, and its id is the event's id",
        content: { "text/event-stream": { schema: answer.schema } },
      };
    case "nothing":
      return { description: "Done, without content" };
  }
}

/** Groups problems by status. Several codes may share one. */
function problemResponses(operation: Operation): ZodOpenApiOperationObject["responses"] {
  const byStatus = new Map<number, string[]>();
  for (const code of problemsOf(operation)) {
    const status = problemStatus[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      String(status),
      {
        description: `Problem: ${codes.map((code) => `\`${code}\``).join(", ")}`,
        content: { "application/problem+json": { schema: Problem } },
      },
    ]),
  );
}

/**
 * Lists every problem an operation may return: those named in its contract and those that the HTTP layer adds.
 *
 * - The request must name the server's own host.
 * - An access token may lack the scope.
 * - Without a session, the reader may have to sign in, unless the operation is open to everyone.
 * - Parsed input may be invalid, and a sent body may be too large.
 * - Writes must come from our own origin. Writes and costly reads are rate-limited.
 * - Writes may find the disk full. Any operation may fail unexpectedly, or find the server busy comparing or the database
 *   unreachable.
 */
export function problemsOf(operation: Operation): ProblemCode[] {
  const added = new Set<ProblemCode>([
    "unexpected",
    "server-busy",
    "store-unreachable",
    "wrong-host",
    "scope-missing",
    ...operation.problems,
  ]);
  if (operation.action !== "enter") added.add("not-signed-in");
  if (operation.params ?? operation.query ?? operation.body) added.add("invalid-request");
  if (operation.body ?? operation.file) added.add("too-large");
  if (operation.costly) added.add("too-many-requests");
  if (operation.method !== "get")
    added.add("wrong-origin").add("origin-missing").add("too-many-requests").add("not-kept");
  return problemCodes.filter((code) => added.has(code));
}
