/** An expression in a parsed module (ESTree). `start` and `end` are its range in the source, in UTF-16 units. */
export interface Expression {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** The function's name, in a call. */
  readonly callee?: { readonly name?: string };
  /** The members of an object. */
  readonly properties?: readonly {
    readonly start: number;
    readonly key?: { readonly name?: string };
    readonly value?: Expression;
  }[];
}

interface Statement {
  readonly declaration?: Statement | null;
  readonly declarations?: readonly { readonly init: Expression | null }[];
}

/** Returns the initial values of a module's constants, in order. `body` contains the module's parsed statements. */
export function constantsOf(body: readonly object[]): Expression[] {
  return (body as readonly Statement[])
    .flatMap((statement) => (statement.declaration ?? statement).declarations ?? [])
    .flatMap(({ init }) => init ?? []);
}
