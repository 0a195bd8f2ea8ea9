// Longer than other files, because it is one list of texts.

/** Messages of the command line: its commands and options, results and errors. */
export const commandLine = {
  "cli-about": "Review successive drafts of consensus policy texts.",
  "cli-serve": "run the server",
  "cli-read": "print the text and clauses of a file",
  "cli-compare": "compare 2 or 3 files word by word",
  "cli-carry": "carry text ranges from the base to the revised text",
  "cli-import": "publish a file as a version of a document",
  "cli-export": "export the text of a version with its comments",
  "cli-redline": "export the changes between 2 versions",
  "cli-history": "print a clause in every draft, each compared with the previous draft",
  "cli-origins": "print the version that added each word",
  "cli-outcomes": "print the outcome, on a version, of every earlier comment and proposal",
  "cli-uptake": "print the uptake of earlier proposals in a version",
  "cli-open": "print the open points of every draft of a document: brackets, options, agreed text",
  "cli-barometer": "print the brackets and options of every draft, and those that opened, closed and remained in one",
  "cli-receive": "receive files from organisations, and print the comments and proposals in them",
  "cli-working-text": "print a version with its accepted proposals applied, and the proposals that cannot be applied",
  "cli-decide": "decide on a comment or proposal, or revise a decision",
  "cli-consult": "print, open, change, close or remove the consultation on a version",
  "cli-circle": "list, make, change, leave or dissolve circles of organisations that share drafts",
  "cli-invite": "create a one-time sign-in link",
  "cli-invite-print": "print the link to hand over instead of sending it, also for a person who has signed in before",
  "cli-recover":
    "remove a person's lost passkeys and providers, end their sessions, and create a one-time sign-in link",

  "cli-backup": "write the whole forum to one file, also while the server runs",
  "cli-backup-file": "the file to write, which must not exist yet",
  "cli-backup-allow-smaller":
    "write it even if the forum is empty, or less than half as large as in the newest backup in that folder",
  "cli-backup-empty":
    "There is no forum in {place}. No backup was written. Check DATABASE_URL and DATA_DIR, or name the folder with --data.",
  "cli-backup-smaller":
    "The forum has {events, plural, one {# event} other {# events}} and {bodies, plural, one {# text or file} other {# texts and files}}, but {last} has {lastEvents} and {lastBodies}. No backup was written. Check the settings, or add --allow-smaller.",
  "cli-backup-server-ended":
    "The server ended before the backup was finished, or could not read the forum. No backup was written. Run the command again.",
  "cli-restore": "fill an empty data folder or database from a backup, and end all sessions",
  "cli-restore-file": "a file that `rapporteur backup` wrote",
  "cli-verify": "check everything in the data folder or database, also while the server runs",
  "cli-verify-head": "a head of the audit chain that somebody noted, such as 4711:9f2c…; can be repeated",
  "cli-accept-heads": "take the events that are there for all that there were, and record that",
  "cli-not-head": "“{head}” is not a head. A head is a number, a colon and 64 letters and digits.",
  "cli-migrate": "copy the forum to an empty data folder or database, with its sessions",
  "cli-migrate-to": "a folder, or the URL of a PostgreSQL database",
  "cli-migrate-same": "{to} is where the forum is now. Name another place.",
  "cli-migrated":
    "Copied {from} to {to}: {events, plural, one {# event} other {# events}}, {values, plural, one {# record} other {# records}}, {bodies, plural, one {# text or file} other {# texts and files}}. Start the servers on the new place, and no longer on the old one.",
  "cli-backup-exists": "{file} exists already. Name a file that does not exist.",
  "cli-backup-written":
    "{file}: {events, plural, one {# event} other {# events}}, {values, plural, one {# record} other {# records}}, {bodies, plural, one {# text or file} other {# texts and files}}.",
  "cli-restored":
    "Restored the state of {createdAt} to {folder}: {events, plural, one {# event} other {# events}}, {values, plural, one {# record} other {# records}}, {bodies, plural, one {# text or file} other {# texts and files}}. Everybody must sign in again.",
  "cli-verified":
    "{folder} is in order: {events, plural, one {# event} other {# events}}, {bodies, plural, one {# text or file} other {# texts and files}}.",
  "cli-faults": "{faults, plural, one {# fault} other {# faults}} found in {folder}:\n{list}",
  "cli-backup-damaged": "{file} is damaged in line {line}. Nothing was restored.",
  "cli-backup-cut": "{file} is incomplete: it ends after line {line}. Nothing was restored.",
  "cli-backup-cut-off": "{file} is not a whole compressed file, such as after a copy that stopped.",
  "cli-backup-other-form": "{file} is not a backup that this version of Rapporteur reads.",

  "cli-mail": "deal with mail that comes back",
  "cli-mail-bounce":
    "read a mail that reports that a message did not arrive (RFC 3464), and record it; a mail server can hand such mails over",
  "cli-mail-bounce-file": "the mail; - is standard input",
  "cli-no-bounce": "Ignored: the mail does not report that a message came back.",
  "cli-mail-unknown": "Ignored: the forum sent no such message to this address within 30 days.",
  "cli-mail-known": "Ignored: this is recorded for {person}.",
  "cli-mail-bounced": "A message to {person} came back ({status}). No more news is mailed to this address.",
  "cli-mail-delayed": "A message to {person} is delayed ({status}).",
  "cli-people": "list, invite, deactivate, import and export people",
  "cli-people-list": "print people: id, name, e-mail address, organisation, role",
  "cli-people-replace-address":
    "replace a mail address that a person has lost, and tell the old one and the organisation",
  "cli-new-address": "the new mail address",
  "cli-people-open-drafts":
    "open an organisation's earlier drafts to a new colleague, where nobody is left who may agree",
  "cli-people-erase": "erase a person on legal demand, for ever",
  "cli-erase-reason": "why, without naming the person",
  "cli-people-deactivate": "end the access of a person at once",
  "cli-people-reactivate": "give a deactivated person access again",
  "cli-organisations": "list, merge, import and export organisations",
  "cli-organisations-list": "print organisations: id, short name, name, group, number of people",
  "cli-organisations-merge": "move the people, circles and requests of an organisation to another",
  "cli-forum": "show and change the settings of the forum",
  "cli-forum-show": "print the settings and the calendar",
  "cli-forum-set": "change the given settings",
  "cli-forum-undo": "undo a change of the settings, people or organisations",
  "cli-csv-import": "add and change the records of a CSV file: all lines or none",
  "cli-csv-export": "write the records as CSV, in the columns that an import reads",

  "cli-search": "only those with words that begin with these",
  "cli-of-organisation": "only those of this organisation, by id; none for people without one",
  "cli-with-role": "only those with this role",
  "cli-csv": "a CSV file whose first line names its columns",
  "cli-dry-run": "report only, and change nothing",
  "cli-merged": "the organisation that is merged, by id",
  "cli-merge-into": "the organisation that remains, by id",
  "cli-change": "the id that the change printed",

  "cli-waiting": "print only those that need a decision on location",
  "cli-gone": "print only those whose clause was deleted, with no similar clause left",

  "cli-setting": "{about}: {allowed} ({name})",
  "cli-base": "the earlier text",
  "cli-revised": "the later text",
  "cli-other": "another text made from the base, for a comparison of 3 texts",
  "cli-explain": "explain why clauses were paired, and through which of the files in --via",
  "cli-followed": "Followed through {steps}.",
  "cli-direct": "Found by the direct comparison.",
  "cli-clauses": "explain only these clauses: “base=revised”, by citation or id",
  "cli-plain-one": "read the text without interpretation, with paragraphs as clauses",
  "cli-plain-two": "read the texts without interpretation, with paragraphs as clauses",
  "cli-changes-made": "accept or reject the tracked changes in the file",
  "cli-changes":
    "accept or reject the tracked changes in a {formats} file, or reject them and list them with the comments (keep)",
  "cli-redline-layout":
    "where a Word redline is written: into the revised file (original), or into a new document (redrawn)",
  "cli-word-layout":
    "where a Word file is written: into the uploaded file of the draft (original), or into a new document (redrawn)",
  "cli-without-private-data":
    "remove from the revised file what its printed pages do not show, such as comments and authors, and print what was removed",
  "cli-author": "author of the tracked changes in a Word file or OpenDocument text",
  "cli-change-date": "time of the tracked changes; by default that of the revised file",
  "cli-version-change-date": "time of the tracked changes; by default the date of the revised version",
  "cli-via": "intermediate versions in order, separated by commas",
  "cli-out": "write to this file instead of standard output",
  "cli-anchors": "JSON file with ranges of the base text: ['{' id, start, end '}']",
  "cli-data": "{about} (DATA_DIR)",
  "cli-draft": "the draft file",
  "cli-address": "document@round or document@round:lang",
  "cli-clause": "a clause, by citation or id",
  "cli-date": "the date on the cover of the draft, YYYY-MM-DD",
  "cli-label": "the name of the draft, such as “Third draft”; default: its round",
  "cli-title": "the title of the document, if it is new",
  "cli-contribution": "a draft with tracked changes and comments, or a filled comment form",
  "cli-organisation": "the organisation that sent the files, by id; default: the organisation of their authors",
  "cli-jointly": "the organisations that sent the files jointly, by ids separated by commas",
  "cli-by": "the participant responsible for the files, by id",
  "cli-sent": "the date on which the files were sent, YYYY-MM-DD; default: today",
  "cli-on-version": "the version that the files are about, if their text does not identify it",
  "cli-hand-marks": "whether to import bold, underlined, coloured and struck text as insertions and deletions",
  "cli-unmarked": "whether to import differences that have no marks",
  "cli-take": "import the items at once, without review",
  "cli-working-changes": "in a Word file, make the changes or show them as tracked changes",
  "cli-proposals": "apply these proposals instead, by ids separated by commas",
  "cli-annotation": "the comment or proposal, by id",
  "cli-decided-by": "the participant who decides for the secretariat or as chair, by id",
  "cli-reason": "the reason; required if the outcome does not accept everything",
  "cli-shown-in": "the version that shows the decision",
  "cli-merged-with": "the comment or proposal that it is merged with, by id",
  "cli-amended-by": "the reply with whose amendment the proposal is accepted, by id",
  "cli-consult-act":
    "show it; set its times and whether it is blind (omitted options keep their values); close it now; remove it (call-off); undo the last change",
  "cli-consult-by": "the participant who acts for the secretariat, by id; not needed for show",
  "cli-opens": "opening time, such as 2013-02-06T09:00:00Z; default for a new consultation: now",
  "cli-closes": "closing time, also with its zone",
  "cli-blind": "whether the comments of other organisations stay hidden until it closes",
  "cli-circle-act": "the action",
  "cli-circle-named": "the circle, by id or name",
  "cli-circle-by": "the participant who acts, by id; default: the secretariat",
  "cli-circle-name": "the name of the circle",
  "cli-circle-organisations": "all organisations in the circle, by ids separated by commas",
  "cli-organisation-id": "the id of the organisation",
  "cli-participant": "the id of the participant",
  "cli-filter":
    "{filter, select, kinds {only these kinds, separated by commas} types {only these types, separated by commas} organisations {only these organisations, by ids separated by commas} groups {only these stakeholder groups, separated by commas} states {only these placement states, separated by commas} outcomes {only these decisions, separated by commas} versions {only those made on these versions, by addresses separated by commas} clauses {only those on these clauses, separated by commas} sections {only those on the sections that begin with these clauses, separated by commas} other {only these {filter}, separated by commas}}",
  "cli-filter-text": "only those with this text",
  "cli-layout": "layout of a file as {formats}: {layouts}",
  "cli-template": "write a Word file in this template (.docx) instead of the forum's",
  "cli-template-not-word": "--template is for Word files. Add --format docx.",
  "cli-annotations": "export the text with or without comments: with or without",
  "cli-lines": "show or hide line numbers, in a web page, PDF or new Word document: shown or hidden",

  "cli-document-made": "Created document {document}.",
  "cli-published":
    "Published {address}: {clauses, plural, one {# clause} other {# clauses}}, {words, plural, one {# word} other {# words}}, {notices, plural, one {# notice} other {# notices}}.",
  "cli-receive-mail":
    "read a mail from standard input: an answer becomes a reply in its thread, any other mail a contribution to review",
  "cli-recipient": "the address to which the mail was delivered (by default those in its header)",
  "cli-receive-nothing": "There is nothing to receive. Name the files, or pass a mail with --mail.",
  "cli-mail-or-files": "A mail is read from standard input. Name no files with --mail.",
  "cli-mail-to-review": "to-review: The mail is a contribution to review.",
  "cli-mail-received-before": "received-before: The mail was received before.",
  "cli-mail-posted": "posted: The reply is in its thread.",
  "cli-mail-to-confirm": "to-confirm: The person must confirm the reply on the page.",
  "cli-mail-address-not-valid": "address-not-valid: The reply address is unknown or has expired.",
  "cli-mail-too-many": "too-many: Too many answers already wait for this person.",
  "cli-mail-automatic": "automatic: A program sent the mail, so it is no answer.",
  "cli-mail-empty": "empty: The mail has no text of its own.",
  "cli-mail-too-long": "too-long: The mail or its text is too long to read.",
  "cli-received": "{file}: made on {address} (best match {best}; next {next})",
  "cli-received-unplaced":
    "{file}: no draft matches with confidence (best match {best}; next {next}), so nothing was prepared. Receive the file again with --version.",
  "cli-received-again": "{file} was received before. This is the existing contribution:",
  "cli-received-from": "from {senders} ({names})",
  "cli-received-prepared":
    "Kept for review as {id}: {proposals, plural, one {# proposal} other {# proposals}}, {comments, plural, one {# comment} other {# comments}}, {waiting, plural, one {# item to decide} other {# items to decide}}.",
  "cli-received-taken":
    "Imported as {id}: {proposals, plural, one {# proposal} other {# proposals}}, {comments, plural, one {# comment} other {# comments}}, {waiting, plural, one {# item left out} other {# items left out}}.",
  "cli-no-consultation": "no consultation",
  "cli-runs-blind": "blind",
  "cli-recovered": "{removed, plural, one {# passkey or provider} other {# passkeys and providers}} removed.",
  "cli-invited": "This link works for one sign-in until {time}.",
  "cli-drafts-opened":
    "{participant} now reads the earlier drafts of {organisation}. Its people see that you opened them.",
  "cli-invitation-sent": "The invitation is on its way to the mail address of {participant}.",
  "cli-invitation-failed":
    "The invitation was not sent to {participant}, because the mail server {reason, select, refused {refused it} other {cannot be reached}}. Check their address and SMTP_URL, and invite them again. Or print a link to hand over: npx rapporteur people invite {participant} --print",

  "cli-undo-with": "Undo with: rapporteur forum undo {change}",
  "cli-imported": "Imported: {created} created, {changed} changed, {unchanged} unchanged.",
  "cli-would-import":
    "Nothing was stored: {created} to create, {changed} to change, {unchanged} unchanged, {refused} refused.",
  "cli-import-refused": "{count, plural, one {# line was refused.} other {# lines were refused.}}",

  "cli-in-turn": "Waiting while another file is written",
  "cli-writing": "Writing the file: {percent} %",
  "cli-printing": "Printing the pages",
  "cli-finishing": "Adding comments to the pages",

  "cli-no-file": "There is no file {file}.",
  "cli-unreadable": "{file} cannot be read ({reason}).",
  "cli-no-folder": "There is no folder {folder}. Create it, or write to another folder.",
  "cli-unwritable": "{file} cannot be written ({reason}).",
  "cli-not-json": "{file} is not JSON.",
  "cli-not-anchors": "{file} is not a list of objects with an id, a start and an end.",
  "cli-anchor-outside": "The anchor {id} ({start} to {end}) is outside the base text, which has {length} characters.",
  "cli-not-an-address": "{address} is not an address. Write document@round or document@round:lang.",
  "cli-no-data": "There is no data folder {folder}. Name another with --data.",
  "cli-no-version": "There is no version {address}. The forum has {known}.",
  "cli-no-versions": "There is no version {address}. The forum has no versions yet.",
  "cli-no-participant": "There is no participant {participant}. The forum has {known}.",
  "cli-by-whom": "No participant is named. Name the one who acts with --by.",
  "cli-not-a-moment":
    "{written} is not a time. Write the day, time and zone, such as 2013-02-06T09:00:00Z or 2013-02-06T10:00:00+01:00.",
  "cli-which-circle": "No circle is named. Give its id or name.",
  "cli-no-circle": "There is no circle {circle}. Circles: {known}.",
  "cli-circle-by-id": "Several circles have the name {circle}. Use one of these ids: {known}.",
  "cli-three-file": "A comparison of 3 texts has no such format. Use --format json or --format text.",
  "cli-three-explained": "--explain, --clauses and --via need exactly 2 texts.",
  "cli-no-odt":
    "Only two OpenDocument texts have an OpenDocument redline, and not with --plain. Use --format docx or --format html.",
  "cli-redrawn-plain": "The redline is a new document, because the texts were read without interpretation.",
  "cli-explained-file": "Explanations have no such format. Use --format json or --format text.",
  "cli-no-clauses": "--clauses names no clause. Name one of the base, of the revised text, or both: “2.1=2.3”.",
  "cli-no-clause": "There is no clause “{clause}”.",
  "cli-several-clauses": "Several clauses are cited as “{clause}”. Cite one in full.",
  "cli-no-participants": "There is no participant {participant}. The forum has no participants yet.",
  "cli-outcome-count": "{count} {outcome}",
  "cli-problem": "{problem} ({details})",
  "cli-plain-changes": "--changes applies only to {formats} files, which --plain does not read.",
} as const satisfies Readonly<Record<string, string>>;

