import { colours } from "#core/compile/colours.ts";
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
  | { kind: "email-new"; code: string; expiresAt: string };

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
}

/** The parts of a message's body, in order. */
type Block = { text: string } | { code: string } | { button: string; link: string };

/** Writes a message as plain text and as HTML. Both hold the same text. */
export function mailText(mail: MailKind, frame: MailFrame): { subject: string; text: string; html: string } {
  const { name, forum, language, timeZone } = frame;
  const word: Word = (code, params) => messageTextFrom(mails, { code, params }, language);
  const parts: Parts = {
    greeting: word("mail-greeting", { name }),
    body: bodyOf(mail, { word, forum, time: (moment) => timeText(moment, language, timeZone) }),
    unusable: word("mail-link-unusable", {}),
    foot: word(mail.kind === "email-new" ? "mail-foot-stranger" : "mail-foot", { forum }),
  };
  const subject = word(`mail-${mail.kind}-subject`, { forum });
  return { subject, text: plainText(parts), html: htmlText(parts, subject, language) };
}

/** Returns a text of the catalogue in the language of the message. */
type Word = <Code extends keyof typeof mails>(code: Code, params: ParamsOfMail<Code>) => string;

type ParamsOfMail<Code extends keyof typeof mails> = Readonly<ParamsOf<(typeof mails)[Code]>>;

function bodyOf(
  mail: MailKind,
  { word, time, forum }: { word: Word; time: (moment: string) => string; forum: string },
): Block[] {
  const text = <Code extends keyof typeof mails>(code: Code, params: ParamsOfMail<Code>): Block => ({
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
  }
}

interface Parts {
  greeting: string;
  body: readonly Block[];
  unusable: string;
  foot: string;
}

function plainText({ greeting, body, foot }: Parts): string {
  const blocks = body.map((block) => {
    if ("code" in block) return `    ${spaced(block.code)}`;
    return "link" in block ? block.link : block.text;
  });
  return [greeting, ...blocks, `-- \n${foot}`].join("\n\n") + "\n";
}

/** Writes a page for mail programs: styles are on the elements, because many programs drop style sheets. */
function htmlText({ greeting, body, unusable, foot }: Parts, subject: string, language: string): string {
  const { ink, soft, accent, paper } = look;
  const paragraph = (content: string, style = ""): string => `<p style="margin:0 0 16px;${style}">${content}</p>`;
  const blocks = body.map((block) => {
    if ("code" in block)
      return paragraph(spaced(block.code), "font-size:28px;font-weight:600;letter-spacing:2px;direction:ltr");
    if (!("link" in block)) return paragraph(escaped(block.text));
    const link = escaped(block.link);
    const button = `<a href="${link}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:${accent};color:#ffffff;font-weight:600;text-decoration:none">${escaped(block.button)}</a>`;
    return (
      paragraph(button) +
      paragraph(
        `${escaped(unusable)}<br><a href="${link}" style="color:${accent};word-break:break-all;direction:ltr">${link}</a>`,
        `font-size:14px;color:${soft}`,
      )
    );
  });
  const direction = /^(?:ar|fa|he|ur)\b/u.test(language) ? "rtl" : "ltr";
  return `<!doctype html>
<html lang="${escaped(language)}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;background:${paper};color:${ink};font-family:system-ui,'Segoe UI',sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto">
${[paragraph(escaped(greeting)), ...blocks].join("\n")}
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e2ded5;font-size:13px;color:${soft}">${escaped(foot)}</p>
</div>
</body>
</html>
`;
}

/** Mail programs have no custom properties, so the colours are those of the light theme. */
const look = { ink: "#1c1b1a", soft: "#55524d", accent: "#0f5c5a", paper: colours.paper.light };

/** "123456" -> "123 456": easier to read and to type. */
function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
