import type { FieldProblemCode } from "#core/contract/field-problem.ts";
import type { ProblemCode } from "#core/contract/problem.ts";

/** A title for each error, and a detail that explains it and says what to do. */
export const problems = {
  "problem-not-signed-in": "Not signed in",
  "problem-not-signed-in-detail": "This needs an account. Sign in, then try again.",
  "problem-not-allowed": "Not allowed",
  "problem-not-allowed-detail": "Your role does not allow this. Ask the secretariat who can do it.",
  "problem-not-found": "Not found",
  "problem-not-found-detail": "There is nothing at this address, or you do not have access. Check the address.",
  "problem-invalid-request": "The request is not valid",
  "problem-invalid-request-detail": "Part of the request is missing or not valid. Correct it and try again.",
  "problem-wrong-origin": "Sent from another site",
  "problem-wrong-origin-detail": "The request came from another site and was rejected. Use the pages of this site.",
  "problem-origin-missing": "The request has no Origin header",
  "problem-origin-missing-detail":
    "Requests that write must have this header, so this one was rejected. Set it to the address of this server.",
  "problem-wrong-host": "Wrong address",
  "problem-wrong-host-detail":
    "This server does not answer under this host name. Open the forum’s own address. If it is this one, tell the administrator to check PUBLIC_URL and the Host header of the proxy.",
  "problem-revision-conflict": "Changed in the meantime",
  "problem-revision-conflict-detail": "Someone changed this after you opened it. Reload it and repeat your change.",
  "problem-already-exists": "Already exists",
  "problem-already-exists-detail": "This name or address is already in use. Choose another.",
  "problem-id-in-use": "Another text has this id",
  "problem-id-in-use-detail":
    "You sent another text under this id before, which is kept. This one was not. Send it under a new id, or edit the first.",
  "problem-already-published": "Already published",
  "problem-already-published-detail":
    "The same content is already published at this address. Discard this copy, or upload it with another draft number.",
  "problem-already-received": "Already received",
  "problem-already-received-detail":
    "The same content was already received as {fileName}. Open that contribution, or discard it first.",
  "problem-wrong-state": "Not possible in this state",
  "problem-wrong-state-detail": "The current state does not allow this change. Reload to see the current state.",
  "problem-source-not-sender": "Comments of others",
  "problem-source-not-sender-detail":
    "This file has comments of {bodies, plural, one {a body} other {# bodies}} other than the sender, which are held: {sources}. The secretariat confirms or chooses the organisation of each source in the review.",
  "problem-last-secretariat": "The last member of the secretariat",
  "problem-last-secretariat-detail":
    "Without this person nobody could manage the forum. Give another person the role of secretariat first.",
  "problem-changed-since": "Changed since then",
  "problem-changed-since-detail":
    "A later change concerns the same data, so this one cannot be undone. Edit it instead.",
  "problem-in-use": "Still in use",
  "problem-in-use-detail": "People, organisations or comments depend on it. Merge or archive it instead.",
  "problem-target-not-in-version": "These words are not in this version",
  "problem-target-not-in-version-detail":
    "The comment refers to text that this version does not have. Select the text again.",
  "problem-proposal-not-applicable": "The proposal does not apply to this version",
  "problem-proposal-not-applicable-detail":
    "At least one of its edits does not apply to this version. Change the proposal and try again.",
  "problem-not-this-format": "File type not supported",
  "problem-not-this-format-detail":
    "The file type is not supported, or the content does not match the file name. Upload a comment form as a contribution, or use `rapporteur receive`.",
  "problem-not-this-text": "The file has another text",
  "problem-not-this-text-detail":
    "Only {percent} % of the lines in “{fileName}” are in this draft. Choose the PDF of this draft.",
  "problem-outdated-format": "Save the file as .docx",
  "problem-outdated-format-detail":
    "The file is a Word file from before 2007 (.doc), a Rich Text file (.rtf) or a Pages file (.pages), which cannot be read. Save or export it as .docx and upload that file.",
  "problem-outdated-spreadsheet": "Save the file as .xlsx",
  "problem-outdated-spreadsheet-detail":
    "The file is a spreadsheet in the format of Excel before 2007 (.xls), which cannot be read. Save it as .xlsx and upload that file as a contribution.",
  "problem-outlook-message": "Save the mail as .eml",
  "problem-outlook-message-detail":
    "The file is a mail in the format of Outlook (.msg), which cannot be read. Save the mail as .eml, for example in the new Outlook, Outlook on the web or another mail program, and upload that file as a contribution.",
  "problem-mail-too-many-files": "The mail has too many files",
  "problem-mail-too-many-files-detail":
    "The mail has more than {most} attached files or mails. Save the files that have comments and upload them without the mail.",
  "problem-machine-format": "The file contains data, not a text",
  "problem-machine-format-detail":
    "XML, JSON, tables and spreadsheets cannot be drafts. Upload the text as a Word, OpenDocument, HTML, Markdown, text or PDF file. Upload a comment form as a contribution, or use `rapporteur receive`.",
  "problem-file-damaged": "The file is damaged",
  "problem-file-damaged-detail":
    "Part of the file cannot be read. Open it in its original program, save it again and upload it.",
  "problem-file-empty": "The file has no text",
  "problem-file-empty-detail": "No clause was found in the file. Check that it is the right one.",
  "problem-file-encrypted": "The file is protected by a password",
  "problem-file-encrypted-detail": "Remove the password and upload the file again.",
  "problem-file-scanned": "The file contains scanned pages",
  "problem-file-scanned-detail":
    "Its text cannot be read. Upload the file that was printed, or use text recognition first.",
  "problem-template-macros": "The template contains macros",
  "problem-template-macros-detail": "Save it as a Word document without macros (.docx), then upload it again.",
  "problem-template-external": "The template refers to other files",
  "problem-template-external-detail":
    "Opening it would load a picture, a file or a template from elsewhere. Insert pictures into the file, remove such links and fields, then upload it again.",
  "problem-template-embedded": "The template contains other files",
  "problem-template-embedded-detail":
    "It has embedded files, controls or data that no page needs. Remove them, then upload it again.",
  "problem-template-marked-up": "The template has comments, notes or tracked changes",
  "problem-template-marked-up-detail":
    "Accept or reject the changes, remove comments, footnotes and endnotes, then upload it again.",
  "problem-template-unsupported": "The template cannot be used",
  "problem-template-unsupported-detail":
    "The content control “body” must occur once at most, and outside tables. If it does, save the file again in Word as a Word document (.docx), then upload it.",
  "problem-too-large": "Too large",
  "problem-too-large-detail": "The limit is {limit} {unit}. Send a smaller file or less text.",
  "problem-file-too-large": "The file is too large",
  "problem-file-too-large-detail":
    "The file or its unpacked content is over the limit. Remove pictures or split the file, then upload it again.",
  "problem-storage-full": "No space for this file",
  "problem-storage-full-detail":
    "{owner, select, person {The files that you received} organisation {The files of the organisation} other {The files of the forum}} take {used, number} of {limit, number} MB, and this one needs {size, number} MB more. Discard received files or prepared drafts that nobody needs, or ask the operator of the server for a higher limit.",
  "problem-text-too-long": "The text is too long",
  "problem-text-too-long-detail":
    "A text may have {clauses, number} paragraphs and {characters, number} characters here. Split the file, then upload its parts.",
  "problem-link-not-valid": "The link is no longer valid",
  "problem-link-not-valid-detail":
    "A sign-in link works once and for a limited time. Enter your address on the sign-in page to get another.",
  "problem-other-browser": "Opened in another browser",
  "problem-other-browser-detail":
    "This link works only in the browser where you asked for it. Type the code of the message there.",
  "problem-code-not-valid": "The code is not valid",
  "problem-code-not-valid-detail":
    "The code does not match the message that was sent last. Check it and type it again.",
  "problem-sign-in-ended": "The link or code is no longer valid",
  "problem-sign-in-ended-detail":
    "It works once, for 15 minutes, in the browser where you asked for it. A code ends after 5 wrong ones, or when 3 newer messages were asked for. Ask for another message.",
  "problem-provider-unavailable": "The provider cannot be reached",
  "problem-provider-unavailable-detail":
    "{provider} does not answer as expected, so you were not signed in. Sign in another way, or try again later.",
  "problem-provider-refused": "The provider did not sign you in",
  "problem-provider-refused-detail":
    "{provider} ended the sign-in, or you cancelled it there. Try again, or sign in another way.",
  "problem-provider-sign-in-ended": "The sign-in is no longer valid",
  "problem-provider-sign-in-ended-detail":
    "It works once, for 15 minutes, in the browser where you began it. Begin again on the sign-in page.",
  "problem-identity-unknown": "No account with this identity",
  "problem-identity-unknown-detail":
    "No account here is linked with this account at {provider}, or has an address that {provider} confirmed. Sign in another way and link {provider} in your profile, or ask the secretariat for an invitation.",
  "problem-identity-in-use": "Linked with another account",
  "problem-identity-in-use-detail":
    "This account at {provider} is linked with another person’s account here. Unlink it there first, or use another.",
  "problem-last-way-in": "This is your last way to sign in",
  "problem-last-way-in-detail": "Without it you could not sign in again. Add another way first.",
  "problem-passkey-not-valid": "The passkey was not accepted",
  "problem-passkey-not-valid-detail":
    "It may have been removed here, or the request took too long. Try again, or sign in another way.",
  "problem-passkey-not-bound": "Passkeys are not available",
  "problem-passkey-not-bound-detail":
    "Passkeys need a host name and https. Ask the administrator to set PUBLIC_URL to the address of this site.",
  "problem-stronger-sign-in-needed": "A passkey or provider is needed first",
  "problem-stronger-sign-in-needed-detail":
    "This needs a session that you opened with a passkey or a provider. Add one to your account, or sign in with it, then try again.",
  "problem-account-in-use": "The account is in use",
  "problem-account-in-use-detail":
    "This person has signed in before. They get a new link by entering their address on the sign-in page.",
  "problem-link-not-mailed": "No mail reaches this person",
  "problem-link-not-mailed-detail":
    "The server sends no mail, or the person has no address. The operator can make a link with: npx rapporteur invite {participant}",
  "problem-token-not-valid": "The access token is not valid",
  "problem-token-not-valid-detail": "The token is unknown, expired or revoked. Make another in your profile.",
  "problem-scope-missing": "Outside the token’s scopes",
  "problem-scope-missing-detail":
    "This access token may not be used for this. Make one with the scope it needs, or sign in.",
  "problem-too-many-requests": "Too many requests",
  "problem-too-many-requests-detail": "Wait a moment, then try again.",
  "problem-too-many-streams": "Too many open pages",
  "problem-too-many-streams-detail":
    "The limit of {limit} open pages with live updates is reached. Close some, or reload this page to update it.",
  "problem-server-busy": "The server is busy",
  "problem-server-busy-detail":
    "Too many long texts are waiting to be compared or printed. Nothing is lost. Try again in 30 seconds.",
  "problem-too-many-connections": "Too many connections",
  "problem-too-many-connections-detail":
    "The server answers as many requests at once as it can. Nothing is lost. Try again in a few seconds.",
  "problem-mail-not-sent": "The message was not sent",
  "problem-mail-not-sent-detail":
    "The mail server did not accept it. Check the address, or try again later. If it fails again, tell the administrator.",
  "problem-not-kept": "Not saved",
  "problem-not-kept-detail":
    "The server could not save this, so nothing was changed. Try again. If it fails again, tell the administrator that the disk may be full.",
  "problem-store-unreachable": "The database cannot be reached",
  "problem-store-unreachable-detail": "Try again in a minute.",
  "problem-not-printed": "The PDF was not created",
  "problem-not-printed-detail":
    "It has too many pages or took too long. Filter the comments, or export a web page and print it.",
  "problem-no-browser": "PDF export is not available",
  "problem-no-browser-detail":
    "The server has no browser to create a PDF with. Export a web page and print it, or ask the administrator to install Chromium.",
  "problem-text-damaged": "A stored text is damaged",
  "problem-text-damaged-detail":
    "This needs the text of a draft that is damaged on the server. Nothing else is affected, and the secretariat has been told. Try again once the text is restored.",
  "problem-original-damaged": "A stored file is damaged",
  "problem-original-damaged-detail":
    "This needs an uploaded file that is damaged on the server. Nothing else is affected, and the secretariat has been told. Try again once the file is restored.",
  "problem-unexpected": "Something went wrong on the server",
  "problem-unexpected-detail": "The error was recorded. Try again. If it fails again, tell the administrator.",
} as const satisfies Readonly<Record<`problem-${ProblemCode}` | `problem-${ProblemCode}-detail`, string>>;