/** Settings of the server: their descriptions and allowed values, for the help and for errors. */
export const settingTexts = {
  "setting-invalid": "{name} is {value}. It must be {allowed}.",
  "setting-invalid-secret": "{name} is not valid. It must be {allowed}.",
  "providers-not-json": "OIDC_PROVIDERS is not valid JSON.",
  "providers-not-a-list": "OIDC_PROVIDERS must be a list of at most 20 providers.",
  "providers-unreadable": "OIDC_PROVIDERS names the file {file}, which cannot be read ({reason}).",
  "providers-field": "OIDC_PROVIDERS: {field} of provider {number, number} must be {allowed}.",
  "providers-unknown-field": "OIDC_PROVIDERS: provider {number, number} has the unknown field {field}.",
  "providers-secret":
    "OIDC_PROVIDERS: the provider {id} must have exactly one of clientSecret, clientSecretFile and clientSecretEnv.",
  "providers-env-unset": "OIDC_PROVIDERS names the environment variable {name}, which is not set.",
  "providers-twice": "OIDC_PROVIDERS: two providers have the {field} {value}.",
  "setting-metrics-public":
    "METRICS_HOST is {host}, so others could read the metrics. Set METRICS_TOKEN too, or leave METRICS_HOST out.",
  "setting-dkim-incomplete": "Set all three of DKIM_KEY, DKIM_DOMAIN and DKIM_SELECTOR, or none.",

  "about-PORT": "the port to listen on",
  "about-HOST": "the address to bind",
  "about-DATA_DIR": "the folder for the data",
  "about-DATABASE_URL": "the PostgreSQL database that keeps the forum instead of a folder, for several servers",
  "about-DATABASE_WITHOUT": "features of PostgreSQL that a compatible database lacks",
  "about-PUBLIC_URL": "the address that people use, if a proxy is in front",
  "about-SEED": "the content of an empty data folder (by default `model` on loopback, `none` elsewhere)",
  "about-JURISDICTION":
    "the jurisdiction in Akoma Ntoso names of documents, for a new forum (by default `zz` for none)",
  "about-LOG_LEVEL": "the level of detail in the log",
  "about-TRUST_PROXY": "the number of proxies to trust for the address of a reader",
  "about-COSTLY_READS_PER_MINUTE":
    "the limit per minute on comparisons, previews, placements and files, for each person or, without an account, each address",
  "about-STOP_SECONDS": "the seconds in which running requests may finish when the server stops",
  "about-ACCESS_LOG": "the file of the access log, one line of JSON for each request (by default none)",
  "about-METRICS_PORT": "the port on which Prometheus reads metrics (by default none)",
  "about-METRICS_HOST": "the address to bind for metrics",
  "about-METRICS_TOKEN": "the token that reading metrics needs, sent as a bearer (by default none)",
  "about-TEXT_CLAUSES": "the most paragraphs that the text of an uploaded file may have",
  "about-TEXT_CHARACTERS": "the most characters that the text of an uploaded file may have",
  "about-READING_SECONDS": "the seconds in which an uploaded file must be read",
  "about-READING_MEGABYTES":
    "the memory in MB of each of the three threads that read files: two for uploads, and one that writes redlines into them",
  "about-WRITES_PER_MINUTE": "the limit per minute on writes, for each person or, without an account, each address",
  "about-COSTLY_READS_PER_MINUTE_PER_ORGANISATION":
    "the limit per minute on comparisons, previews, placements and files, for all people of an organisation together",
  "about-COSTLY_READS_PER_MINUTE_PER_FORUM":
    "the limit per minute on comparisons, previews, placements and files, for everybody together, on one server",
  "about-WRITES_PER_MINUTE_PER_ORGANISATION":
    "the limit per minute on writes, for all people of an organisation together",
  "about-WRITES_PER_MINUTE_PER_FORUM": "the limit per minute on writes, for everybody together, on one server",
  "about-SIGN_INS_PER_MINUTE": "the limit per minute on requests to sign in, for each address",
  "about-SIGN_IN_TRIES":
    "the limit on failed attempts within 15 minutes to sign in with a link, mail address or request, or to use an access token",
  "about-STORAGE_PER_PERSON": "the limit on the files that one person has received for review, in MB",
  "about-STORAGE_PER_ORGANISATION": "the limit on the files that one organisation has sent, in MB",
  "about-STORAGE_PER_FORUM": "the limit on all uploaded files, drafts too, in MB",
  "about-CHROMIUM": "the Chromium or Chrome that prints PDF files (by default the first on PATH)",

  "about-SMTP_URL":
    "the mail server (by default none: messages become files in the folder `outbox` of the data folder)",
  "about-MAIL_FROM": "the sender of messages (by default `no-reply` at the host of PUBLIC_URL)",
  "about-REPLY_ADDRESS":
    "the address that receives answers to messages, with a token after a plus sign (by default none: nobody reads answers)",
  "about-REPLY_AUTHSERV_ID":
    "the name of the server that receives answers, in its Authentication-Results; without it, people confirm each answer on the page",
  "about-DKIM_KEY": "the private key that signs messages (DKIM); needs DKIM_DOMAIN and DKIM_SELECTOR",
  "about-DKIM_DOMAIN": "the domain of the signature",
  "about-DKIM_SELECTOR": "the name of the public key in the domain's DNS",
  "about-SESSION_IDLE_DAYS": "the days without use after which a session ends",
  "about-SESSION_DAYS": "the days after which every session ends",
  "about-WEBHOOKS_TO_PRIVATE_NETWORKS": "whether webhooks may reach private networks and this machine",
  "about-OIDC_PROVIDERS": "the providers of sign-in over OpenID Connect (by default none)",

  "allowed-PORT": "a port number from 0 (any free one) to 65535",
  "allowed-HOST": "a host name or IP address",
  "allowed-DATA_DIR": "the path of a folder",
  "allowed-DATABASE_URL": "a URL such as postgres://user:password@host/database",
  "allowed-DATABASE_WITHOUT": "a list of `notify`, `advisory-locks` and `table-locks`, with commas",
  "allowed-PUBLIC_URL": "an http or https URL",
  "allowed-SEED": "`model` (the model forum) or `none`",
  "allowed-JURISDICTION": "an ISO 3166-1 country (`ch`), with or without a part after a hyphen, or `un`",
  "allowed-LOG_LEVEL": "silent, error, warn, info or debug",
  "allowed-TRUST_PROXY": "a number from 0 to 10",
  "allowed-COSTLY_READS_PER_MINUTE": "a number from 0 (no limit) to 1000000",
  "allowed-STOP_SECONDS": "a number from 0 to 3600",
  "allowed-ACCESS_LOG": "the path of a file, or - for standard output",
  "allowed-METRICS_PORT": "a port number from 0 (any free one) to 65535",
  "allowed-METRICS_HOST": "a host name or IP address",
  "allowed-METRICS_TOKEN": "at least 16 letters, digits or signs, without spaces",
  "allowed-TEXT_CLAUSES": "a number from 100 to 1000000",
  "allowed-TEXT_CHARACTERS": "a number from 10000 to 100000000",
  "allowed-READING_SECONDS": "a number from 1 to 3600",
  "allowed-READING_MEGABYTES": "a number from 100 to 16000",
  "allowed-WRITES_PER_MINUTE": "a number from 0 (no limit) to 1000000",
  "allowed-COSTLY_READS_PER_MINUTE_PER_ORGANISATION": "a number from 0 (no limit) to 1000000",
  "allowed-COSTLY_READS_PER_MINUTE_PER_FORUM": "a number from 0 (no limit) to 1000000",
  "allowed-WRITES_PER_MINUTE_PER_ORGANISATION": "a number from 0 (no limit) to 1000000",
  "allowed-WRITES_PER_MINUTE_PER_FORUM": "a number from 0 (no limit) to 1000000",
  "allowed-SIGN_INS_PER_MINUTE": "a number from 0 (no limit) to 1000000",
  "allowed-SIGN_IN_TRIES": "a number from 0 (no limit) to 1000000",
  "allowed-STORAGE_PER_PERSON": "a number from 0 (no limit) to 100000000",
  "allowed-STORAGE_PER_ORGANISATION": "a number from 0 (no limit) to 100000000",
  "allowed-STORAGE_PER_FORUM": "a number from 0 (no limit) to 100000000",
  "allowed-CHROMIUM": "the path of a program that can be run",
  "allowed-SMTP_URL": "an smtp or smtps URL, with user and password if the server needs them",
  "allowed-MAIL_FROM": "a mail address, with or without a name: Forum '<'forum@example.org'>'",
  "allowed-REPLY_ADDRESS":
    "a mail address with at most 19 characters before the @ and no plus sign: replies@example.org",
  "allowed-REPLY_AUTHSERV_ID": "a host name",
  "allowed-DKIM_KEY": "the path of a file",
  "allowed-DKIM_DOMAIN": "a domain",
  "allowed-DKIM_SELECTOR": "a name",
  "allowed-SESSION_IDLE_DAYS": "a number from 1 to 400",
  "allowed-SESSION_DAYS": "a number from 1 to 400",
  "allowed-WEBHOOKS_TO_PRIVATE_NETWORKS": "refuse or allow",
  "allowed-OIDC_PROVIDERS":
    "the path of a JSON file, or JSON: a list of objects with id, name, issuer, clientId, and one of clientSecret, clientSecretFile and clientSecretEnv",
  "allowed-provider-id": "a short name of the letters a to z, digits and hyphens",
  "allowed-provider-issuer": "an https URL; http is allowed only on this machine",
  "allowed-provider-text": "a text that is not empty",
} as const satisfies Readonly<Record<string, string>>;

