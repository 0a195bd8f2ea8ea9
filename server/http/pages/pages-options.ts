import type { Logger } from "pino";
import type { FindClientTags } from "./client-tags.ts";
import type { Handlers } from "../api/handlers.ts";
import type { Limits } from "../middleware/limits.ts";

/** What the pages are made from: the same handlers the API has, so that neither can do what the other cannot. */
export interface PagesOptions {
  handlers: Handlers;
  findTags: FindClientTags;
  limits: Limits;
  logger: Logger;
}
