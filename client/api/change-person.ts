import type { QueryClient } from "@tanstack/react-query";

/**
 * Forgets every answer given to whoever was signed in before, and asks again for what the page shows. Answers that are
 * only marked as stale would still be drawn until the new ones come, private drafts among them.
 */
export async function changePerson(client: QueryClient): Promise<void> {
  await client.cancelQueries();
  client.removeQueries({ type: "inactive" });
  await client.resetQueries();
}
