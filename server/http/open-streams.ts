import type { EventStream } from "./event-stream.ts";

/** The streams open under each session, so that signing out ends them at once. */
export class OpenStreams {
  readonly #streams = new Map<string, Set<EventStream>>();

  /** Keeps a stream until it closes. */
  add(session: string, stream: EventStream): void {
    const streams = this.#streams.get(session) ?? new Set();
    this.#streams.set(session, streams.add(stream));
    stream.whenClosed(() => {
      streams.delete(stream);
      if (streams.size === 0) this.#streams.delete(session);
    });
  }

  /** Ends every stream of a session. */
  close(session: string): void {
    for (const stream of [...(this.#streams.get(session) ?? [])]) stream.close();
  }
}
