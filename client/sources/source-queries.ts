import { queryOptions } from "@tanstack/react-query";
import { annotationKinds } from "#core/discuss/annotation.ts";
import { outcomeFilters } from "#core/outcome/decision.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";

type Address = Readonly<Record<string, string>>;

/** The kinds and outcomes by which the lists can be filtered. */
export const kindChoices = codesOf(annotationKinds);
export const outcomeChoices = outcomeFilters;

/** Reads the filters and the place of a list from its address. Unknown values are skipped. */
export function listQueryOf({ after, kind, document, outcome }: Address) {
  const [knownKind] = kindChoices.filter((one) => one === kind);
  const [knownOutcome] = outcomeChoices.filter((one) => one === outcome);
  return {
    ...(after !== undefined && { after }),
    ...(knownKind && { kind: knownKind }),
    ...(document !== undefined && { document }),
    ...(knownOutcome && { outcome: knownOutcome }),
  };
}

/** A part of a person's comments. Keyed with the annotations, because an event about them reads it again. */
export const personQuery = (author: string, address: Address) =>
  queryOptions({
    queryKey: [...keys.annotationLists, "person", author, listQueryOf(address)],
    queryFn: ({ signal }) => call("getPersonAnnotations", { params: { author }, query: listQueryOf(address), signal }),
  });

/** A part of an organisation's comments. */
export const organisationQuery = (organisation: string, address: Address) =>
  queryOptions({
    queryKey: [...keys.annotationLists, "organisation", organisation, listQueryOf(address)],
    queryFn: ({ signal }) =>
      call("getOrganisationAnnotations", { params: { organisation }, query: listQueryOf(address), signal }),
  });
