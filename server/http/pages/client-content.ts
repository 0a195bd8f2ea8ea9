import type { ComponentType, ReactNode } from "react";
import { createElement } from "react";
import type { Actor } from "#core/access/permissions.ts";
import { contract, type OperationName } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { type SitePageName, type SitePageParams, sitePages } from "#core/contract/settings-pages.ts";
import { addOperations } from "../../../client/api/call.ts";
import type { NeededQuery, OwnQueries } from "../../../client/api/needed.ts";
import type { NeededName } from "../../../client/app/needed-queries.ts";
import { PartsOfPage } from "../../../client/page-parts/PartsOfPage.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import type { Visit } from "../middleware/visitor.ts";
import type { Answers, PageContent, PageRequest, Sent, ServerPage, TitleParams } from "./page-content.ts";
import { PartsHere } from "./send-page.tsx";

// In the browser, pages add the operations that they need.
addOperations(contract);

/** A page that client and server render with the same component. */
interface SharedPage<Page extends SitePageName> {
  /** The client module that renders the page, relative to client/. */
  module: `${string}.tsx`;
  Page: ComponentType<{ params: Record<string, string> }>;
  /** The queries of operations that only this page needs. */
  queries?: OwnQueries & Readonly<Record<Exclude<Sent<Page>, NeededName>, NeededQuery>>;
  /**
   * Throws a ProblemError if the reader may not see the page. The operations of `queries` may then be refused, and the
   * component says so. If omitted, any refusal refuses the page.
   */
  authorise?: (actor: Actor, params: SitePageParams<Page>) => void;
  title: (answers: Answers<Sent<Page>>, params: SitePageParams<Page>) => TitleParams<Page>;
  /** Used by search engines and link previews. */
  description: (answers: Answers<Sent<Page>>) => string;
  /** Whether search engines may index the page. False if omitted. */
  indexed?: (answers: Answers<Sent<Page>>) => boolean;
  /** The feed of the page's changes. */
  feed?: (answers: Answers<Sent<Page>>) => { title: string; href: string } | undefined;
  /** Not cached, because the next user of the browser may be someone else. */
  personal?: true;
  /** Parts of the page for signed-in people, with a client module and queries of their own. Each may be refused. */
  signedIn?: { module: `${string}.tsx`; queries: OwnQueries } | undefined;
  /** The title stands alone, without the name of the forum. */
  titleAlone?: true;
  /** For a page whose component puts parts aside (`PartsOfPage`), which are rendered while it is sent. */
  long?: {
    /** Computes in turns what would block the server while the component renders. */
    prepare: (answers: Answers<Sent<Page>>) => Promise<void>;
    /** Returns short values that change whenever the answers do. */
    follow: (answers: Answers<Sent<Page>>) => unknown;
  };
}

/** The parameters of an address that choose what a page's operations answer. Others are read by the client alone. */
const choices = ["after", "size", "at", "language", "draft"];

/**
 * Returns the server's part of a page of the client: it asks the operations that the table of pages names, and renders
 * the client's component with their answers. The queries of the operations come from the address. What they refuse is
 * as good as absent.
 */
export function sharedPage<Page extends SitePageName>(page: Page, shared: SharedPage<Page>): ServerPage<Page> {
  const { module, Page: Component, title, description, indexed, feed, titleAlone, long } = shared;
  return {
    module,
    build: async (request) => {
      const { actor } = request.visit.visitor;
      shared.authorise?.(actor, request.params);
      const signedIn = actor.participantId === null ? undefined : shared.signedIn;
      const personal = shared.personal ?? signedIn !== undefined;
      const queries = (shared.queries || signedIn) && { ...shared.queries, ...signedIn?.queries };
      const { answers, ...asked } = await askAll(page, { ...shared, signedIn }, request);
      await long?.prepare(answers);
      const element = createElement(Component, { params: request.params as Record<string, string> });
      return (): PageContent<Page> => ({
        title: title(answers, request.params),
        forum: titleAlone ? null : ((answers as { getForum?: { shortName: string } }).getForum?.shortName ?? null),
        description: description(answers),
        ...(indexed && { indexed: indexed(answers) }),
        ...(feed && { feed: feed(answers) }),
        ...(personal && { personal }),
        ...(signedIn && { modules: [signedIn.module] }),
        answers,
        ...asked,
        ofClient: true,
        ...(queries && { ownQueries: queries }),
        ...(long ? inParts(element, [long.follow(answers), asked.more]) : { children: element }),
      });
    },
  };
}

