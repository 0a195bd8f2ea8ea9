import type { Response } from "express";
import type { Context } from "../../services/kernel/context.ts";
import { ProblemError } from "../../services/kernel/problem.ts";

/** An access token that was refused, by its hash, and the person to whom it belongs or belonged. Null if unknown. */
export interface Refused {
  token: string;
  account: string | null;
}

/** Refusals of all tokens of one person for each refusal of one token. */
const tokensOfAccount = 3;
/** In ms. */
const window = 15 * 60_000;
/** Tokens and accounts that are counted. More come only from an attack with random tokens, and the first are dropped. */
const mostCounted = 10_000;

/**
 * Counts refused access tokens, by token and by account, and never by network address: a hall of delegates may share one.
 * Only wrong tokens are then turned away, so nobody can shut out the valid ones of an account. Guessing needs no limit,
 * because a token has 256 random bits.
 */
export class TokenRefusals {
  readonly #most: number;
  readonly #now: () => number;
  readonly #shared: Context["store"]["counts"];
  /** In the order in which the windows began. */
  readonly #counts = new Map<string, { refusals: number; endsAt: number }>();

  /**
   * @param most Refusals of one token within the window, which a script in a loop soon reaches. 0 is no limit. A
   *   person's tokens together have three times as many.
   * @param shared The counts of all servers of the forum. Without them, this server counts alone.
   */
  constructor(most: number, shared?: Context["store"]["counts"], now: () => number = Date.now) {
    this.#most = most;
    this.#shared = shared;
    this.#now = now;
  }

  /** Number of tokens and accounts that are counted. */
  get size(): number {
    return this.#counts.size;
  }

  /** Counts a refusal. */
  count(refused: Refused): void {
    if (this.#most === 0) return;
    const now = this.#now();
    for (const [key] of keysOf(refused)) {
      const counted = this.#counts.get(key);
      if (counted && counted.endsAt > now) counted.refusals += 1;
      else {
        this.#counts.delete(key);
        this.#counts.set(key, { refusals: 1, endsAt: now + window });
      }
      void this.#share(key);
    }
    for (const [key, { endsAt }] of this.#counts) {
      if (endsAt > now && this.#counts.size <= mostCounted) break;
      this.#counts.delete(key);
    }
  }

  /** Adds a refusal to those on other servers, and takes over their sum. */
  async #share(key: string): Promise<void> {
    // Without an answer, this server's own count holds.
    const sum = await this.#shared?.add(`refused ${key}`, window).catch(() => undefined);
    const own = this.#counts.get(key);
    if (sum && own && sum.count > own.refusals) this.#counts.set(key, { ...own, refusals: sum.count });
  }

  /** Returns how long a token or its account must wait, because it was refused too often. Null if it need not wait. */
  secondsToWait(refused: Refused): number | null {
    if (this.#most === 0) return null;
    const now = this.#now();
    for (const [key, share] of keysOf(refused)) {
      const counted = this.#counts.get(key);
      const isOver = counted !== undefined && counted.endsAt > now && counted.refusals >= share * this.#most;
      if (isOver) return Math.ceil((counted.endsAt - now) / 1000);
    }
    return null;
  }

  /**
   * Counts a refusal and returns its problem, or too-many-requests instead.
   */
  problemOf(response: Response, refused: Refused, code: "token-not-valid" | "scope-missing"): ProblemError {
    const limited = this.limited(response, refused);
    if (limited) return limited;
    this.count(refused);
    if (code === "token-not-valid") response.set("WWW-Authenticate", "Bearer");
    return new ProblemError(code);
  }

  /** Returns the problem of a token that was refused too often. Null if it need not wait. */
  limited(response: Response, refused: Refused): ProblemError | null {
    const seconds = this.secondsToWait(refused);
    if (seconds === null) return null;
    response.set("Retry-After", String(seconds));
    return new ProblemError("too-many-requests");
  }
}

/** Returns the keys by which a refusal counts, each with the number by which the limit is multiplied. */
function keysOf({ token, account }: Refused): [key: string, share: number][] {
  const keys: [string, number][] = [[`token ${token}`, 1]];
  if (account !== null) keys.push([`account ${account}`, tokensOfAccount]);
  return keys;
}
