import type { Server, ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import process from "node:process";

/** The requests that a server is answering. */
export class RunningRequests {
  readonly #server: Server;
  readonly #responses = new Set<ServerResponse>();
  #whenDone = (): void => undefined;
  #stopping = false;

  constructor(server: Server) {
    this.#server = server;
    server.prependListener("request", (_request, response: ServerResponse) => {
      this.#responses.add(response);
      if (this.#stopping) endConnection(response);
      response.once("close", () => {
        this.#responses.delete(response);
        if (this.#responses.size === 0) this.#whenDone();
      });
    });
  }

  /** Number of requests that are being answered. */
  get size(): number {
    return this.#responses.size;
  }

  /**
   * Takes no further connections, and resolves once every request is answered or the time is up. Requests on connections
   * that are open are still answered meanwhile. Then cuts all connections.
   *
   * @param most In ms.
   */
  async finish(most: number): Promise<void> {
    this.#stopping = true;
    // The close of an HTTP server would also cut idle connections, on which proxies ask whether it is ready.
    const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(this.#server, () => resolve()));
    for (const response of this.#responses) endConnection(response);
    if (this.#responses.size > 0) {
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, most);
        this.#whenDone = () => {
          clearTimeout(late);
          resolve();
        };
      });
    }
    // Browsers open connections ahead, without a request. Node does not count them as idle.
    this.#server.closeAllConnections();
    await closed;
  }
}

/** Lets the client send no further request on the connection of a response. */
function endConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader("Connection", "close");
}

/**
 * Time, in ms, in which a second signal counts as the first one. A terminal sends Ctrl+C to npm and the server, and npm
 * passes it on to the server once more.
 */
const sameSignal = 500;

/** Calls `stop` at the first signal to stop. A second signal ends the process at once. */
export function onStopSignal(stop: () => void): void {
  let first: number | null = null;
  const hear = (): void => {
    if (first === null) {
      first = Date.now();
      stop();
    } else if (Date.now() - first > sameSignal) process.exit(1);
  };
  process.on("SIGINT", hear).on("SIGTERM", hear);
}