/** Terminal output while the server starts, including startup errors. */
export const start = {
  "start-filling": "Loading the model forum into the empty data folder …",
  "start-at": "Rapporteur is running at {address} (data in {folder})",
  "cli-server-ended": "The server ended before the command was finished. Check the result, then run the command again.",
  "start-metrics": "Metrics are at {address}",
  "start-also-at": "also at {address}",
  "start-links":
    "Sign in with one of these links. Each works once. `npx rapporteur people invite ID --print` creates another.",
  "start-set-up":
    "The forum is empty. Set it up with this link, which works once. `npx rapporteur people invite secretariat --print` creates another.",
  "start-no-links": "`npx rapporteur people invite ID --print` creates a link to sign in, which works once.",
  "start-jurisdiction-unused":
    "JURISDICTION={set} has no effect, because the forum {forum} already has “{has}”. It applies only when a forum is set up.",
  "start-no-mail": "There is no mail server (SMTP_URL). Messages are written to {folder}.",
  "start-mail-written": "Message written to {file}",
  "start-public": "Without a link you read as a member of the public.",
  "start-ready": "Ready. Press Ctrl+C to stop.",

  "stop-waits":
    "Stopping when {requests, plural, one {# request is} other {# requests are}} finished, or in {seconds, plural, one {# second} other {# seconds}}. Stop again to end them now.",

  "start-no-access-log": "The access log {file} cannot be written ({reason}). Set ACCESS_LOG to a file that can.",
  "start-port-taken": "Port {port} on {host} is in use. Set {prefix}PORT to another, or to 0 for any free one.",
  "start-port-forbidden": "This account cannot use port {port}. Set {prefix}PORT to 1024 or above.",
  "start-no-such-host":
    "{prefix}HOST is “{host}”, which is not an address of this machine. Set it to one that is, or to 0.0.0.0 for all of them.",
  "start-no-folder": "The data folder {folder} cannot be written ({reason}). Name a folder that can.",
} as const satisfies Readonly<Record<string, string>>;

