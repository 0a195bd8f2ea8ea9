import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { colleagues as messages } from "#core/messages/catalogues.ts";
import { useActiveOrganisations } from "./ListOptions.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { peopleQuery } from "./settings-queries.ts";

/** Announces who is notified and which drafts stay closed, before a person gets a role in an organisation. */
export function ToldPeople({
  organisation: id,
  person,
  name,
}: {
  /** Id of the organisation. */
  organisation: string;
  /** Id of the person, if they exist. */
  person: string | null;
  name: string;
}): ReactNode {
  const organisation = useActiveOrganisations().find((one) => one.id === id)?.shortName;
  const people = useQuery(peopleQuery({ organisation: id, state: "active" })).data;
  if (!people || organisation === undefined) return null;
  const isAmong = people.items.some((one) => one.id === person);
  const count = (people.total ?? people.items.length) - (isAmong ? 1 : 0);
  return <p className="small">{formatMessage(messages.willTell, { count, organisation, name })}</p>;
}
