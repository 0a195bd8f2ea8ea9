import type { QueryClient, QueryExecuteOptions, QueryKey } from "@tanstack/react-query";
import type { OperationName } from "#core/contract/contract.ts";

/** The place of a page: the parameters of its path, and the query of its address. */
export interface PagePlace {
  params: Readonly<Record<string, string>>;
  address: Readonly<Record<string, string>>;
}

/** A query that a page needs before it is rendered, whose data is the answer of an operation. */
export interface NeededQuery {
  /** Fetches its data, unless they are there. */
  fetch: (client: QueryClient, place: PagePlace) => Promise<unknown>;
  /** Fills its data with the answer of its operation. */
  fill: (client: QueryClient, place: PagePlace, answer: unknown) => void;
  /**
   * Returns the query of its operation, if it is not that of the address. Null if the page does not need the answer at
   * this place. `reader` is the id of the signed-in participant.
   */
  asks?: ((place: PagePlace, reader: string | null) => Readonly<Record<string, unknown>> | null) | undefined;
}

/** Returns a needed query, given its options at the place of a page. The answers of common queries are there before. */
export function needed<A, E, D, S, K extends QueryKey>(
  queryAt: (place: PagePlace, client: QueryClient) => QueryExecuteOptions<A, E, D, S, K>,
  asks?: NeededQuery["asks"],
): NeededQuery {
  return {
    fetch: (client, place) => client.query(queryAt(place, client)),
    fill: (client, place, answer) => {
      const key: QueryKey = queryAt(place, client).queryKey;
      client.setQueryData(key, answer);
    },
    asks,
  };
}

/** The queries of operations that only one page needs. Its module has them, so that other pages do not load them. */
export type OwnQueries = Readonly<Partial<Record<OperationName, NeededQuery>>>;
