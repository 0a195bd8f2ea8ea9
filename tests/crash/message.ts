import { writeSync } from "node:fs";
import type { Act } from "./act.ts";
import type { SentMail } from "./mailer.ts";
import type { UploadStep } from "./uploader.ts";

/** What a process that may be killed says, as one line of JSON. */
export type Message =
  /** The work begins now. */
  | { ready: true }
  | { begin: Act }
  | { step: UploadStep }
  /** A reply to a person's comment begins. */
  | { reply: { name: string; to: string } }
  | { mail: SentMail }
  /** The clock of the process, in ms. */
  | { time: number }
  /** The act or step with this name was acknowledged. */
  | { done: string }
  /** The disk has confirmed the first bytes of a file, up to this size. */
  | { durable: string; size: number }
  /** The work is complete, after this number of operations on files. */
  | { steps: number };

export type Say = (message: Message) => void;

/** Says it at once: the line has left the process when this returns. */
export const say: Say = (message) => {
  const line = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let start = 0; start < line.length;) {
    try {
      start += writeSync(1, line, start);
    } catch (error) {
      // The pipe is full.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
    }
  }
};