/** Reasons why a data folder cannot be opened. */
export const dataFolders = {
  "in-use": "The data folder {folder} is in use by process {process}. Stop that process, or use another folder.",
  "in-use-elsewhere":
    "The data folder {folder} is in use by process {process} on {host}. Stop that process, or use another folder.",
  "not-empty": "The folder {folder} is not empty. Name an empty or a new folder.",
  "lock-lost": "Another process has taken over the data folder {folder}. This one has stopped writing to it.",
  "other-form":
    "{file} has the format {form}. This version of Rapporteur reads formats up to {expected}. Use the version that wrote the file.",
  "snapshot-empty": "{file} is empty. Restore the data folder from a backup.",
  "snapshot-cut": "{file} is incomplete: it has {found} of {expected} entries. Restore the data folder from a backup.",
  "snapshot-damaged": "{file} is damaged in line {line}. Restore the data folder from a backup.",
  "snapshot-missing":
    "{file} is missing, so earlier data is missing. Copy it from where the folder came from, or restore a backup.",
  "journal-damaged": "{file} is damaged in line {line}. Restore the data folder from a backup.",
  "journal-empty": "{file} is empty. Restore the data folder from a backup.",
  "journal-missing":
    "{file} is missing, so later data is missing. Copy it from where the folder came from, or restore a backup.",
  "journal-gap":
    "{file} is incomplete: event {event} is missing before line {line}. Restore the data folder from a backup.",
  "record-unreadable": "{record} in {folder} was changed and cannot be read. Restore the folder from a backup.",
  "events-cut":
    "{folder} has {found} of {expected} events: those at the end are missing. Restore it from a backup. To continue without them, run `rapporteur verify --accept-heads`.",
  "events-replaced":
    "The events in {folder} are not those that were recorded. Restore it from a backup. To continue with them, run `rapporteur verify --accept-heads`.",
  "events-added":
    "{folder} has {found} events, but {file} names {expected}: it is older than the events, or they were added by hand. Restore the folder from a backup. To continue with them, run `rapporteur verify --accept-heads`.",
  "heads-missing":
    "{file} is missing, so nobody can tell whether events are missing at the end. Restore the folder from a backup. To continue with the events that are there, run `rapporteur verify --accept-heads`.",
  "heads-damaged":
    "{file} is damaged, so nobody can tell whether events are missing at the end. Restore the folder from a backup. To continue with the events that are there, run `rapporteur verify --accept-heads`.",
  "chain-broken":
    "The {chain, select, public {public} other {private}} audit chain is broken at position {position}, event {seq}: an event was removed, inserted or changed. Compare with a backup.",
  "chain-altered":
    "Event {seq}, position {position} of the {chain, select, public {public} other {private}} audit chain, is not as it was recorded. Compare with a backup.",
  "chain-cut":
    "The private audit chain has {found} of at least {expected} events: those at the end are missing. Compare with a backup.",
  "published-head-other":
    "The private audit chain is not the one whose head was published at {at}: events before that time were changed. Compare with a backup.",
  "head-other":
    "The head of the {chain, select, public {public} other {private}} audit chain is kept as that of position {position}, but the chain ends at {found}. Compare with a backup.",
  "noted-head-other":
    "The head that was noted at position {position} is not part of the public audit chain: events before it were changed.",
  "noted-head-beyond":
    "The public audit chain ends at position {found}, before the head that was noted at {position}: events were cut from its end.",
  "record-altered": "{record} is not as its last event recorded it. Compare with a backup.",
  "record-missing":
    "A record that event {seq} recorded is missing, although no event removed it. Compare with a backup.",
  "record-unrecorded": "{record} is there, although no event recorded it. Compare with a backup.",
  "body-damaged": "{file} is not as it was stored. Restore it from a backup.",
  "body-missing": "{file} is missing. Copy it from where the folder came from, or restore a backup.",
  "earlier-form":
    "{folder} has the earlier format {form}, which cannot be checked. Starting the server once brings it up to date, and keeps the earlier files.",
  "reference-missing": "{value} refers to {missing}, which does not exist. Restore the data folder from a backup.",
} as const satisfies Readonly<Record<string, string>>;

