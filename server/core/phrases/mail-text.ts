import { mails } from "#core/messages/catalogues.ts";
import { timeText } from "#core/phrases/dates.ts";
import type { ParamsOf } from "#core/phrases/format-message.ts";
import { messageTextFrom } from "#core/phrases/message-text.ts";

/** A message to one person, by its kind, with the values that it needs. Times are ISO 8601 in UTC. */
export type MailKind =
  | { kind: "sign-in"; link: string; code: string; expiresAt: string }
  | { kind: "invitation"; link: string; expiresAt: string }
  | { kind: "recovery"; at: string }
  /** `device` is null if the browser did not name itself. */
  | { kind: "new-device"; at: string; device: string | null }
  | { kind: "identity-linked" | "identity-unlinked"; at: string; provider: string }
  | { kind: "passkey-added" | "passkey-removed"; at: string; passkey: string }
  | { kind: "access-recovered"; at: string; link: string; expiresAt: string }
  /** The link with which the old address agrees before the time is over. */
  | { kind: "address-replaced"; at: string; until: string; address: string; link: string }
  /** `by` is null for the operator. */
  | { kind: "new-colleagues"; at: string; by: string | null; colleagues: readonly NewColleague[]; link: string }
  | { kind: "email-old"; address: string; code: string; expiresAt: string }
  | { kind: "email-new"; code: string; expiresAt: string }
  /** To the address that is to become the mailbox of an organisation. */
  | { kind: "mailbox"; organisation: string; link: string; expiresAt: string }
  | { kind: "test"; at: string };

/** Somebody who got a place in an organisation, or another address. */
export interface NewColleague {
  name: string;
  /** Short name. */
  organisation: string;
  change: "member" | "coordinator" | "address";
}

/** The recipient, the forum, and the language of the message (BCP 47). */
export interface MailFrame {
  /** Name of the person. */
  name: string;
  /** Short name of the forum. */
  forum: string;
  language: string;
  /** IANA name of the time zone in which times are written. */
  timeZone: string;
  /** Mail address to which answers go, or null. */
  replyTo: string | null;
  /** Text of the forum for the beginning of invitations and announcements, in paragraphs. */
  ownText: string;
}

/** A part of a message's body. */
export type MailBlock =
  | { text: string }
  /** Digits to type. */
  | { code: string }
  | { button: string; link: string }
  | { heading: string }
  /** A line that may lead somewhere, with the time or the like after it. */
  | { line: string; link: string | null; after: string }
  /** Text that somebody wrote. */
  | { quote: string }
  /** A proposal, in the language of its text (BCP 47). */
  | { redline: readonly { kind: "kept" | "inserted" | "deleted"; text: string }[]; language: string }
  | { note: string };

/** A message before it is laid out, in its language (BCP 47). */
export interface MailParts {
  language: string;
  subject: string;
  /** The line above which the recipient writes an answer. Absent if nobody reads answers. */
  replyAbove?: string;
  greeting: string;
  body: readonly MailBlock[];
  /** How to follow the link of a button that does not work. */
  unusable: string;
  /** Why the message came. */
  foot: string;
  footLinks: readonly { text: string; link: string }[];
}

/** Writes a message about an account. */
export function mailParts(mail: MailKind, frame: MailFrame): MailParts {
  const { forum, language, timeZone } = frame;
  const word: Word = (code, params) => messageTextFrom(mails, { code, params }, language);
  return {
    ...framed(frame),
    subject: word(`mail-${mail.kind}-subject`, { forum }),
    body: [
      ...(mail.kind === "invitation" ? ownTextBlocks(frame) : []),
      ...bodyOf(mail, { word, forum, time: (moment) => timeText(moment, language, timeZone) }),
    ],
    foot: withReplies(
      word(mail.kind === "email-new" || mail.kind === "mailbox" ? "mail-foot-stranger" : "mail-foot", { forum }),
      frame,
    ),
    footLinks: [],
  };
}

/** Returns the parts that all messages to a person share. */
export function framed({ name, language }: MailFrame): Pick<MailParts, "language" | "greeting" | "unusable"> {
  const word: Word = (code, params) => messageTextFrom(mails, { code, params }, language);
  return { language, greeting: word("mail-greeting", { name }), unusable: word("mail-link-unusable", {}) };
}

/** Adds to the foot of a message who reads answers to it. */
export function withReplies(foot: string, { language, replyTo }: Pick<MailFrame, "language" | "replyTo">): string {
  const params = { address: replyTo ?? "none" };
  return `${foot} ${messageTextFrom(mails, { code: "mail-replies", params }, language)}`;
}

/** Returns the forum's own text as parts of a message, one for each paragraph. */
export function ownTextBlocks({ ownText }: Pick<MailFrame, "ownText">): MailBlock[] {
  const paragraphs = ownText.split(/\n\s*\n/u).map((text) => text.trim());
  return paragraphs.filter(Boolean).map((text) => ({ text }));
}

