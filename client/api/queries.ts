import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { AnnotationList, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import { call } from "./call.ts";
import { keepForumZone } from "./forum-zone.ts";

/** Keys of everything read from the server. A write or an event refreshes data by these keys. */
export const keys = {
  me: ["me"] as const,
  /** Prefix of the forum and its table of contents. */
  library: ["library"] as const,
  forum: ["library", "forum"] as const,
  documents: ["library", "documents"] as const,
  participants: ["participants"] as const,
  circles: ["circles"] as const,
  newReaders: ["circles", "new-readers"] as const,
  views: ["views"] as const,
  /** Prefix of every list of annotations, but not of the data derived from annotations. */
  annotationLists: ["annotations", "list"] as const,
  jointRequests: ["annotations", "list", "joint-requests"] as const,
  /** Prefix of the reader's inbox. */
  inbox: ["annotations", "inbox"] as const,
  waiting: ["annotations", "inbox", "waiting"] as const,
  unread: ["annotations", "inbox", "unread"] as const,
  document: (document: string) => ["document", document] as const,
  version: (version: string) => ["version", version] as const,
  draft: (version: string) => ["draft", version] as const,
  /** Prefix of every preview. */
  previews: ["preview"] as const,
  preview: (version: string) => ["preview", version] as const,
  /** All annotations of a version, and the prefix of every part of them. */
  annotations: (version: string) => ["annotations", "list", version] as const,
  annotationCounts: (version: string) => ["annotations", "counts", version] as const,
  wordings: (annotation: string, revision: string) => ["annotations", "wordings", annotation, revision] as const,
  placements: (annotation: string) => ["placements", annotation] as const,
  clauseHistory: (version: string, clause: string) => ["annotations", "clause-history", version, clause] as const,
  negotiation: (document: string, language: string) => ["document", document, "negotiation", language] as const,
  history: (document: string, language: string | null) => ["annotations", "history", document, language] as const,
  barometer: (document: string, language: string | null, draft: string | null) =>
    ["annotations", "barometer", document, language, draft] as const,
  positions: (version: string) => ["annotations", "positions", version] as const,
  news: (document: string, since: string) => ["news", document, since] as const,
  comparison: (base: string, revised: string) => ["comparison", base, revised] as const,
};

const minute = 60_000;

/** Returns whether the size of any version's changes is still being computed. */
function areCounting(versions: readonly ListedVersion[]): boolean {
  return versions.some(({ change }) => change?.summary === null);
}

/**
 * Returns how long to wait, in milliseconds, before the next request for data that is still being computed. The wait
 * grows with the number of requests.
 */
function waitAfter(requested: number): number {
  return Math.min(15_000, 1_000 * requested);
}

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: ({ signal }) => call("getMe", { signal }),
  staleTime: 5 * minute,
});

export const forumQuery = queryOptions({
  queryKey: keys.forum,
  queryFn: async ({ signal }) => {
    const forum = await call("getForum", { signal });
    keepForumZone(forum.timeZone);
    return forum;
  },
});

/** Returns the part of a list that the address of its page names. */
const partAt = ({ after, size }: Readonly<Record<string, string>>) => ({ after, size });

/** A page of the forum's table of contents, as the query of the page's address asks for it. */
export const libraryQuery = (address: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: [...keys.documents, address],
    queryFn: ({ signal }) => call("getLibrary", { query: partAt(address), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data?.documents.some(({ versions }) => areCounting(versions)) ? waitAfter(dataUpdateCount) : false,
  });

/** All documents of the forum. Only what offers all of them asks for them. */
export const documentsQuery = queryOptions({
  queryKey: [...keys.documents, "all"],
  queryFn: async ({ signal }) => (await import("./all-documents.ts")).allDocuments(signal),
});

/** The views the reader saved. Requires sign-in. */
export const viewsQuery = queryOptions({
  queryKey: keys.views,
  queryFn: ({ signal }) => call("getSavedFilters", { signal }),
  staleTime: minute,
});

/**
 * Annotations that wait for the reader's organisation to co-sign. Keyed with the annotations, because its decision
 * changes them.
 */
export const jointRequestsQuery = queryOptions({
  queryKey: keys.jointRequests,
  queryFn: ({ signal }) => call("getJointRequests", { signal }),
  staleTime: minute,
});

/**
 * A part of the reader's inbox. Requires sign-in. Keyed with the annotations, so that an event about them reads it again.
 * Only the inbox loads its operations.
 */
export const notificationsQuery = (state: "unread" | "read" | "done" = "unread", after?: string, size?: number) =>
  queryOptions({
    queryKey: [...keys.inbox, state, after, size],
    queryFn: async ({ signal }) => (await import("./inbox-calls.ts")).readItems({ state, after, size }, signal),
  });

/** The work that waits for the reader. Requires sign-in. */
export const waitingQuery = queryOptions({
  queryKey: keys.waiting,
  queryFn: async ({ signal }) => (await import("./inbox-calls.ts")).readWaiting(true, signal),
});

/**
 * A page of the circles the reader may see, as the query of the page's address asks for it. Requires sign-in. Each visit
 * reads it again, because its counts change with every draft that is shared.
 */
export const circlesQuery = (address: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: [...keys.circles, address],
    queryFn: ({ signal }) => call("getCircles", { query: partAt(address), signal }),
    staleTime: 0,
  });

