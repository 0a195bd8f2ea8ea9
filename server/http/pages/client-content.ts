import type { ComponentType } from "react";
import { createElement } from "react";
import { contract, type OperationName } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { type SitePageName, sitePages } from "#core/contract/settings-pages.ts";
import type { Visit } from "../middleware/visitor.ts";
import type { Answers, PageContent, PageRequest, Sent, ServerPage, TitleParams } from "./page-content.ts";

/** A page that client and server render with the same component. */
interface SharedPage<Page extends SitePageName> {
  /** The client module that renders the page, relative to client/. */
  module: `${string}.tsx`;
  Page: ComponentType<{ params: Record<string, string> }>;
  title: (answers: Answers<Sent<Page>>) => TitleParams<Page>;
  /** Used by search engines and link previews. */
  description: (answers: Answers<Sent<Page>>) => string;
  /** Whether search engines may index the page. False if omitted. */
  indexed?: (answers: Answers<Sent<Page>>) => boolean;
  /** The feed of the page's changes. */
  feed?: (answers: Answers<Sent<Page>>) => { title: string; href: string };
  /** Not cached, because the next user of the browser may be someone else. */
  personal?: true;
  /** The title stands alone, without the name of the forum. */
  titleAlone?: true;
}

/** The parameters of an address that choose what a page's operations answer. Others are read by the client alone. */
const choices = ["after", "size", "at", "language", "draft"];

/**
 * Returns the server's part of a page of the client: it asks the operations that the table of pages names, and renders
 * the client's component with their answers. The queries of the operations come from the address. What they refuse is
 * as good as absent.
 */
export function sharedPage<Page extends SitePageName>(page: Page, shared: SharedPage<Page>): ServerPage<Page> {
  const { module, Page: Component, title, description, indexed, feed, personal, titleAlone } = shared;
  return {
    module,
    build: async (request) => {
      const { answers, params, queries } = await askAll(page, request);
      return (): PageContent<Page> => ({
        title: title(answers),
        forum: titleAlone ? null : ((answers as { getForum?: { shortName: string } }).getForum?.shortName ?? null),
        description: description(answers),
        ...(indexed && { indexed: indexed(answers) }),
        ...(feed && { feed: feed(answers) }),
        ...(personal && { personal }),
        answers,
        params,
        queries,
        ofClient: true,
        children: createElement(Component, { params: request.params as Record<string, string> }),
      });
    },
  };
}

interface Asked<Page extends SitePageName> {
  answers: Answers<Sent<Page>>;
  /** The parameters and queries with which they were asked, as the client asks them. */
  params: NonNullable<PageContent<Page>["params"]>;
  queries: NonNullable<PageContent<Page>["queries"]>;
}

/** Asks the operations of a page. The page that names a draft asks for its document last. */
async function askAll<Page extends SitePageName>(page: Page, request: PageRequest<Page>): Promise<Asked<Page>> {
  const { handlers, visit, params, query } = request;
  const given: Readonly<Record<string, string>> = params;
  const names: readonly OperationName[] = sitePages[page].sent;
  const queries: Record<string, Record<string, unknown>> = {};
  const answers: Record<string, unknown> = {};
  const ask = async (name: OperationName, own: Readonly<Record<string, string>>): Promise<void> => {
    const operation: Operation = contract[name];
    const handler = handlers[name] as (visit: Visit, input: object) => Promise<unknown>;
    const chosen = Object.fromEntries(
      Object.entries(query).filter(([key]) => choices.includes(key) && operation.query && key in operation.query.shape),
    );
    queries[name] = chosen;
    const parsed = operation.query?.safeParse(chosen);
    answers[name] = await handler(visit, { ...own, ...(parsed?.success ? parsed.data : operation.query?.parse({})) });
  };
  const later = names.filter((name) => name === "getDocument" && given["document"] === undefined);
  await Promise.all(names.filter((name) => !later.includes(name)).map((name) => ask(name, given)));
  const ofDocument = { document: later.length > 0 ? await documentOf(answers, request) : "" };
  await Promise.all(later.map((name) => ask(name, ofDocument)));
  return {
    answers: answers as Answers<Sent<Page>>,
    queries: queries as Asked<Page>["queries"],
    params: (later.length > 0 ? { getDocument: ofDocument } : {}) as Asked<Page>["params"],
  };
}

/** Returns the document of the draft that a page is about: an answer names it, or the draft does. */
async function documentOf<Page extends SitePageName>(
  answers: Readonly<Record<string, unknown>>,
  { handlers, visit, params }: PageRequest<Page>,
): Promise<string> {
  const about = Object.values(answers) as { version?: { documentId?: string } }[];
  const named = about.find(({ version }) => version?.documentId !== undefined)?.version?.documentId;
  if (named !== undefined) return named;
  const { version = "" }: Readonly<Record<string, string>> = params;
  return (await handlers.getVersion(visit, { version })).version.documentId;
}
