import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { call } from "./call.ts";
import { keys } from "./queries.ts";

/** Number of people to choose from at a time. Whoever looks for another one types more of their name. */
const mostFound = 20;

/** Maximum number of people that the server names at once. */
const mostNamed = 100;

/** Finds the active people whose name or organisation has words that begin with those of a text. Requires sign-in. */
export const findPeople = (search: string, signal: AbortSignal) =>
  call("getParticipants", { query: { search: search.slice(0, 200), size: mostFound }, signal });

export const foundPeopleQuery = (search: string) =>
  queryOptions({
    queryKey: [...keys.participants, "found", search],
    queryFn: ({ signal }) => findPeople(search, signal),
    placeholderData: keepPreviousData,
  });

/** Returns a function that names active people, of those with the given ids. Undefined for others, and while loading. */
export function useNamesOfPeople(ids: readonly string[]): (id: string) => string | undefined {
  const wanted = [...new Set(ids)].sort().slice(0, mostNamed);
  const people = useQuery({
    queryKey: [...keys.participants, "named", wanted],
    queryFn: ({ signal }) => call("getParticipants", { query: { ids: wanted }, signal }),
    enabled: wanted.length > 0,
    placeholderData: keepPreviousData,
  }).data?.items;
  return (id) => people?.find((person) => person.id === id)?.name;
}
