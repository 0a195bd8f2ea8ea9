import * as z from "zod";

/** A part of a mail that its sender did not write for it. */
const FoldedPart = z.object({ kind: z.enum(["quoted", "signature", "disclaimer"]), text: z.string() });
export type FoldedPart = z.infer<typeof FoldedPart>;

/** A mail, or the mail to which a file was attached. Its sender is a claim until a person confirms it. */
export const MailFacts = z.object({
  /** The first sender in its header. The name may be empty. */
  from: z.object({ name: z.string(), address: z.string() }),
  subject: z.string(),
  /** The date in its header. Null if it has none that can be read. */
  sentAt: z.iso.datetime().nullable(),
  /** The text of its sender. Empty for an attached file. */
  text: z.string(),
  /** The rest of its text. Empty for an attached file. */
  folded: z.array(FoldedPart),
  /** The attached files that became contributions. The notices name the others. */
  files: z.array(z.object({ fileName: z.string(), contributionId: z.string() })),
  /** Id of the contribution of the mail to which the file was attached. Null if it was not attached. */
  attachedTo: z.string().nullable(),
});
export type MailFacts = z.infer<typeof MailFacts>;

/** A mail as it was read. */
export interface ReadMail extends Pick<MailFacts, "from" | "subject" | "sentAt" | "text" | "folded"> {
  attachments: readonly { fileName: string; bytes: Uint8Array }[];
}

/** Maximum number of files attached to a mail, and how deep in forwarded mails files are received. */
export const mailLimits = { files: 50, depth: 3 };
