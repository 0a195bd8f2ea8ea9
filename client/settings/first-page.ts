import type { QueryClient } from "@tanstack/react-query";
import { can } from "#core/access/permissions.ts";
import { setUpPath } from "#core/contract/settings-pages.ts";
import { actorOf } from "../api/actor.ts";
import { meQuery } from "../api/queries.ts";
import { setUpQuery } from "./settings-queries.ts";

/**
 * Returns the page that a person sees first after sign-in: the set-up of a new forum for its secretariat, or the
 * documents.
 */
export async function firstPage(client: QueryClient): Promise<string> {
  try {
    if (!can(actorOf(await client.query(meQuery)), "read-settings")) return "/";
    return (await client.query(setUpQuery)).isFinished ? "/" : setUpPath;
  } catch {
    return "/";
  }
}
