import type { QueryExecuteOptions, QueryKey } from "@tanstack/react-query";
import type { Organisation } from "#core/access/people.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { documentsInAnswer } from "../../api/all-documents.ts";
import type { NeededQuery, PagePlace } from "../../api/needed.ts";
import { byName, organisationsInAnswer, organisationsQuery } from "../../api/organisation-queries.ts";
import { documentsQuery } from "../../api/queries.ts";

/** Returns the needed query of all documents of the forum, at the places where they are needed. */
export const neededDocuments = (isNeeded: (place: PagePlace) => boolean): NeededQuery =>
  neededWhole(
    documentsQuery,
    ({ documents }: { documents: ListedDocument[] }) => documents,
    (place) => (isNeeded(place) ? { size: documentsInAnswer } : null),
  );

/** Returns the needed query of all organisations of the forum, at the places where they are needed. */
export const neededOrganisations = (isNeeded: (place: PagePlace) => boolean): NeededQuery =>
  neededWhole(
    organisationsQuery,
    ({ items }: { items: Organisation[] }) => byName(items),
    (place) => (isNeeded(place) ? { size: organisationsInAnswer } : null),
  );

/** Returns the needed query of a list that is read part by part. The first answer fills it if there is no second one. */
function neededWhole<A, E, D, S, K extends QueryKey>(
  query: QueryExecuteOptions<A, E, D, S, K>,
  wholeOf: (answer: never) => unknown,
  asks: NeededQuery["asks"],
): NeededQuery {
  return {
    fetch: (client) => client.query(query),
    fill: (client, _place, answer) => {
      const key: QueryKey = query.queryKey;
      if ((answer as { next: string | null }).next === null) client.setQueryData(key, wholeOf(answer as never));
    },
    asks,
  };
}