/** Returns a text of the catalogue in the language of the message. */
type Word = <Code extends keyof typeof mails>(code: Code, params: ParamsOfMail<Code>) => string;

type ParamsOfMail<Code extends keyof typeof mails> = Readonly<ParamsOf<(typeof mails)[Code]>>;

function bodyOf(
  mail: MailKind,
  { word, time, forum }: { word: Word; time: (moment: string) => string; forum: string },
): MailBlock[] {
  const text = <Code extends keyof typeof mails>(code: Code, params: ParamsOfMail<Code>): MailBlock => ({
    text: word(code, params),
  });
  switch (mail.kind) {
    case "sign-in":
      return [
        text("mail-sign-in-about", {}),
        { button: word("mail-sign-in-button", {}), link: mail.link },
        text("mail-sign-in-code", {}),
        { code: mail.code },
        text("mail-sign-in-limits", { time: time(mail.expiresAt) }),
      ];
    case "invitation":
      return [
        text("mail-invitation-about", { forum }),
        { button: word("mail-invitation-button", {}), link: mail.link },
        text("mail-invitation-limits", { time: time(mail.expiresAt) }),
      ];
    case "recovery":
      return [text("mail-recovery-about", { time: time(mail.at) })];
    case "new-device": {
      const device = mail.device ?? word("mail-new-device-unknown", {});
      return [text("mail-new-device-about", { time: time(mail.at), device }), text("mail-new-device-advice", {})];
    }
    case "identity-linked":
    case "identity-unlinked":
      return [
        text(`mail-${mail.kind}-about`, { time: time(mail.at), provider: mail.provider }),
        text("mail-way-in-advice", {}),
      ];
    case "passkey-added":
    case "passkey-removed":
      return [
        text(`mail-${mail.kind}-about`, { time: time(mail.at), passkey: mail.passkey }),
        text("mail-way-in-advice", {}),
      ];
    case "access-recovered":
      return [
        text("mail-access-recovered-about", { time: time(mail.at) }),
        { button: word("mail-access-recovered-button", {}), link: mail.link },
        text("mail-access-recovered-limits", { time: time(mail.expiresAt) }),
      ];
    case "address-replaced":
      return [
        text("mail-address-replaced-about", { time: time(mail.at), address: mail.address }),
        text("mail-address-replaced-advice", { time: time(mail.until) }),
        { button: word("mail-address-replaced-button", {}), link: mail.link },
      ];
    case "new-colleagues":
      return [
        mail.by === null
          ? text("mail-new-colleagues-operator", { time: time(mail.at) })
          : text("mail-new-colleagues-about", { time: time(mail.at), by: mail.by }),
        ...mail.colleagues.map(({ change, ...colleague }) => text(`mail-new-colleagues-${change}`, colleague)),
        text("mail-new-colleagues-closed", {}),
        { button: word("mail-new-colleagues-button", {}), link: mail.link },
      ];
    case "email-old":
      return [
        text("mail-email-old-about", { address: mail.address }),
        { code: mail.code },
        text("mail-email-old-advice", { time: time(mail.expiresAt) }),
      ];
    case "email-new":
      return [
        text("mail-email-new-about", {}),
        { code: mail.code },
        text("mail-email-new-limits", { time: time(mail.expiresAt) }),
      ];
    case "mailbox":
      return [
        text("mail-mailbox-about", { forum, organisation: mail.organisation }),
        { button: word("mail-mailbox-button", {}), link: mail.link },
        text("mail-mailbox-limits", { time: time(mail.expiresAt) }),
      ];
    case "test":
      return [text("mail-test-about", { time: time(mail.at) })];
  }
}

/** Writes a message as plain text. It has the same text as the page that a mail program shows. */
export function plainMail({ replyAbove, greeting, body, foot, footLinks }: MailParts): string {
  const links = footLinks.map(({ text, link }) => `${text}: ${link}`);
  const above = replyAbove === undefined ? [] : [replyAbove];
  return [...above, greeting, ...body.map(plainBlock), [`-- \n${foot}`, ...links].join("\n")].join("\n\n") + "\n";
}

function plainBlock(block: MailBlock): string {
  if ("code" in block) return `    ${spacedCode(block.code)}`;
  if ("button" in block) return block.link;
  if ("heading" in block) return block.heading;
  if ("line" in block)
    return [`* ${block.line} ${block.after}`.trimEnd(), ...(block.link === null ? [] : [block.link])].join("\n  ");
  if ("quote" in block) return block.quote.replaceAll(/^/gmu, "  > ");
  if ("redline" in block) return `  ${block.redline.map(markedText).join("")}`;
  return "note" in block ? `  ${block.note}` : block.text;
}

/** Marks changes as programs for plain text do: "[-deleted-]{+inserted+}". */
function markedText({ kind, text }: { kind: "kept" | "inserted" | "deleted"; text: string }): string {
  if (kind === "kept") return text;
  return kind === "deleted" ? `[-${text}-]` : `{+${text}+}`;
}

/** "123456" -> "123 456": easier to read and to type. */
export function spacedCode(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}
