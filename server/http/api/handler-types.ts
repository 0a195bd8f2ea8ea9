import type * as z from "zod";
import type { Actor } from "#core/access/permissions.ts";
import type { contract, OperationName } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import type { Context } from "../../services/kernel/context.ts";
import type { FileAnswer, WrittenFile } from "../../services/kernel/file-answer.ts";
import type { Visit } from "../middleware/visitor.ts";

type Part<O, K extends "params" | "query" | "body"> =
  O extends Record<K, infer S extends z.ZodType> ? z.output<S> : unknown;

/** An operation's input: params, query and body merged and parsed, and an uploaded file as `bytes`. */
type Input<O> = Part<O, "params"> &
  Part<O, "query"> &
  Part<O, "body"> &
  (O extends { file: string } ? { bytes: Uint8Array } : unknown);

type AnswerOf<O extends Operation> = O["answer"] extends { kind: "json"; schema: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : never
  : O["answer"] extends { kind: "file" }
    ? FileAnswer
    : O["answer"] extends { kind: "written-file" }
      ? WrittenFile
      : // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- what a service that answers nothing resolves to
        void;

/** An operation's result. An event stream writes its response itself. */
export type Answered<N extends OperationName> = AnswerOf<(typeof contract)[N]>;

/** The implementation of every operation in a table. */
export type HandlersOf<Operations extends Record<string, Operation>> = {
  [N in keyof Operations]: (visit: Visit, input: Input<Operations[N]>) => Promise<AnswerOf<Operations[N]>>;
};

/** The implementation of every operation in the contract. */
export type Handlers = HandlersOf<typeof contract>;

/** A handler without its types, which the contract has already checked. */
export type LooseHandler = (visit: Visit, input: object) => Promise<unknown>;

/** Turns a service into a handler that acts for the visitor. */
export type By = <I, A>(
  service: (context: Context, actor: Actor, input: I, signal: AbortSignal | null) => Promise<A>,
) => (visit: Visit, input: I) => Promise<A>;
