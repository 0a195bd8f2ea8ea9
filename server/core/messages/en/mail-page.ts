/** The settings of outgoing mail. Each message is in ICU MessageFormat. */

// The server
export const mailServer = "Mail server";
export const sentBy = "Messages go to {server}. Their sender is {sender}.";
export const noServer =
  "No mail server is set, so messages reach nobody. They are files on the server. The operator sets SMTP_URL.";
export const sendTest = "Send a test message to yourself";
export const sendingTest = "The mail server is asked. This can take a minute.";
export const testTaken =
  "The mail server took the message to {address}. Check that it arrives. The answer of the server:";
export const testWritten = "The message to {address} is a file on the server, because no mail server is set.";
export const testNotSent = "The message to {address} was not sent. {reason}";
export const testNoAddress = "You have no mail address. Add one in your profile.";

// Sender and text
export const senderAndText = "Sender and text";
export const preview = "Preview of an invitation";
export const previewSubject = "Subject: {subject}";

// Waiting messages
export const waiting = "Waiting messages";
export const waitingCount = "{count, plural, one {# message waits} other {# messages wait}}, the oldest since {time}.";
export const noneWaiting = "No message waits.";
export const listedNext = "{count, plural, other {The # that are tried next}}:";
export const messageHead = "Message";
export const recipientHead = "Recipient";
export const nextHead = "Next attempt";
export const attemptsHead = "Attempts";
export const isBeingSent = "Being sent";
export const retry = "Try now";
export const retried = "The message to {name} was sent.";
export const retryFailed = "The message to {name} was not sent. {reason}";
export const discard = "Discard";
export const discarded = "The message to {name} was discarded. The news is in “For you”.";

// Messages that did not arrive
export const refused = "Refused messages";
export const refusedAbout =
  "The mail server refused these for good, or refused them for now for 5 days, or could not be reached for 30. They are not tried again.";
export const bounced = "Returned messages";
export const bouncedAbout =
  "These came back. Addresses that do not work get no more news, but still messages about the account.";
export const delayed = "Delayed messages";
export const delayedAbout = "Another mail server reported a delay. These may still arrive.";
export const countOf = "{count, plural, one {# message} other {# messages}} in the last 90 days.";
export const countWithLatest = "{count} messages in the last 90 days. The latest {listed}:";
export const noneReturned = "No message was refused or came back in the last 90 days.";
export const timeHead = "Time";
export const reasonHead = "Reason";
export const noReason = "No reason given";
export const stopsNews = "No more news to this address";
export const resume = "Mail news again";
export const resumed = "News is mailed to {name} again.";
