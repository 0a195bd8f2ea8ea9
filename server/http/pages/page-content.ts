import type { Request } from "express";
import type { ReactNode } from "react";
import { contract, type OperationName } from "#core/contract/contract.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import type { Operation } from "#core/contract/operation.ts";
import { type SitePageName, type SitePageParams, sitePages } from "#core/contract/settings-pages.ts";
import { type pageTitles as titles, translatedLanguage } from "#core/messages/catalogues.ts";
import type { ParamsOf } from "#core/phrases/format-message.ts";
import type { OwnQueries } from "../../../client/api/needed.ts";
import type { GivenAnswers } from "../../../client/app/ClientPage.tsx";
import type { Handlers } from "../api/handler-types.ts";
import { browserLanguage } from "../middleware/browser-language.ts";
import type { Visit } from "../middleware/visitor.ts";

/** A request for a page, with the parameters and query of its address. */
export interface PageRequest<Page extends SitePageName> {
  handlers: Handlers;
  visit: Visit;
  /** The answer to getMe. */
  me: Me;
  params: SitePageParams<Page>;
  query: Readonly<Record<string, unknown>>;
}

export type Sent<Page extends SitePageName> = (typeof sitePages)[Page]["sent"][number];

/** The answers of operations, by the operation's name. */
export type Answers<Name extends OperationName> = { readonly [N in Name]: Awaited<ReturnType<Handlers[N]>> };

/** The parameters of a page's title. */
export type TitleParams<Page extends SitePageName> = Readonly<ParamsOf<(typeof titles)[Page]>>;

/** A part of a page that is already written as HTML. */
export interface Markup {
  markup: string;
}

/** The content of a page, from which its HTML is rendered. */
export interface PageContent<Page extends SitePageName> {
  /** The parameters of its title. */
  title: TitleParams<Page>;
  /** Short name of the forum, which follows the title. Null if the title stands alone. */
  forum: string | null;
  /** Used by search engines and link previews. */
  description: string;
  /** Whether search engines may index the page. False if omitted. */
  indexed?: boolean;
  /** The feed of the page's changes. */
  feed?: { title: string; href: string } | undefined;
  /** Not cached, because the next user of the browser may be someone else. */
  personal?: true;
  /** The first answers that the client needs, without those that were refused. */
  answers: Answers<Sent<Page>>;
  /** Answers that the page sends shortened, because the client reads the rest from the elements. */
  shortened?: { readonly [N in Sent<Page>]?: unknown };
  /** The query of an operation whose answer depends on one. */
  queries?: { readonly [N in Sent<Page>]?: Readonly<Record<string, unknown>> };
  /** The parameters of an operation that are not those of the page's address. */
  params?: { readonly [N in Sent<Page>]?: Readonly<Record<string, string>> };
  /** URLs of answers that the client asks for first. The browser fetches them beside the scripts. */
  fetched?: readonly string[];
  /** The queries of operations that only this page needs. */
  ownQueries?: OwnQueries;
  /** Further client modules that render the page. */
  modules?: readonly string[];
  /** Further answers that the client needs, of operations that are asked more than once. */
  more?: GivenAnswers;
  children: ReactNode;
  /** `children` is the client's page. Its elements stay when the client's scripts take over. */
  ofClient?: true;
  /** Parts of a long page, rendered while it is sent. */
  long?: {
    parts: Iterable<ReactNode | Markup> | AsyncIterable<ReactNode | Markup>;
    /** A short value that changes whenever the parts or the data change. */
    follow: unknown;
    /** Styles of elements in the parts. */
    sheet?: string;
  };
}

/**
 * Writes a page from the data that were gathered for it, in the language of the interface (see `writtenIn`). No text may
 * be written earlier.
 */
export interface WritePage<Page extends SitePageName> {
  (): PageContent<Page>;
  /**
   * Present if a long page is the same for everybody with the same answers, except for the menu of the person and the
   * answer to getMe: all other answers, or facts from which they follow. The page is then kept for them.
   */
  shared?: { follow: unknown };
}

/** A page as the server renders it. */
export interface ServerPage<Page extends SitePageName> {
  /** The client module that renders the page, relative to client/. */
  module: `${string}.tsx`;
  /** Gathers the data for a request. Throws a ProblemError if the reader may not see it. */
  build: (request: PageRequest<Page>) => Promise<WritePage<Page>>;
  /** Whether the page is kept for everybody with the same answers. `build` may then not ask who the reader is. */
  isShared?: true;
}

/** Returns the answers of a page by the URLs at which its client requests them. */
export function answersByUrl<Page extends SitePageName>(
  page: Page,
  pageParams: SitePageParams<Page>,
  {
    answers,
    shortened = {},
    queries = {},
    params = {},
    more = [],
  }: Pick<PageContent<Page>, "answers" | "shortened" | "queries" | "params" | "more">,
): Record<string, unknown> {
  return Object.fromEntries([
    ...answered(page, answers).map((name) => [
      operationUrl(contract[name], params[name] ?? pageParams, queries[name] ?? {}),
      shortened[name] ?? answers[name],
    ]),
    ...more.map(({ name, answer, place }) => [operationUrl(contract[name], place.params, {}), answer]),
  ] as [string, unknown][]);
}

/** Returns the names of a page's answers: first those of the table of pages, in its order. */
function answered<Page extends SitePageName>(page: Page, answers: Answers<Sent<Page>>): Sent<Page>[] {
  const sent: readonly Sent<Page>[] = sitePages[page].sent;
  const given = Object.keys(answers) as Sent<Page>[];
  return [...sent.filter((name) => name in answers), ...given.filter((name) => !sent.includes(name))];
}

/** Returns the answers of a page with which the server renders a page of the client. */
export function givenAnswers<Page extends SitePageName>(
  page: Page,
  pageParams: SitePageParams<Page>,
  { answers, params = {}, more = [] }: Pick<PageContent<Page>, "answers" | "params" | "more">,
  address: Readonly<Record<string, string>>,
): GivenAnswers {
  return [
    ...answered(page, answers).map((name) => ({
      name,
      answer: answers[name],
      place: { params: params[name] ?? pageParams, address },
    })),
    ...more,
  ];
}

/** Returns the query of a request's address, as the client reads it. */
export function addressOf({ originalUrl }: Request): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(originalUrl.split("?", 2)[1]));
}

/** Returns whether a page sends the answer of a costly operation, so that requests for it are limited. */
export function isCostly(page: SitePageName): boolean {
  return sitePages[page].sent.some((name) => (contract[name] as Operation).costly === true);
}

/**
 * Returns the language in which a page is written (a primary subtag of BCP 47): the one that the reader chose, or the
 * browser's first that has catalogues. Null for a reader who is not known.
 */
export function languageOf(request: Request, me: Pick<Me, "preferences"> | null): string {
  const chosen = me?.preferences?.language;
  return chosen ? translatedLanguage(chosen) : browserLanguage(request);
}