/** Reasons why a database cannot be used, and faults in one. */
export const databases = {
  "database-unreachable": "The database {database} cannot be reached ({reason}). Check that it runs, and DATABASE_URL.",
  "database-refused":
    "The database {database} refused to sign in ({reason}). Check the user and password in DATABASE_URL.",
  "database-missing": "There is no database {database} ({reason}). Create it, or correct DATABASE_URL.",
  "database-foreign":
    "The database {database} already has a table “{table}” of another program. Give Rapporteur a database of its own.",
  "database-newer":
    "The database {database} has the format {form}. This version of Rapporteur works with formats up to {expected}. Use the version that changed it.",
  "database-not-empty": "The database {database} is not empty. Name an empty one.",
  "database-heads":
    "The database {database} has {found} events, but its table “head” names {expected}, or other ends of the audit chains. Restore it from a backup. To continue with the events that are there, run `rapporteur verify --accept-heads`.",
  "database-in-use":
    "{servers, plural, one {# server uses} other {# servers use}} the database {database}. Stop them, then run the command again. A server that was killed counts for a minute.",
  "database-failed": "The database {database} reported an error: {reason}.",
  "row-damaged": "The row {id} of the table {table} is not as it was stored. Restore the database from a backup.",
  "events-missing": "Events {from} to {to} are missing. Restore the database from a backup.",
} as const satisfies Readonly<Record<string, string>>;

/** Errors in a forum file, for its author. */
export const forumFiles = {
  "forum-file-part": "{file}: {part}: {reason}",
  "forum-file-not-json": "{file} is not JSON",
  "forum-file-fields": "{file}: {fields}",
  "forum-file-no-participant": "there is no participant “{participant}”",
  "forum-file-no-speaker": "no participant represents “{organisation}”",
  "forum-file-no-kind": "there is no clause kind “{kind}”",
  "forum-file-no-clause": "no clause has the citation “{citation}”",
  "forum-file-no-words":
    "{times, plural, one {“{quote}” is not in “{citation}”} other {“{quote}” is not in “{citation}” # times}}",
} as const satisfies Readonly<Record<string, string>>;
