import type { QueryClient } from "@tanstack/react-query";
import { profileOperations } from "#core/contract/account-operations.ts";
import { addOperations, call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import type { Appearance } from "./appearance.ts";

addOperations(profileOperations);

/** Stores a choice of appearance in the reader's account, so that it holds on their other devices too. */
export async function saveAppearance(client: QueryClient, appearance: Partial<Appearance>): Promise<void> {
  await call("changeProfile", { body: appearance });
  await client.invalidateQueries({ queryKey: keys.me });
}
