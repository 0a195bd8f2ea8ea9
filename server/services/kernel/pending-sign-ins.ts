import { timingSafeEqual } from "node:crypto";

/** A request to sign in by mail. Its browser, address, token and code are kept only as hashes. */
export interface PendingSignIn {
  readonly id: string;
  /** The browser that asked. Only it may confirm. */
  readonly browser: string;
  readonly address: string;
  readonly token: string;
  readonly code: string;
  /** Times are in ms. */
  readonly expiresAt: number;
}

interface Counted extends PendingSignIn {
  wrongCodes: number;
  ended: boolean;
}

/** Wrong codes that end a request. */
const mostWrongCodes = 5;
/** Requests for one address within the life of a request. */
const mostRequests = 10;
/** Wrong codes for one address in a day, after which only the link in the message signs in. */
const mostWrongCodesInDay = 50;
const day = 24 * 60 * 60 * 1000;
/** Live requests in all. More come only from an attack, and the oldest are then dropped. */
const mostPending = 100_000;

/**
 * The requests to sign in by mail that are not confirmed yet. They stay in memory: they live for minutes, anyone may
 * make one, and none may leave a trace of an address on the disk. After a restart, people ask again.
 *
 * Limits count by account, so that nobody locks out a hall of delegates who share a network address.
 */
export class PendingSignIns {
  readonly #byBrowser = new Map<string, Counted[]>();
  readonly #asked = new Map<string, number[]>();
  readonly #wrong = new Map<string, number[]>();
  #count = 0;

  /** Adds a request. Returns false if the address has too many. */
  add(request: PendingSignIn, now: number): boolean {
    this.#forgetOld(now);
    const asked = this.#asked.get(request.address) ?? [];
    if (asked.length >= mostRequests) return false;
    this.#asked.set(request.address, [...asked, request.expiresAt]);
    const others = this.#byBrowser.get(request.browser) ?? [];
    this.#byBrowser.delete(request.browser);
    this.#byBrowser.set(request.browser, [...others, { ...request, wrongCodes: 0, ended: false }]);
    this.#count += 1;
    return true;
  }

  /** Returns the latest live request of a browser, or null. */
  latest(browser: string, now: number): PendingSignIn | null {
    return this.#live(browser, now).at(-1) ?? null;
  }

  /** Returns whether the browser's request is live. */
  isLive(browser: string, id: string, now: number): boolean {
    return this.#live(browser, now).some((request) => request.id === id);
  }

  /** Takes the live request of a browser with this token (as hash). A request is taken once. */
  takeByToken(browser: string, token: string, now: number): PendingSignIn | null {
    return this.#take(this.#live(browser, now).find((request) => same(request.token, token)));
  }

  /**
   * Takes the live request with this code (as hash), among those of the browser for the address of the request with
   * this id. Someone who asked twice may type either code. A wrong code counts for all of them, and for the address.
   */
  takeByCode(browser: string, { id, code }: { id: string; code: string }, now: number): PendingSignIn | null {
    const live = this.#live(browser, now);
    const address = live.find((request) => request.id === id)?.address;
    if (address === undefined) return null;
    const ofAddress = live.filter((request) => request.address === address);
    const wrong = (this.#wrong.get(address) ?? []).filter((at) => at > now - day);
    const found = wrong.length < mostWrongCodesInDay && ofAddress.find((request) => same(request.code, code));
    if (found) return this.#take(found);
    this.#wrong.set(address, [...wrong, now].slice(-mostWrongCodesInDay));
    for (const request of ofAddress) {
      request.wrongCodes += 1;
      if (request.wrongCodes >= mostWrongCodes) request.ended = true;
    }
    return null;
  }

  /** Makes a taken request live again, because signing in failed for another reason. */
  putBack({ browser, id }: PendingSignIn): void {
    const request = this.#byBrowser.get(browser)?.find((one) => one.id === id);
    if (request) request.ended = false;
  }

  #live(browser: string, now: number): Counted[] {
    return (this.#byBrowser.get(browser) ?? []).filter(({ ended, expiresAt }) => !ended && expiresAt > now);
  }

  #take(request: Counted | undefined): PendingSignIn | null {
    if (request) request.ended = true;
    return request ?? null;
  }

  /** Map entries are in the order in which they were last set, so the old ones come first. */
  #forgetOld(now: number): void {
    for (const [browser, requests] of this.#byBrowser) {
      const last = requests.at(-1)?.expiresAt ?? 0;
      if (last > now && this.#count < mostPending) break;
      this.#byBrowser.delete(browser);
      this.#count -= requests.length;
    }
    for (const [address, asked] of this.#asked) {
      const live = asked.filter((expiresAt) => expiresAt > now);
      if (live.length > 0) this.#asked.set(address, live);
      else this.#asked.delete(address);
    }
    for (const [address, times] of this.#wrong) if ((times.at(-1) ?? 0) <= now - day) this.#wrong.delete(address);
  }
}

/** Compares hashes in constant time. */
function same(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