/** Problems with one field of a request. `field-line` joins the field's name and its problem. */
export const fields = {
  "field-line": "{field}: {problem}",

  "field-missing": "it is missing.",
  "field-not-text": "text is expected.",
  "field-not-a-number": "a number is expected.",
  "field-not-whole": "a whole number is expected.",
  "field-not-a-list": "a list is expected.",
  "field-not-an-object": "an object is expected.",
  "field-not-of-this-kind": "the value has the wrong type.",
  "field-not-a-choice": "one of these is expected: {choices}.",
  "field-not-a-date": "a date is expected, such as 2013-02-06.",
  "field-not-a-time": "a time in UTC is expected, such as 2013-02-06T09:00:00Z.",
  "field-not-an-id": "a UUID is expected.",
  "field-not-an-email": "an e-mail address is expected.",
  "field-not-of-this-form": "the format is not valid.",
  "field-not-one-line": "it contains a line break or another control character. Write it on one line.",
  "field-empty": "it is empty.",
  "field-too-short": "{limit, plural, one {at least # character is needed.} other {at least # characters are needed.}}",
  "field-too-long": "{limit, plural, one {at most # character is allowed.} other {at most # characters are allowed.}}",
  "list-too-short": "{limit, plural, one {at least # entry is needed.} other {at least # entries are needed.}}",
  "list-too-long": "{limit, plural, one {at most # entry is allowed.} other {at most # entries are allowed.}}",
  "number-too-small": "at least {limit} is needed.",
  "number-too-large": "at most {limit} is allowed.",
  "field-unknown": "there is no such field.",
  "field-misspelt": "there is no such field. Did you mean {near}?",
  "body-not-json": "it is not JSON.",
  "body-not-readable": "its encoding or compression is not supported.",

  "comment-without-words": "a comment needs text.",
  "comment-with-steps": "a comment cannot contain steps. Make it a proposal.",
  "proposal-without-steps": "a proposal needs at least one step.",
  "reply-without-words": "a reply needs text, a position or an amendment.",
  "amendment-without-wording": "only a proposal that inserts text can be amended.",
  "amendment-of-other-wording":
    "it amends another wording than the proposal has. The proposal may have been edited. Reload it, then amend it again.",
  "amendment-changes-nothing": "it does not change the proposal’s wording.",
  "amendment-deletes-all": "it deletes all of the proposal’s wording. Oppose the proposal instead.",
  "amendment-and-position-differ": "an amendment needs the position “supports with amendment”, or none.",
  "no-organisation-to-speak-for": "you have no organisation to comment for.",
  "capacity-of-another-role": "your role does not have this capacity.",
  "joint-without-organisation": "only a comment for an organisation can have co-signers.",
  "participant-unknown": "there is no participant “{participant}”.",
  "organisation-of-another": "a coordinator can upload files only for their own organisation.",
  "day-of-another": "only the secretariat can set the date on which a file was sent.",
  "author-unknown": "the file has no author “{author}”.",
  "column-unknown": "the file has no column “{column}”.",
  "column-twice": "two columns of the file are read as “{column}”. Choose one of them.",
  "recipient-unknown": "there is no letter to “{recipient}” on this draft that you may read.",
  "organisation-unknown": "there is no organisation “{organisation}”.",
  "all-answered": "all organisations have answered.",
  "no-letters": "there are no letters on this draft.",
  "group-unknown": "the forum has no stakeholder group “{group}”. One of these is expected: {choices}.",
  "event-unknown": "there is no event with this id.",
  "document-unknown": "there is no document “{document}”.",
  "format-of-another-draft":
    "only drafts that were uploaded as OpenDocument texts can be exported as one. The available formats are {choices}.",
  "layout-not-in-format": "this layout is not available as {format}.",
  "lines-not-in-format": "line numbers cannot be shown as {format}. Choose a PDF, a web page or a Word document.",
  "layout-tells-sources": "sources are hidden, and this layout would reveal them.",
  "filter-tells-sources": "sources are hidden, and this filter would reveal them.",
  "target-not-found": "the draft has no such location or text.",
  "clause-not-alone": "several clauses have the citation “{clause}”. Use the id of one of them.",
  "clause-is-bound": "a table cell must stay in its table, and a footnote with its reference.",
  "nothing-before": "there is no clause before it.",
  "nothing-to-part": "there must be text on both sides of the split.",
  "annotation-unknown": "the document has no such comment or proposal.",
  "version-unknown": "the document has no such published draft.",
  "circle-without-own": "the circle must include your own organisation.",
  "change-elsewhere":
    "a change must be between the draft commented on and another published draft of the same document.",
  "draft-unknown": "your organisation has no open draft {draft} on this version.",
  "not-a-draft": "it is not a valid draft in this version’s language with unique clause ids.",
  "circle-unknown": "your organisation is not in this circle.",
  "closes-before-it-opens": "the closing time must be after the opening time.",
  "no-consultation-to-move":
    "no consultation is open that could move to this draft. Publish the draft without it, and then open a consultation.",
  "version-before-annotation": "the draft is earlier than the one that was commented on.",
  "outcome-without-reason": "this outcome needs a reason.",
  "merged-with-and-outcome-differ": "it is required for the outcome “merged”, and not allowed for any other.",
  "merged-with-itself": "a comment cannot be merged with itself.",
  "amended-by-and-outcome-differ": "it is allowed only for “accepted” and “accepted in part”.",
  "amendment-unknown": "the proposal has no open amendment with this id that fits its wording.",
  "decision-without-id": "the row has no id. Copy the id of the comment into it, or decide on the desk.",
  "decision-of-unknown": "no open comment has this id. It may have been withdrawn, or is in another forum.",
  "decision-without-outcome": "the row has no outcome. To take a decision back, use the desk.",
  "outcome-unknown": "there is no outcome “{outcome}”. One of these is expected: {choices}.",
  "decision-twice": "row {row} has the same id. Only that row is imported.",
  "row-unreadable": "a cell of this row cannot be read.",
  "not-a-webhook-address": "the address must begin with https:// and have no user name or password.",
  "email-in-use": "another person has this e-mail address.",
  "address-of-account-in-use":
    "this person has signed in, so only they change their address. If they lost it, replace it as a lost address.",
  "short-name-in-use": "another organisation has this short name.",
  "organisation-archived": "this organisation is archived. Restore it or choose another.",
  "role-not-given": "this role is for people without an account.",
  "deputy-of-oneself": "a person cannot be their own deputy.",
  "date-in-the-past": "the date is in the past.",
  "listed-twice": "an earlier line concerns the same person or organisation.",
  "column-missing": "the file has no such column. Its first line must name the columns.",
  "columns-of-people": "this is a file of people. A file of organisations has the columns {columns}.",
  "columns-of-organisations": "this is a file of organisations. A file of people has the columns {columns}.",
  "link-without-clause": "a link needs a clause on at least one side.",
  "link-within-version": "a link needs two different versions.",
  "link-contradicted": "another link contradicts this one. Revoke that link first.",
} as const satisfies Readonly<Record<FieldProblemCode | "field-line", string>>;
