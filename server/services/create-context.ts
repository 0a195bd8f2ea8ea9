import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { compareTexts } from "#core/lineage/compare-via.ts";
import { renderFile } from "../export/render-file.ts";
import type { Store } from "../store/store.ts";
import { BoundedCache } from "./kernel/bounded-cache.ts";
import type { Context } from "./kernel/context.ts";
import { KnownDamage } from "./kernel/damage.ts";
import { withChains } from "./kernel/public-chain.ts";
import { unlimitedStorage } from "./kernel/storage-use.ts";
import { fileTasks } from "./kernel/file-tasks.ts";
import { KeptDiscussions } from "./kernel/kept-discussions.ts";
import { KnownLogos } from "./kernel/known-logos.ts";
import { Sweeps } from "./kernel/sweeps.ts";

/**
 * Weights are characters of text. A character of a parsed draft costs about 30 bytes (nodes, JSON and text). A
 * character of a comparison costs about 11, and one with known origin about 5. Together the caches stay under about 650
 * MB. They can hold a forum of 100 Opinions, or two drafts of 5 MB with their comparison in both directions.
 */
const contentLimit = 12_000_000;

const comparisonLimit = 24_000_000;

const originLimit = 6_000_000;

/** Each entry weighs one. */
const changeSummaryLimit = 10_000;

/** A draft in which a fifth of the words are in brackets costs about 2 bytes per character of text. */
const bracketChangeLimit = 12_000_000;

/** Creates a context over a store. Uses the system's clock and randomness unless others are given. */
export function createContext(
  store: Store,
  overrides: Partial<
    Pick<
      Context,
      | "publicUrl"
      | "linkBase"
      | "sendMail"
      | "forgetMails"
      | "mailReaches"
      | "replyAddress"
      | "privateNetworks"
      | "mailServer"
      | "providers"
      | "sessionDays"
      | "modelForum"
      | "now"
      | "newId"
      | "newToken"
      | "compare"
      | "files"
      | "renderFile"
      | "print"
    >
  > = {},
): Context {
  const damage = new KnownDamage();
  return {
    store: damage.watch(withChains(store)),
    damage,
    publicUrl: null,
    linkBase: overrides.publicUrl ?? "http://localhost",
    sendMail: () => Promise.resolve(),
    forgetMails: () => Promise.resolve(),
    mailReaches: false,
    replyAddress: null,
    privateNetworks: false,
    mailServer: { url: null, sender: "" },
    modelForum: null,
    now: () => new Date(),
    newId: () => randomUUID(),
    newRevision: () => randomBytes(9).toString("base64url"),
    newToken: () => randomBytes(32).toString("base64url"),
    newCode: () => String(randomInt(1_000_000)).padStart(6, "0"),
    sessionDays: { idle: 14, most: 90 },
    sweeps: new Sweeps(),
    storage: unlimitedStorage,
    providers: [],
    compare: (base, revised, by) => Promise.resolve(compareTexts(base, revised, by)),
    files: fileTasks,
    renderFile,
    print: null,
    contents: new BoundedCache(contentLimit),
    comparisons: new BoundedCache(comparisonLimit),
    changeSummaries: new BoundedCache(changeSummaryLimit),
    bracketChanges: new BoundedCache(bracketChangeLimit),
    wordOrigins: new BoundedCache(originLimit),
    logos: new KnownLogos(),
    discussions: new KeptDiscussions(),
    ...overrides,
  };
}
