import type { Node } from "prosemirror-model";
import type { CompareBy, ViaComparison } from "#core/lineage/compare-via.ts";
import type { BracketChanges } from "#core/compare/comparison.ts";
import type { ChangeSummary, MailFailure } from "#core/contract/forum-operations.ts";
import type { MailFault, SentKind } from "#core/contract/mail-server-operations.ts";
import type { WordOrigins } from "#core/contract/history-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { PrintPage } from "../../export/pdf/printable-page.ts";
import type { renderFile } from "../../export/render-file.ts";
import type { Store } from "../../store/store.ts";
import type { BoundedCache } from "./bounded-cache.ts";
import type { Compared } from "./compared.ts";
import type { KnownDamage } from "./damage.ts";
import type { ServerFileTasks } from "./file-tasks.ts";
import type { KeptDiscussions } from "./kept-discussions.ts";
import type { KnownLogos } from "./known-logos.ts";
import type { StorageUse } from "./storage-use.ts";
import type { Sweeps } from "./sweeps.ts";

/** The parsed content of a version. */
export interface LoadedContent {
  draft: Node;
  /** The draft as JSON of the schema, as stored. */
  json: Record<string, unknown>;
  text: VersionText;
}

/** A message to one person, as plain text and as HTML. `language` is BCP 47. */
export interface Mail {
  to: string;
  /** Absent only for news. */
  kind?: SentKind;
  /** Name of the sender, if the forum has chosen one. */
  senderName?: string;
  /** Id of the message, part of its Message-ID, so that one that is sent again is known to be the same. */
  id?: string;
  /** Id of the person, whose messages on the server are deleted if they are erased. */
  person?: string;
  language: string;
  subject: string;
  text: string;
  html: string;
  /** Name of what it is about. Mail programs show messages with the same name together. */
  topic?: string;
  /** URL to which a mail program posts if the person wants no more such messages (RFC 8058). */
  stop?: string;
  /** Address for answers: that of the thread, or else the forum's. */
  replyTo?: string;
}

