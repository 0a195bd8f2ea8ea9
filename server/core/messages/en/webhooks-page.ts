/** The settings page of webhooks. */
export const about =
  "A webhook sends the forum's public news to another program. Requests follow the Standard Webhooks specification.";
export const closedForum =
  "Only signed-in people may read this forum, so nothing in it is public. Webhooks send tests only.";
export const list = "Webhooks";
export const none = "There are no webhooks.";

export const add = "Add a webhook";
export const edit = "Edit";
export const editTitle = "Edit the webhook";
export const save = "Save";
export const address = "Address";
export const addressHint = "It begins with https:// and has no user name or password.";
export const news = "News to send";
export const added = "The webhook is added.";
export const changed = "The webhook is changed.";

export const newsNames = {
  draft: "new drafts",
  consultation: "consultations",
  comment: "comments and proposals",
  reply: "replies",
  decision: "decisions",
};
export const sends = "Sends {news}";

// State
export const isOn = "On.";
export const offNames = {
  "by-hand": "Off. Nothing is sent.",
  failing: "Off, because it failed for 5 days. Nothing is sent.",
  gone: "Off, because it answered 410 (gone). Nothing is sent.",
};
export const failingSince = "It has failed since {time}.";
export const earlierUntil = "The earlier secret also signs until {time}.";
export const switchOn = "Switch on";
export const switchOff = "Switch off";
export const switchedOn = "The webhook is on. It sends news from now on.";
export const switchedOff = "The webhook is off.";

// Secret
export const secret = "Secret";
export const secretTitle = "The secret of the webhook";
export const secretOnce = "Copy the secret now. It is not shown again. The other program checks requests with it.";
export const renew = "Renew the secret";
export const renewNote = "The present secret also signs for one more day.";

// Test and log
export const test = "Send a test";
export const testResult = "Test: {result}";
export const log = "Deliveries";
export const noLog = "Nothing was sent yet.";
export const event = "Event";
export const time = "Time";
export const result = "Result";
export const tries = "Tries";
export const retry = "Send now";
export const sent = "The request was sent.";
export const testSent = "The test was sent.";
export const stateNames = {
  waiting: "Waiting",
  delivered: "Delivered",
  failed: "Failed",
  withheld: "Withheld, because not everybody may see it now",
};
export const waiting = "Waiting until {time}";
export const answered = "answered {status} after {took, number} ms";
export const redirected = "answered {status} after {took, number} ms; redirects are not followed";
export const failures = {
  "private-address": "refused, because the address is in a private network",
  timeout: "no answer within 15 seconds",
  unreachable: "the server was not reached",
};

export const remove = "Delete";
export const removeTitle = "Delete the webhook?";
export const removeNote = "What waits is not sent, and its log is deleted. This cannot be undone.";
export const removed = "The webhook is deleted.";
