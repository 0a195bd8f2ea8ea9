/** A change of a person's mail address that both addresses must confirm. Codes are kept only as hashes. */
export interface PendingEmailChange {
  readonly email: string;
  /** The code sent to the present address; null if there is none. */
  readonly oldCode: string | null;
  readonly newCode: string;
  /** In ms. */
  readonly expiresAt: number;
}

/** Wrong attempts that end a change. */
const mostWrong = 5;
/** Changes that a person may begin in a day. */
const mostBegun = 5;
const day = 24 * 60 * 60 * 1000;

/** The changes of mail addresses that wait, one for each person. They stay in memory, like requests to sign in. */
export class PendingEmailChanges {
  readonly #changes = new Map<string, PendingEmailChange & { wrong: number }>();
  readonly #begun = new Map<string, number[]>();

  /** Begins a change instead of any earlier one. Returns false if the person has begun too many. */
  begin(participantId: string, change: PendingEmailChange, now: number): boolean {
    const begun = (this.#begun.get(participantId) ?? []).filter((at) => at > now - day);
    if (begun.length >= mostBegun) return false;
    this.#begun.set(participantId, [...begun, now]);
    this.#changes.set(participantId, { ...change, wrong: 0 });
    return true;
  }

  /** Returns the person's live change, or null. */
  get(participantId: string, now: number): PendingEmailChange | null {
    const change = this.#changes.get(participantId);
    return change && change.expiresAt > now && change.wrong < mostWrong ? change : null;
  }

  /** Counts a wrong code. After five, the change has ended. */
  countWrong(participantId: string): void {
    const change = this.#changes.get(participantId);
    if (change) change.wrong += 1;
  }

  /** Ends the change of a person, if there is one. */
  end(participantId: string): void {
    this.#changes.delete(participantId);
  }
}