/** The dependencies of all services. */
export interface Context {
  readonly store: Store;
  /** The damaged texts and files that are known. The store notes those that its readers find. */
  readonly damage: KnownDamage;
  /** Public base URL of the forum, without a trailing slash; null if not configured. */
  readonly publicUrl: string | null;
  /**
   * Base URL of links in messages, without a trailing slash: the public URL, or the address on which the server
   * listens.
   */
  readonly linkBase: string;
  /**
   * Sends a message. `accepted` hears the mail server's answer. Services call it (`deliver`) after their transaction, so that a mail server that is down blocks or undoes
   * nothing. It reports failures to the log itself.
   * @throws MailError if the message was not sent
   */
  readonly sendMail: (mail: Mail, accepted?: (answer: string) => void) => Promise<void>;
  /** Deletes the messages to a person, or to one of these addresses, that are kept on the server. */
  readonly forgetMails: (of: { person: string; addresses: ReadonlySet<string> }) => Promise<void>;
  /**
   * Whether messages reach people. Otherwise they are files on the server, and the secretariat hands over first links.
   */
  readonly mailReaches: boolean;
  /** The address that receives answers by mail ("replies@forum.example"). Null if nobody can answer by mail. */
  readonly replyAddress: string | null;
  /** Whether webhooks may reach private networks and this machine, and without encryption. The operator decides. */
  readonly privateNetworks: boolean;
  /** The mail server as a URL without a password, or null, and the sender of messages. */
  readonly mailServer: { readonly url: string | null; readonly sender: string };
  /** Folders of the model forum, which an empty forum can try; null if it is not installed. */
  readonly modelForum: readonly string[] | null;
  now(): Date;
  /** Returns a new opaque id that was never used before. */
  newId(): string;
  /** Returns a new opaque revision. It does not reveal how many revisions came before. */
  newRevision(): string;
  /** Returns an unguessable secret of at least 128 bits, safe in a URL. */
  newToken(): string;
  /** Returns six random digits, to be typed. Callers limit guesses. */
  newCode(): string;
  /** How long sessions last, in days: without use, and in all. */
  readonly sessionDays: { readonly idle: number; readonly most: number };
  /** When to remove expired rows from the store: requests to sign in, challenges and the like. */
  readonly sweeps: Pick<Sweeps, "isDue">;
  /** Decides whether an uploaded file may still be stored. */
  readonly storage: StorageUse;
  /** The providers with which people can sign in, in the configured order. */
  readonly providers: readonly IdentityProvider[];
  /**
   * Compares two texts, in a worker thread if they are long and one is available. An aborted signal cancels the work.
   * Work without a signal is always needed and is never rejected.
   * @throws ProblemError server-busy
   */
  compare(base: VersionText, revised: VersionText, by: CompareBy, signal?: AbortSignal | null): Promise<ViaComparison>;
  /**
   * The work on uploaded files. It never runs in the server's own thread: a file of a few kB can keep a reader busy for
   * minutes.
   */
  readonly files: ServerFileTasks;
  /**
   * Renders a file in pieces, in a worker thread if it is long and one is available. Closing the generator stops the
   * work.
   * @throws ProblemError server-busy; the signal's reason once it is aborted
   */
  readonly renderFile: typeof renderFile;
  /**
   * Prints a page as PDF; null if no browser is available for printing.
   * @throws ProblemError server-busy, not-printed
   */
  readonly print: PrintPage | null;
  /** Contents by content hash. */
  readonly contents: BoundedCache<LoadedContent>;
  /**
   * Comparisons by the content hashes of both versions and the intermediate ones, the algorithm number and the links.
   */
  readonly comparisons: BoundedCache<Compared>;
  /** Change summaries, by the same key as the comparisons. */
  readonly changeSummaries: BoundedCache<ChangeSummary>;
  /** Changes of brackets and options, by the same key as the comparisons. */
  readonly bracketChanges: BoundedCache<BracketChanges>;
  /** Word origins of versions, by everything that affects them. */
  readonly wordOrigins: BoundedCache<WordOrigins["clauses"]>;
  /** The logos of organisations, after the last event that was read. */
  readonly logos: KnownLogos;
  /** The annotations of documents, and their placements on versions, after the last event that was read. */
  readonly discussions: KeptDiscussions;
}

/** A provider with which people sign in, over OpenID Connect. */
export interface IdentityProvider {
  /** Short name in addresses. It may change. */
  readonly id: string;
  readonly name: string;
  /** URL that identifies the provider. */
  readonly issuer: string;
  /**
   * Returns the address of the provider's page.
   * @throws ProblemError provider-unavailable
   */
  begin(secrets: ProviderSecrets, redirectUri: string): Promise<string>;
  /**
   * Reads the answer that the provider gave the browser.
   * @param returned the address to which the provider sent the browser
   * @throws ProblemError provider-unavailable; provider-refused if the answer is a refusal or does not match the
   *   secrets
   */
  finish(secrets: ProviderSecrets, returned: URL): Promise<ProvidedIdentity>;
}

/** The secrets that tie an answer to the browser and the sign-in that asked for it. */
export interface ProviderSecrets {
  readonly state: string;
  readonly nonce: string;
  /** Proves to the provider that the one who redeems the code is the one who asked (PKCE). */
  readonly verifier: string;
}

/** A person as a provider names them. */
export interface ProvidedIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  /** Whether the provider has confirmed the mail address. */
  readonly isVerified: boolean;
}

/** A message that was not sent. The text never has the address, which the mail server's answer may repeat. */
export class MailError extends Error {
  override name = "MailError";
  readonly failure: MailFailure;
  /** Whether another try would fail too. */
  readonly isFinal: boolean;
  /** Private, so that no log has it. */
  readonly #fault: MailFault;

  constructor(failure: MailFailure, isFinal = false, fault: MailFault = { cause: "other", answer: null }) {
    super(failure);
    this.failure = failure;
    this.isFinal = isFinal;
    this.#fault = fault;
  }

  get fault(): MailFault {
    return this.#fault;
  }
}
