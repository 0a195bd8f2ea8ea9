/** Messages sent by mail, as plain text and as HTML. Each begins with a greeting and ends with a note on why it came. */
export const mails = {
  "mail-greeting": "Dear {name},",
  "mail-link-unusable": "If the button does not work, copy this address into your browser:",
  "mail-foot": "{forum} sent you this message because your address belongs to an account there.",
  "mail-foot-stranger": "{forum} sent this message because somebody entered your address there.",

  "mail-replies": "{address, select, none {Nobody reads replies.} other {Replies go to {address}.}}",

  "mail-test-subject": "Test message of {forum}",
  "mail-test-about": "You sent this test message on {time}. If you read it, the forum can send mail.",

  "mail-sign-in-subject": "Sign in to {forum}",
  "mail-sign-in-about": "Open this link in the browser where you asked to sign in.",
  "mail-sign-in-button": "Sign in",
  "mail-sign-in-code": "If you asked on another device, type this code there:",
  "mail-sign-in-limits":
    "Link and code work once, until {time}. If you did not ask to sign in, ignore this message, and give the code to nobody.",

  "mail-invitation-subject": "Your invitation to {forum}",
  "mail-invitation-about": "The secretariat invites you to {forum}. Open this link to sign in for the first time.",
  "mail-invitation-button": "Accept the invitation",
  "mail-invitation-limits":
    "The link works once, until {time}. Afterwards, enter your address on the sign-in page to get another.",

  "mail-recovery-subject": "A sign-in link for your account at {forum}",
  "mail-recovery-about":
    "On {time}, somebody with access to the server created a sign-in link for your account on its command line. If you did not ask for it, tell the administrator of the server.",

  "mail-new-device-subject": "New sign-in to {forum}",
  "mail-new-device-about": "On {time}, your account was used on a new device: {device}.",
  "mail-new-device-unknown": "an unknown program",
  "mail-new-device-advice":
    "If this was you, there is nothing to do. If not, sign in, end all other sessions, and tell the secretariat.",

  "mail-identity-linked-subject": "{forum}: a provider was linked with your account",
  "mail-identity-linked-about":
    "On {time}, your account was linked with an account at {provider}. You can now sign in with it.",
  "mail-identity-unlinked-subject": "{forum}: a provider was unlinked from your account",
  "mail-identity-unlinked-about": "On {time}, your account was unlinked from your account at {provider}.",
  "mail-passkey-added-subject": "{forum}: a passkey was added to your account",
  "mail-passkey-added-about": "On {time}, the passkey “{passkey}” was added to your account.",
  "mail-passkey-removed-subject": "{forum}: a passkey was removed from your account",
  "mail-passkey-removed-about": "On {time}, the passkey “{passkey}” was removed from your account.",
  "mail-way-in-advice": "If this was you, there is nothing to do. If not, tell the secretariat.",
  "mail-access-recovered-subject": "Your account at {forum} was recovered",
  "mail-access-recovered-about":
    "On {time}, your passkeys and linked providers were removed, and your sessions and access tokens were ended, because you asked for help to sign in. Open this link to sign in again.",
  "mail-access-recovered-button": "Sign in again",
  "mail-access-recovered-limits":
    "The link works once, until {time}. If you did not ask for help, tell the secretariat.",
  "mail-address-replaced-subject": "The address of your account at {forum} was replaced",
  "mail-address-replaced-about":
    "On {time}, the secretariat replaced the address of your account with {address}, because this one was reported as lost. All your sessions and access tokens ended.",
  "mail-address-replaced-advice":
    "If you did not ask for this, tell your organisation and the operator of the forum at once. Your drafts stay closed to the new address until {time}. If you did, you can open them now.",
  "mail-address-replaced-button": "Open my drafts to the new address",
  "mail-new-colleagues-subject": "New access to drafts of your organisation at {forum}",
  "mail-new-colleagues-about": "On {time}, {by} made this change:",
  "mail-new-colleagues-operator": "On {time}, the operator of the forum made this change:",
  "mail-new-colleagues-member": "{name} now belongs to {organisation}.",
  "mail-new-colleagues-coordinator": "{name} is now a coordinator of {organisation}.",
  "mail-new-colleagues-address": "{name} of {organisation} has another mail address.",
  "mail-new-colleagues-closed":
    "Drafts written before stay closed to them until one of you agrees. Ask the person outside the forum before you agree.",
  "mail-new-colleagues-button": "See the change",

  "mail-news-subject": "[{forum}] {subject}",
  "mail-news-of-comment": "{title}: {text}",
  "mail-news-of-hidden": "{title}: a comment",
  "mail-news-of-draft": "{title}: {draft}",
  "mail-news-forum": "News",
  "mail-news-of-decisions": "{count, plural, one {A decision} other {# decisions}}",
  "mail-news-of-revocations": "{count, plural, one {A revoked decision} other {# revoked decisions}}",
  "mail-news-of-decisions-foot": "{forum} sends you decisions that are released together in one message.",
  "mail-news-about": "About:",
  "mail-digest-about-comment": "About “{text}”",
  "mail-news-button": "Open",
  "mail-news-foot": "{because}, so {forum} sent you this message.",
  // Programs find the line by its text in answers, so it must be short enough to stay on one line.
  "mail-reply-above": "=== Reply above this line ===",
  "mail-reply-how":
    "Reply to this message to answer in the thread. Your reply is visible to {audience, select, everyone {everyone who can read the draft} clearance {your coordinators, who clear it first} other {the people who can read the comment now}}.",
  "mail-news-settings": "Choose which messages you receive",
  "mail-news-stop": "Stop messages of this kind",
  "mail-digest-subject": "{forum}: {count, plural, =0 {deadlines} one {# news item} other {# news items}}",
  "mail-digest-about": "News for you since {time}.",
  "mail-digest-more":
    "{count, plural, one {There is # more news item} other {There are # more news items}} in “For you”.",
  "mail-digest-button": "Open all notifications",
  "mail-digest-foot": "{forum} sends you a digest of what you have not read yet.",
  "mail-digest-stop": "Stop digests",
  "mail-for-mailbox-foot":
    "{forum} sends this message to the mailbox of {organisation}. It holds only text that all members of {organisation} may read.",
  "mail-for-mailbox-stop": "Stop all messages to this mailbox",
  "mail-for-mailbox-more": "{count, plural, one {There is # more news item.} other {There are # more news items.}}",
  "mail-for-mailbox-button": "Open the page of your organisation",

  "mail-email-old-subject": "Change of your address at {forum}",
  "mail-email-old-about":
    "The address of your account is to change to {address}. To agree, type this code in your profile:",
  "mail-email-old-advice":
    "The code works once, until {time}. If you did not ask for this change, do not use it. Sign in, end all other sessions, and tell the secretariat.",
  "mail-email-new-subject": "Confirm your new address at {forum}",
  "mail-email-new-about": "To use this address for your account, type this code in your profile:",
  "mail-email-new-limits": "The code works once, until {time}. If you did not ask for it, ignore this message.",

  "mail-mailbox-subject": "Confirm your organisation’s mailbox at {forum}",
  "mail-mailbox-about":
    "This address is to become the mailbox of {organisation} at {forum}. It will receive announcements at once, and a daily digest of drafts, deadlines, and replies to and decisions on comments of the organisation. It is no account, and nobody can sign in with it.",
  "mail-mailbox-button": "Confirm the mailbox",
  "mail-mailbox-limits": "The link works until {time}. If you do not want these messages, ignore this one.",
} as const satisfies Readonly<Record<`mail-${string}`, string>>;

