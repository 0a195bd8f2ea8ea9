/** Answers by mail that wait for their author. Each message is in ICU MessageFormat. */
export const mailedRepliesPage = {
  mailedAbout:
    "Each of these mails answers a message that was sent to you. Post a reply only if you wrote it. Discard what you did not write.",
  nothingMailed: "No answer by mail waits for you.",
  mailedNeedsScripts: "Posting and discarding answers needs scripts.",
  mailedTo: "Reply to {comment}, {document}",
  mailedToHidden: "Reply to a comment on {document}",
  mailedToClosed: "You cannot open the thread of this answer now. Copy the text if you need it.",
  mailedFrom: "From {address}, received {date}. It is kept until {until}.",
  mailedFromUnclear: "Without a clear sender, received {date}. It is kept until {until}.",
  "mailed-not-vouched": "The forum’s mail server could not confirm the sender.",
  "mailed-other-address": "The mail did not come from the address of your account.",
  "mailed-quotes": "The answer had quotes between its lines. They were removed, so read the text before you post it.",
  "mailed-strong-sign-in": "The forum requires a passkey or a provider of you, so mails alone do not post replies.",
  "mailed-refused": "The thread did not accept the reply when the mail arrived.",
  postReply: "Post reply",
  replyPosted: "The reply is posted.",
  replyWithdrawn: "The reply is withdrawn.",
  discardAnswer: "Discard",
  discardTitle: "Discard this answer?",
  discardAbout: "Its text cannot be restored.",
  answerDiscarded: "The answer is discarded.",
} as const;
