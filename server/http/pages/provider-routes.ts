import express, { type Request, type Router } from "express";
import { visitOf } from "../middleware/visitor.ts";
import type { PagesOptions } from "./send-page.tsx";
import { settingsPages } from "#core/contract/settings-pages.ts";

/** The pages on the way to a provider and back. They need no script, and only redirect. */
export function providerRoutes({ handlers, limits }: Pick<PagesOptions, "handlers" | "limits">): Router {
  const router = express.Router();
  router.get("/sign-in/with/:provider", limits.signInFlood, async (request, response) => {
    // Another site must not sign anybody in as somebody else.
    if (!isOwnLink(request)) {
      response.redirect(303, settingsPages.signIn.path);
      return;
    }
    const { provider = "" } = request.params as { provider?: string };
    const returnTo = typeof request.query["return"] === "string" ? request.query["return"] : "/";
    const { url } = await handlers.beginProviderSignIn(visitOf(response), { provider, returnTo });
    response.set("Cache-Control", "no-store").redirect(303, url);
  });
  router.get("/sign-in/return/:provider", limits.signInFlood, async (request, response) => {
    const { provider = "" } = request.params as { provider?: string };
    const [, answer = ""] = /^[^?]*\?(?<query>.*)$/su.exec(request.originalUrl) ?? [];
    response.set("Cache-Control", "no-store");
    const { returnTo } = await handlers.finishProviderSignIn(visitOf(response), { provider, answer });
    response.redirect(303, returnTo);
  });
  return router;
}

/** Whether a link of our own pages was followed, or an address was typed. Browsers send no header over plain http. */
function isOwnLink(request: Request): boolean {
  return ["same-origin", "none", undefined].includes(request.get("sec-fetch-site"));
}