/** Returns the content of a page in parts, and puts those aside that its component does. */
function inParts(page: ReactNode, follow: unknown): Pick<PageContent<never>, "children" | "long"> {
  const parts: ReactNode[] = [];
  const putAside = (part: ReactNode): ReactNode => {
    parts.push(part);
    return createElement(PartsHere);
  };
  return { children: createElement(PartsOfPage, { value: putAside }, page), long: { parts, follow } };
}

interface Asked<Page extends SitePageName> {
  answers: Answers<Sent<Page>>;
  /** The parameters and queries with which they were asked, as the client asks them. */
  params: NonNullable<PageContent<Page>["params"]>;
  queries: NonNullable<PageContent<Page>["queries"]>;
  more: NonNullable<PageContent<Page>["more"]>;
}

/** Asks the operations of a page. The page that names a draft asks for its document last. */
async function askAll<Page extends SitePageName>(
  page: Page,
  { authorise, queries, signedIn }: Pick<SharedPage<Page>, "authorise" | "queries" | "signedIn">,
  request: PageRequest<Page>,
): Promise<Asked<Page>> {
  const { handlers, visit, me, params, query } = request;
  const given: Readonly<Record<string, string>> = params;
  const address = Object.fromEntries(
    Object.entries(query).flatMap(([key, value]) => (typeof value === "string" ? [[key, value] as const] : [])),
  );
  const ofSignedIn = Object.keys(signedIn?.queries ?? {}) as OperationName[];
  const names: readonly OperationName[] = [...sitePages[page].sent, ...ofSignedIn];
  const own: OwnQueries = { ...queries, ...signedIn?.queries };
  const asked: Record<string, Readonly<Record<string, unknown>>> = {};
  const answers: Record<string, unknown> = {};
  const ask = async (name: OperationName): Promise<void> => {
    const operation: Operation = contract[name];
    const handler = handlers[name] as (visit: Visit, input: object) => Promise<unknown>;
    const chosen = own[name]?.asks
      ? own[name].asks({ params: given, address }, visit.visitor.actor.participantId)
      : Object.fromEntries(
          Object.entries(query).filter(
            ([key]) => choices.includes(key) && operation.query && key in operation.query.shape,
          ),
        );
    if (chosen === null) return;
    asked[name] = chosen;
    const parsed = operation.query?.safeParse(chosen);
    const input = { ...given, ...(parsed?.success ? parsed.data : operation.query?.parse({})) };
    try {
      answers[name] = name === "getMe" ? me : await handler(visit, input);
    } catch (error) {
      const mayBeRefused = authorise ? name in own : ofSignedIn.includes(name);
      if (!mayBeRefused || !(error instanceof ProblemError)) throw error;
    }
  };
  const isLater = (name: OperationName): boolean => name === "getDocument" && given["document"] === undefined;
  await Promise.all(names.filter((name) => !isLater(name)).map(ask));
  const all = { answers, queries: asked, params: {}, more: [] };
  if (!names.some(isLater)) return all as unknown as Asked<Page>;
  const ids = await documentsOf(answers, request);
  const documents = await Promise.all(ids.map((document) => handlers.getDocument(visit, { document })));
  const [first, ...others] = ids.map((document, index) => ({
    name: "getDocument" as const,
    answer: documents[index],
    place: { params: { document }, address: {} },
  }));
  answers["getDocument"] = first?.answer;
  return { ...all, params: { getDocument: first?.place.params }, more: others } as unknown as Asked<Page>;
}

/** The fields of an answer that name its drafts: one, or two that are compared. */
interface OfDrafts {
  version?: { documentId?: string };
  revised?: { version?: { documentId?: string } };
  base?: { version?: { documentId?: string } };
}

/** Returns the documents of the drafts that a page is about: an answer names them, or the draft does. */
async function documentsOf<Page extends SitePageName>(
  answers: Readonly<Record<string, unknown>>,
  { handlers, visit, params }: PageRequest<Page>,
): Promise<string[]> {
  const about = Object.values(answers) as OfDrafts[];
  const named = about
    .flatMap(({ version, revised, base }) => [version, revised?.version, base?.version])
    .flatMap((draft) => draft?.documentId ?? []);
  if (named.length > 0) return [...new Set(named)];
  const { version = "" }: Readonly<Record<string, string>> = params;
  return [(await handlers.getVersion(visit, { version })).version.documentId];
}
