import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Role } from "#core/access/people.ts";
import { call } from "../../api/call.ts";
import { pageSize } from "../../components/use-list-address.ts";

/** Key of everything that only the settings read. A change refreshes all of it. */
export const settingsKey = ["settings"] as const;

/** The settings of the forum. */
export const forumSettingsQuery = queryOptions({
  queryKey: [...settingsKey, "forum"],
  queryFn: ({ signal }) => call("getForumSettings", { signal }),
});

/** The stakeholder groups with their members. */
export const groupsQuery = queryOptions({
  queryKey: [...settingsKey, "groups"],
  queryFn: ({ signal }) => call("getGroups", { signal }),
});

/** The search, filters and place in the list of people. */
export interface PeopleFilters {
  search?: string;
  organisation?: string;
  role?: Role;
  state: "active" | "deactivated" | "all";
  after?: string;
}

/** A page of the list of people. */
export const peopleQuery = (filters: PeopleFilters) =>
  queryOptions({
    queryKey: [...settingsKey, "people", filters],
    queryFn: ({ signal }) => call("getPeople", { query: { ...filters, size: pageSize }, signal }),
    placeholderData: keepPreviousData,
  });

/** The search, filters and place in the list of organisations. */
export interface OrganisationFilters {
  search?: string;
  group?: string;
  state: "active" | "archived" | "all";
  after?: string;
}

/** A page of the list of organisations. */
export const organisationsQuery = (filters: OrganisationFilters) =>
  queryOptions({
    queryKey: [...settingsKey, "organisations", filters],
    queryFn: ({ signal }) => call("getOrganisations", { query: { ...filters, size: pageSize }, signal }),
    placeholderData: keepPreviousData,
  });

/** A page of the changes of the settings, latest first. */
export const changesQuery = (after: string | undefined) =>
  queryOptions({
    queryKey: [...settingsKey, "changes", after],
    queryFn: ({ signal }) =>
      call("getChanges", { query: { size: pageSize, ...(after !== undefined && { after }) }, signal }),
    placeholderData: keepPreviousData,
    // Never shown as it was before: the rows would move under the buttons that undo them.
    gcTime: 0,
  });

/** The state of outgoing mail. */
export const mailStateQuery = queryOptions({
  queryKey: [...settingsKey, "mail"],
  queryFn: ({ signal }) => call("getMailState", { signal }),
});

/** The state of the set-up. */
export const setUpQuery = queryOptions({
  queryKey: [...settingsKey, "set-up"],
  queryFn: ({ signal }) => call("getSetUp", { signal }),
});

/** The webhooks. */
export const webhooksQuery = queryOptions({
  queryKey: [...settingsKey, "webhooks"],
  queryFn: ({ signal }) => call("getWebhooks", { signal }),
});

/** The log of a webhook. */
export const deliveriesQuery = (webhook: string) =>
  queryOptions({
    queryKey: [...webhooksQuery.queryKey, webhook],
    queryFn: ({ signal }) => call("getDeliveries", { params: { webhook }, signal }),
    // Servers add to it at any time.
    gcTime: 0,
  });

/** The deputies of a person, and the people whom they may act for. */
export const deputiesQuery = (person: string) =>
  queryOptions({
    queryKey: [...settingsKey, "deputies", person],
    queryFn: ({ signal }) => call("getDeputies", { query: { person }, signal }),
  });