/** The circles of the reader's organisation. Requires sign-in. */
export const ownCirclesQuery = queryOptions({
  queryKey: [...keys.circles, "own"],
  queryFn: async ({ signal }) => (await call("getCircles", { query: { own: "true" }, signal })).items,
});

/**
 * Organisations that joined a circle after the reader shared drafts with it, and so can read them. Requires sign-in.
 * Keyed with the circles, because a change of a circle changes them.
 */
export const newReadersQuery = queryOptions({
  queryKey: keys.newReaders,
  queryFn: ({ signal }) => call("getNewReaders", { signal }),
  staleTime: minute,
});

export const documentQuery = (document: string) =>
  queryOptions({
    queryKey: keys.document(document),
    queryFn: ({ signal }) => call("getDocument", { params: { document }, signal }),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && areCounting(data.versions) ? waitAfter(dataUpdateCount) : false,
  });

/** A version's text never changes. Its state and counts may, so it is fetched again after 10 minutes. */
/** A version with its text. Its draft is a query of its own. */
export type ReadVersion = Omit<VersionPage, "draft">;

/** The page of the server has the draft and the text of its version only as elements. */
type ShownVersion = Omit<ReadVersion, "text"> & Partial<Pick<VersionPage, "draft" | "text">>;

export const versionQuery = (version: string) =>
  queryOptions({
    queryKey: keys.version(version),
    queryFn: async ({ signal, client }) => {
      const read = (): Promise<ShownVersion> => call("getVersion", { params: { version }, signal });
      const answer = await read();
      const shown = answer.text ? null : await shownText(answer);
      // The second answer comes from the server, not from the page.
      const { draft, text = shown, ...rest } = answer.text || shown ? answer : await read();
      if (!text) throw new RangeError("The version has no text");
      const page: ReadVersion = { ...rest, text };
      for (const name of draft ? [version, page.version.address] : []) client.setQueryData(keys.draft(name), draft);
      // Proposals name the draft that they change by its full address.
      const key = keys.version(page.version.address);
      if (page.version.address !== version && client.getQueryData(key) === undefined) client.setQueryData(key, page);
      return page;
    },
    staleTime: 10 * minute,
  });

/** Reads the text of a version from the page. Null if the page shows another text, for example a translation. */
async function shownText({ version: { id, language }, negotiation }: ShownVersion): Promise<VersionText | null> {
  const { readVersionText } = await import("../reader/clause-map.ts");
  const element = document.querySelector(`[data-version="${CSS.escape(id)}"]`);
  const text = element && readVersionText(element, language);
  const length = text?.clauses.reduce((sum, { start, end }) => sum + end - start, 0);
  return length === negotiation.counts.characters ? text : null;
}

/** The draft of a version as JSON of the draft schema. It never changes. */
export const draftQuery = (version: string) =>
  queryOptions({
    queryKey: keys.draft(version),
    queryFn: async ({ signal }) => (await call("getVersion", { params: { version }, signal })).draft,
    staleTime: Infinity,
  });

export const previewQuery = (version: string) =>
  queryOptions({
    queryKey: keys.preview(version),
    queryFn: ({ signal }) => call("getPreview", { params: { version }, signal }),
  });

/**
 * Number of open annotations up to which the reading room loads all of them at once. Most versions have fewer. Of others
 * it loads what is near the reader.
 */
export const fewAnnotations = 500;

/** All annotations of a version, in text order. */
export const annotationsQuery = (version: string) =>
  queryOptions({
    queryKey: keys.annotations(version),
    queryFn: ({ signal }) => readAnnotations(version, {}, signal),
  });

/** An annotation on the version it was made on. */
export const annotationQuery = (annotation: string) =>
  queryOptions({
    queryKey: ["annotations", "one", annotation],
    queryFn: ({ signal }) => call("getAnnotation", { params: { annotation }, signal }),
  });

/**
 * Reads the annotations of a version that a query selects, page by page, in text order. `onPage` receives the number
 * that were read.
 */
