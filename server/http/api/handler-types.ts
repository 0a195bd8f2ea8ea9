import type * as z from "zod";
import type { Actor } from "#core/access/permissions.ts";
import type { contract, OperationName } from "#core/contract/contract.ts";
import type { Context } from "../../services/kernel/context.ts";
import type { FileAnswer, WrittenFile } from "../../services/kernel/file-answer.ts";
import type { Visit } from "../middleware/visitor.ts";

type Contract = typeof contract;
type Part<N extends OperationName, K extends "params" | "query" | "body"> =
  Contract[N] extends Record<K, infer S extends z.ZodType> ? z.output<S> : unknown;

/** An operation's input: params, query and body merged and parsed, and an uploaded file as `bytes`. */
type Input<N extends OperationName> = Part<N, "params"> &
  Part<N, "query"> &
  Part<N, "body"> &
  (Contract[N] extends { file: string } ? { bytes: Uint8Array } : unknown);

/** An operation's result. An event stream writes its response itself. */
export type Answered<N extends OperationName> = Contract[N]["answer"] extends { kind: "json"; schema: infer S }
  ? S extends z.ZodType
    ? z.output<S>
    : never
  : Contract[N]["answer"] extends { kind: "file" }
    ? FileAnswer
    : Contract[N]["answer"] extends { kind: "written-file" }
      ? WrittenFile
      : // eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- what a service that answers nothing resolves to
        void;

/** The implementation of every operation in the contract. */
export type Handlers = { [N in OperationName]: (visit: Visit, input: Input<N>) => Promise<Answered<N>> };

/** A handler without its types, which the contract has already checked. */
export type LooseHandler = (visit: Visit, input: object) => Promise<unknown>;

/** Turns a service into a handler that acts for the visitor. */
export type By = <I, A>(
  service: (context: Context, actor: Actor, input: I, signal: AbortSignal | null) => Promise<A>,
) => (visit: Visit, input: I) => Promise<A>;
