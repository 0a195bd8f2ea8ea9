import type { Actor } from "#core/access/permissions.ts";
import { type MailFacts, mailLimits, type ReadMail } from "#core/receive/mail.ts";
import type { RemarkNotice } from "#core/receive/read-contribution.ts";
import type { Notice } from "#core/text/notice.ts";
import type { Context } from "../kernel/context.ts";
import { contributionEvent } from "../kernel/events.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findContribution } from "./contribution.ts";

export type AttachedFile = ReadMail["attachments"][number];

/** Returns the mail to store with a contribution: the mail that it is, or else the one to which it was attached. */
export function mailFacts(read: ReadMail | undefined, attachedTo: MailFacts | null): MailFacts | null {
  if (!read) return attachedTo;
  const { attachments: _attachments, ...facts } = read;
  return { ...facts, files: [], attachedTo: attachedTo?.attachedTo ?? null };
}

/** Receives one attached file. Returns the id of its contribution, and the files in it if it is a mail. */
type Receive = (file: AttachedFile, mail: MailFacts) => Promise<{ id: string; attachments: readonly AttachedFile[] }>;

/**
 * Receives the files attached to a mail as contributions of its sender, and those of attached mails. Then records them with
 * the mail. A notice names each file that becomes none. A file that was received before is not received again.
 */
export async function receiveAttachments(
  context: Context,
  actor: Actor,
  { id, attachments }: { id: string; attachments: readonly AttachedFile[] },
  receive: Receive,
  depth = 1,
): Promise<void> {
  if (attachments.length === 0) return;
  const { contribution } = await context.store.read((reader) => findContribution(context, reader, actor, id));
  if (!contribution.mail) return;
  const mail = { ...contribution.mail, text: "", folded: [], attachedTo: id };
  const files: MailFacts["files"] = [];
  const notices: Notice[] = [];
  for (const file of attachments) {
    const notice = (code: RemarkNotice): void => void notices.push({ code, params: {}, place: file.fileName });
    const ending = file.fileName.toLowerCase();
    if (ending.endsWith(".dat")) notice("mail-file-of-outlook");
    else if (ending.endsWith(".eml") && depth >= mailLimits.depth) notice("mail-file-too-deep");
    else {
      try {
        const received = await receive(file, mail);
        files.push({ fileName: file.fileName, contributionId: received.id });
        await receiveAttachments(context, actor, received, receive, depth + 1);
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        if (error.code === "already-received")
          files.push({ fileName: file.fileName, contributionId: String(error.params["contribution"]) });
        else notice("mail-file-not-read");
      }
    }
  }
  await context.store.transact(async (writer) => {
    const { contribution: before, version } = await findContribution(context, writer, actor, id);
    if (!before.mail) return;
    const after = {
      ...before,
      mail: { ...before.mail, files },
      notices: [...before.notices, ...notices],
      revision: context.newRevision(),
    };
    await writer.put("contributions", after);
    const documentId = version?.documentId ?? null;
    await writer.append(contributionEvent(context, actor, { kind: "contribution-edited", documentId, before, after }));
  });
}