export async function readAnnotations(
  version: string,
  selected: { from?: string; to?: string; list?: AnnotationList; annotation?: string; ids?: string },
  signal: AbortSignal,
  onPage?: (read: number) => void,
): Promise<PlacedAnnotation[]> {
  const annotations: PlacedAnnotation[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const query = { ...selected, limit: fewAnnotations, ...(after && { after }) };
    const page = await call("getAnnotationPage", { params: { version }, query, signal });
    annotations.push(...page.annotations);
    after = page.next;
    onPage?.(annotations.length);
  }
  return annotations;
}

/** The earlier texts of an annotation, before the given revision. */
export const wordingsQuery = (annotation: string, revision: string) =>
  queryOptions({
    queryKey: keys.wordings(annotation, revision),
    queryFn: ({ signal }) => call("getEarlierWordings", { params: { annotation }, signal }),
  });

export const placementsQuery = (annotation: string) =>
  queryOptions({
    queryKey: keys.placements(annotation),
    queryFn: ({ signal }) => call("getPlacements", { params: { annotation }, signal }),
  });

export const comparisonQuery = (base: string, revised: string) =>
  queryOptions({
    queryKey: keys.comparison(base, revised),
    queryFn: ({ signal }) => call("getComparison", { params: { base, revised }, signal }),
    staleTime: 10 * minute,
  });

/** The links and refusals of two versions. Keyed with the comparisons, because each shows the computed pair. */
export const linksQuery = (base: string, revised: string) =>
  queryOptions({
    queryKey: ["comparison", "links", base, revised],
    queryFn: ({ signal }) => call("getLinks", { params: { base, revised }, signal }),
  });

/** The events of a document since a time (ISO 8601). */
export const newsQuery = (document: string, since: string) =>
  queryOptions({
    queryKey: keys.news(document, since),
    queryFn: ({ signal }) => call("getEvents", { params: { document }, query: { since, limit: 500 }, signal }),
    staleTime: minute,
  });

/** A clause's history through all drafts. Keyed with the annotations, because it shows them. */
export const clauseHistoryQuery = (version: string, clause: string) =>
  queryOptions({
    queryKey: keys.clauseHistory(version, clause),
    queryFn: ({ signal }) => call("getClauseHistory", { params: { version, clause }, signal }),
  });

/**
 * The positions of all organisations and groups on a version. Keyed with the annotations, because it is computed from
 * them.
 */
export const positionsQuery = (version: string) =>
  queryOptions({
    queryKey: keys.positions(version),
    queryFn: ({ signal }) => call("getPositions", { params: { version }, signal }),
  });

/**
 * The evolution of a document's text through its drafts, with the comments on each. Keyed with the annotations, because
 * it counts them.
 */
export const historyQuery = (document: string, language: string | null) =>
  queryOptions({
    queryKey: keys.history(document, language),
    queryFn: ({ signal }) =>
      call("getHistory", { params: { document }, query: language === null ? {} : { language }, signal }),
    staleTime: minute,
  });

/**
 * How much of a document is open in each draft, and the changes in one of them. Keyed with the annotations, because it
 * names proposals. Null stands for the default.
 */
export const barometerQuery = (document: string, language: string | null, draft: string | null) =>
  queryOptions({
    queryKey: keys.barometer(document, language, draft),
    queryFn: ({ signal }) =>
      call("getBarometer", {
        params: { document },
        query: { ...(language !== null && { language }), ...(draft !== null && { draft }) },
        signal,
      }),
    staleTime: minute,
  });

/** How much each draft of a document leaves open, in one language. */
export const negotiationQuery = (document: string, language: string) =>
  queryOptions({
    queryKey: keys.negotiation(document, language),
    queryFn: ({ signal }) => call("getNegotiationHistory", { params: { document }, query: { language }, signal }),
    staleTime: minute,
  });

export const contributionKeys = {
  /** All pages of the list. */
  all: ["contributions", "page"] as const,
  one: (id: string) => ["contributions", id] as const,
};

/** A page of the contributions that the reader may see, as the query of the page's address asks for it. */
export const contributionsQuery = (address: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: [...contributionKeys.all, address],
    queryFn: ({ signal }) => call("getContributions", { query: { ...partAt(address), at: address["at"] }, signal }),
  });

/** The columns of a contribution's tables. */
export const fileColumnsQuery = (id: string) =>
  queryOptions({
    queryKey: [...contributionKeys.one(id), "columns"],
    queryFn: ({ signal }) => call("getContributionColumns", { params: { contribution: id }, signal }),
  });

export const contributionQuery = (id: string) =>
  queryOptions({
    queryKey: contributionKeys.one(id),
    queryFn: ({ signal }) => call("getContribution", { params: { contribution: id }, signal }),
  });