/** The kinds of mails about news, and when they are sent. */
export const mailKinds = {
  "mail-kind-digest": "Digests",
  "mail-kind-mailbox": "All messages to an organisation’s mailbox",
  "mail-kind-mention": "Mentions of you",
  "mail-kind-co-sign-request": "Requests to co-sign",
  "mail-kind-clearance-request": "Requests to clear",
  "mail-kind-clearance-given": "Clearance given",
  "mail-kind-sent-back": "Comments sent back to you",
  "mail-kind-hidden": "Your hidden comments",
  "mail-kind-co-sign-answer": "Answers to requests to co-sign",
  "mail-kind-decision": "Decisions",
  "mail-kind-decision-revoked": "Revoked decisions",
  "mail-kind-reply": "Replies and positions",
  "mail-kind-place": "Locations in later drafts",
  "mail-kind-followed-comment": "Comments on clauses and by organisations that you follow",
  "mail-kind-comment": "New comments in documents that you follow",
  "mail-kind-clauses-changed": "New drafts that change clauses that you follow",
  "mail-kind-new-draft": "New drafts",
  "mail-kind-consultation-set": "Consultations that open or change",
  "mail-kind-consultation-cancelled": "Cancelled consultations",
  "mail-kind-consultation-closed": "Closed consultations",
  "mail-kind-contribution-received": "Contributions received",
  "mail-kind-contribution-imported": "Contributions imported",
  "mail-kind-import-questioned": "Imported comments to which organisations object",
  "mail-kind-announcement": "Announcements",
  "mail-kind-closing-soon": "Near deadlines",

  "mail-sent-sign-in": "Sign-in",
  "mail-sent-invitation": "Invitation",
  "mail-sent-recovery": "Link made by the operator",
  "mail-sent-new-device": "New device",
  "mail-sent-identity-linked": "Provider linked",
  "mail-sent-identity-unlinked": "Provider unlinked",
  "mail-sent-passkey-added": "Passkey added",
  "mail-sent-passkey-removed": "Passkey removed",
  "mail-sent-access-recovered": "Account recovered",
  "mail-sent-address-replaced": "Address replaced",
  "mail-sent-new-colleagues": "New colleagues",
  "mail-sent-email-old": "Change of address",
  "mail-sent-email-new": "Confirmation of a new address",
  "mail-sent-mailbox": "Confirmation of a mailbox",
  "mail-sent-test": "Test message",
  "mail-sent-news": "News",
  "mail-sent-digest": "Digest",

  "mail-cause-name": "The name of the mail server is unknown. Ask the operator to check SMTP_URL.",
  "mail-cause-connection":
    "The mail server accepts no connection. Ask the operator to check its name and port in SMTP_URL.",
  "mail-cause-timeout": "The mail server did not answer in time. Try again later.",
  "mail-cause-encryption":
    "The connection to the mail server could not be encrypted. Ask the operator to check its certificate.",
  "mail-cause-login": "The mail server did not accept the user or password. Ask the operator to check SMTP_URL.",
  "mail-cause-refused": "The mail server did not take the message. Read its answer.",
  "mail-cause-other": "The reason is not known. The log of the server may tell more.",

  "mail-time-at-once": "At once",
  "mail-time-digest": "In the digest",
  "mail-time-never": "Never",
} as const satisfies Readonly<Record<`mail-${string}`, string>>;
