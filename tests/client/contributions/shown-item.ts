import type { ShownContribution, ShownItem } from "#core/contract/contribution-operations.ts";

/** Returns an item with default values for everything not given. */
export function shownItem(id: string, overrides: Partial<ShownItem> = {}): ShownItem {
  return {
    id,
    origin: "tracked",
    kind: "comment",
    type: "general",
    targets: [],
    operations: [],
    words: "",
    author: "Ana Ruiz",
    at: null,
    text: "Why?",
    doubt: null,
    resolved: false,
    replies: [],
    marks: [],
    included: true,
    edited: false,
    answersId: null,
    annotationId: null,
    changes: [],
    taken: true,
    isHeld: false,
    ...overrides,
  };
}

/** Returns a contribution under review by the secretariat, with default values for everything not given. */
export function shownContribution(overrides: Partial<ShownContribution> = {}): ShownContribution {
  return {
    id: "contribution-1",
    source: { fileName: "table.csv", format: "csv", hash: "0".repeat(64), size: 1 },
    readHash: "0".repeat(64),
    organisationIds: [],
    sendersBy: "file",
    contributorId: null,
    sentOn: "2013-02-03",
    authors: [],
    versionId: null,
    matchedBy: "text",
    matches: [],
    handMarks: "none",
    unmarked: "none",
    items: [],
    setAside: [],
    notices: [],
    state: "prepared",
    receivedAt: "2013-02-03T10:00:00.000Z",
    receivedBy: null,
    takenAt: null,
    revision: "r1",
    organisations: [],
    version: null,
    held: [],
    sources: [],
    may: { edit: true, take: true, undo: false, discard: true },
    ...overrides,
  };
}
