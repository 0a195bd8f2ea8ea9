import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

/** A message that arrived, with its source. */
export interface ArrivedMail extends ParsedMail {
  source: string;
  recipients: string[];
}

/** A real mail server on a free port, which keeps what arrives. */
export interface MailServer {
  url: string;
  arrived: ArrivedMail[];
  /** Resolves with the n-th message, counted from 1, once it has arrived. */
  mail(count: number): Promise<ArrivedMail>;
  stop(): Promise<void>;
}

/** Starts a mail server. With `refuse`, it answers every recipient with this code and an error that repeats the address. */
export async function startMailServer({ refuse = null }: { refuse?: number | null } = {}): Promise<MailServer> {
  const arrived: ArrivedMail[] = [];
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo: ({ address }, _session, done) =>
      done(refuse === null ? null : Object.assign(new Error(`No mailbox ${address}`), { responseCode: refuse })),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const source = Buffer.concat(chunks);
        void simpleParser(source).then((parsed) => {
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          arrived.push({ ...parsed, source: source.toString(), recipients });
          for (const look of waiting) look();
          done();
        });
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    arrived,
    mail: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = arrived[count - 1];
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
