import type { KeptForum } from "#core/access/kept-forum.ts";
import type { Reader } from "../../store/store.ts";
import { ProblemError } from "../kernel/problem.ts";

/**
 * Returns the forum with the settings that only the secretariat sees. The caller checks the permission.
 * @throws ProblemError not-found if no forum exists yet
 */
export async function findKeptForum(reader: Reader): Promise<KeptForum> {
  const [forum] = await reader.list("forum");
  if (!forum) throw new ProblemError("not-found");
  return forum;
}
