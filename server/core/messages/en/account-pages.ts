/** The pages of one's own account and of clearance, and the banner of deputies. Each message is in ICU MessageFormat. */

export const profileNeedsScripts = "Your profile needs JavaScript. Enable it to change your account.";
export const clearanceNeedsScripts = "Clearance needs JavaScript. Enable it to clear comments.";

// Acting as a deputy
export const actingLabel = "Acting as a deputy";
export const actingFor = "You act in the place of <b>{name}</b>. Each act records both names.";
export const actAsOneself = "Act as yourself again";
export const actingEnded = "You act as yourself again, no longer in the place of {name}.";
export const accountOfPrincipal =
  "A deputy cannot open the account of {name}. Act as yourself again to see your own profile.";

// About you
export const aboutYou = "About you";
export const name = "Name";
export const nameHint = "Comments that you have made keep the name they were made with.";
export const nameSaved = "Name saved.";
export const email = "E-mail";
export const noEmail = "You have no e-mail address.";
export const changeEmail = "Change";
export const changeEmailLabel = "Change your e-mail address";
export const newEmail = "New e-mail address";
export const newEmailHint = "We send a code to the new address, and one to your present address.";
export const newEmailOnlyHint = "We send a code to this address.";
export const sendCodes = "Send codes";
export const sendCode = "Send code";
export const codesSent = "We sent codes to both addresses. They are valid until {time}.";
export const codeSent = "We sent a code to {email}. It is valid until {time}.";
export const presentCode = "Code sent to {email}";
export const newCode = "Code sent to {email}";
export const sixDigits = "Type the 6 digits.";
export const confirmEmail = "Change e-mail";
export const emailChanged = "Your e-mail address is now {email}.";
export const emailTaken = "Another account uses this address.";
export const emailChangeEnded = "These codes are no longer valid. Ask for new ones.";
export const cancel = "Cancel";
export const affiliation = "Organisation and role";
export const roleIn = "{organisation}, {role}";
export const affiliationHint = "The secretariat changes these.";

// Appearance
export const appearance = "Appearance";
export const language = "Language";
export const languageHint = "For messages to you, and for the interface as far as it is translated.";
export const languageDefault = "Same as the forum";
export const languageSaved = "Language saved.";
export const theme = "Colour theme";
export const themeSystem = "Same as system";
export const themeLight = "Light";
export const themeDark = "Dark";
export const themeSaved = "Colour theme saved.";
export const textSize = "Text size";
export const textSmall = "Small";
export const textNormal = "Normal";
export const textLarge = "Large";
export const textSizeSaved = "Text size saved.";
export const appearanceHint = "Applies on every device where you are signed in.";
export const undone = "Change undone.";

// New comments
export const newComments = "New comments";
export const newCommentsAbout = "The form for a new comment begins with these. You can choose differently each time.";
export const capacity = "Commenting as";
export const capacityDefault = "As your role suggests ({capacity})";
export const capacityOrganisation = "for {organisation}";
export const capacitySaved = "Capacity saved.";
export const visibility = "Visible to";
export const visibilityRule = "As {organisation} chose ({audience})";
export const visibilityDefault = "As usual ({audience})";
export const visibilitySaved = "Visibility saved.";
export const ownClearanceRule = "{organisation} clears the comments of its members before they are submitted.";
export const ownFreeRule = "Members of {organisation} submit comments freely.";
export const openClearance = "Open clearance";

// Deputies
export const deputies = "Deputies";
export const deputiesAbout =
  "A deputy may do in your place what you may do, except with your account. Each act records both names.";
export const noDeputies = "You have no deputy.";
export const deputyList = "Your deputies";
export const deputyUntil = "until {date}";
export const deputyWithoutEnd = "until you revoke it";
export const deputyWaiting = "Proposed by the secretariat. Waits for you to accept.";
export const acceptDeputy = "Accept";
export const acceptDeputyNamed = "Accept {name} as deputy";
export const deputyAccepted = "{name} is your deputy now.";
export const revokeDeputy = "Revoke";
export const revokeDeputyNamed = "Revoke {name} as deputy";
export const deputyRevoked = "{name} is no longer your deputy.";
export const appointDeputy = "Appoint a deputy";
export const deputyPerson = "Person";
export const appoint = "Appoint";
export const deputyAppointed = "{name} is your deputy now.";
export const principalList = "People you may act for";
export const principalWithoutEnd = "until {name} revokes it";
export const principalWaiting = "Waits until {name} accepts.";
export const actFor = "Act in their place";
export const actForNamed = "Act in their place: {name}";
export const actingBegun = "You act in the place of {name}.";
export const endDeputyship = "Give up";
export const endDeputyshipNamed = "Give up being the deputy of {name}";
export const deputyshipEnded = "You are no longer the deputy of {name}.";

// Ways to sign in
export const waysIn = "Ways to sign in";
export const waysInAbout = "Keep at least two, so that you can sign in if you lose one.";
export const wayByMail = "Link by e-mail to {email}";
export const wayByMailNote = "Always available.";
export const passkey = "Passkey";
export const passkeyElsewhere = "Made at another address of this server. It no longer works.";
export const wayLinked = "Linked on {date}.";
export const wayAdded = "Added on {date}.";
export const wayUsed = "Added on {date}, last used on {used}.";
export const providerGone = "No longer offered here ({issuer})";
export const identityOf = "{provider}: {email}";
export const unlink = "Unlink";
export const unlinkNamed = "Unlink {name}";
export const unlinkTitle = "Unlink {name}?";
export const unlinkNote = "You can no longer sign in with it. You can link it again.";
export const unlinked = "{name} unlinked.";
export const linkAnother = "Link another account at {provider}";
export const linkProvider = "Link {provider}";
export const addPasskey = "Add a passkey";
export const passkeyAdded = "Passkey “{name}” added.";
export const passkeyNotAdded = "No passkey was made. Try again, or use another device.";
export const passkeysElsewhere = "Passkeys can be added at {host}.";
export const renamePasskey = "Rename";
export const renamePasskeyNamed = "Rename the passkey {name}";
export const passkeyName = "Name of the passkey";
export const saveName = "Save";
export const passkeyRenamed = "Passkey renamed.";
export const removePasskey = "Remove";
export const removePasskeyNamed = "Remove the passkey {name}";
export const removePasskeyTitle = "Remove the passkey “{name}”?";
export const removePasskeyNote = "You can no longer sign in with it. Remove it from your device too.";
export const passkeyRemoved = "Passkey “{name}” removed.";
export const wayList = "Your ways to sign in";
export const noWays = "You cannot sign in again once you sign out. Add an e-mail address or a passkey.";
export const noMail =
  "This server sends no mail, so your address is not a way to sign in. Add a passkey. Otherwise only the administrator of the server can let you in again.";

// Sessions
export const sessions = "Devices";
export const notifications = "Notifications";
export const notifiedAt =
  "Mail goes to {email} after a sign-in on a new device, and when your address, passkeys or providers change. It protects your account, so it cannot be turned off.";
export const newsAbout =
  "You also receive news by mail: at once, or in a digest of what you have not read yet. Texts that not every member may read are never in a mail.";
export const mailsStopped =
  "Messages to your address came back, so no news has been mailed to you since {date}. If your address works, resume. Otherwise change it.";
export const resumeMails = "Resume mails";
export const mailsResumed = "News is mailed to you again.";
export const digests = "Digests";
export const digestDaily = "Every day";
export const digestWeekly = "Every week";
export const digestNever = "Never";
export const digestDay = "Day of the week";
export const digestHour = "Hour";
export const digestZone = "Time zone";
export const digestZoneForum = "The forum’s ({zone})";
export const digestZoneOwn = "This device’s ({zone})";
export const nextDigest = "The next digest is due on {time}.";
export const digestSaved = "Digests changed.";
export const mailKind = "When to send each kind of news";
export const mailKindChanged = "When to send each kind of news ({count, plural, one {# changed} other {# changed}})";
export const mailTimeDefault = "{time} (default)";
export const mailTimeSaved = "Mail on “{kind}” changed.";
export const mailReset = "Use the defaults";
export const mailResetDone = "All kinds use their defaults.";
export const serverSendsNothing = "This server sends no mail, so nothing is sent to you.";
export const noNotifications = "You have no mail address, so nothing is sent to you. Add one above.";
export const sessionsAbout = "You are signed in on these devices. End a session that you do not know.";
export const sessionList = "Your sessions";
export const unknownDevice = "Unknown device";
export const sessionFacts = "Signed in on {since}, last used on {used}.";
export const thisDevice = "This device";
export const endSession = "End";
export const endSessionNamed = "End the session on {device}";
export const sessionEnded = "Session on {device} ended.";
export const endOthers = "End all others";
export const endOthersTitle = "End {count, plural, one {the other session} other {# other sessions}}?";
export const endOthersNote = "These devices must sign in again. This one stays signed in.";
export const othersEnded = "All other sessions ended.";
export const signOut = "Sign out";
export const signedOut = "You are signed out.";

// Access tokens
export const tokens = "Access tokens";
export const tokensAbout = "A script that sends a token acts as you, within the scopes of the token.";
export const tokenList = "Your access tokens";
export const noTokens = "You have no access tokens.";
export const tokenFacts = "{scopes}. Expires on {expiry}.";
export const tokenNeverUsed = "Never used.";
export const tokenUsed = "Last used on {date}.";
export const tokenExpired = "Expired on {expiry}.";
export const makeToken = "Make a token";
export const tokenName = "Name";
export const tokenNameHint = "What uses it, for example “weekly report”.";
export const tokenScopes = "Scopes";
export const scopeRead = "Read";
export const scopeReadHint = "Everything that you may read.";
export const scopeAnnotate = "Annotate";
export const scopeAnnotateHint = "Comment, propose wording and reply as you.";
export const scopeManage = "Manage";
export const scopeManageHint =
  "Documents, people, the forum, and comments and contributions of others, as far as your role allows.";
export const tokenExpiry = "Expires in";
export const dayCount = "{count, plural, one {# day} other {# days}}";
export const tokenNameTaken = "You have a token with this name.";
export const tooManyTokens = "You have too many tokens. Revoke one first.";
export const tokenMade = "Token “{name}” made";
export const tokenOnce = "Copy it now. It is not shown again. Anyone who has it can act as you.";
export const token = "Token";
export const copyToken = "Copy";
export const copyNamed = "Copy: {name}";
export const copied = "Copied.";
export const copyingBlocked = "The browser did not allow copying. Select the text and copy it.";
export const close = "Close";
export const revokeToken = "Revoke";
export const revokeTokenNamed = "Revoke the token {name}";
export const revokeTokenTitle = "Revoke the token “{name}”?";
export const revokeTokenNote = "Scripts that use it are refused at once. This cannot be undone.";
export const tokenRevoked = "Token “{name}” revoked.";

// Your data
export const ownData = "Your data";
export const ownDataAbout =
  "Everything that the forum stores about you, as files in a zip: account, comments, replies, events.";
export const downloadData = "Download my data";
export const ownDataFile = "my-data.zip";
export const preparingData = "Preparing, {seconds} s";
export const dataSaved = "Your data is saved as {file}.";
export const downloadFailed = "The download failed. Try again.";
export const erasureNote = "To have your name and address erased, write to the secretariat.";
export const policyLink = "<link>Who may do what</link>, computed from the rules in force.";
export const actionFailed = "The action failed. Try again.";

// Clearance
export const clearanceAbout =
  "Comments and replies that members send in the name of {organisation} wait here until a coordinator clears them.";
export const ownClearanceAbout =
  "Your comments and replies in the name of {organisation} wait here until a coordinator clears them.";
export const notCleared = "Comments of {organisation} need no clearance. Members submit them themselves.";
export const noOrganisation = "You belong to no organisation, so your comments need no clearance.";
export const toClear = "To clear";
export const waitsNoLonger = "Nothing in this thread waits for your clearance.";
export const nothingToClear = "Nothing waits for you. Comments that members send for clearance appear here.";
export const toClearLate = "Waiting since the consultation closed";
export const toClearLateAbout = "These were not published. A comment that you clear now is marked Late.";
export const ownWaiting = "Your comments that wait";
export const nothingWaits = "None of your comments waits for clearance.";
export const ownWaitingLate = "Your comments that still wait after the consultation closed";
export const ownWaitingLateAbout = "They were not published. A comment that a coordinator clears now is marked Late.";
export const closedOn = "The consultation closed on {date}.";
export const waitsFor = "Waits for a coordinator of {organisation}.";
export const clear = "Clear";
export const clearNamed = "Clear the {isReply, select, yes {reply} other {comment}} of {name}";
export const cleared = "Cleared and submitted.";
export const clearedLate = "Cleared and submitted, marked Late.";
export const sendBack = "Send back";
export const sendBackNamed = "Send back the {isReply, select, yes {reply} other {comment}} of {name}";
export const sendBackTitle = "Send back the {isReply, select, yes {reply} other {comment}} of {name}";
export const sendBackNote = "Note to the author";
export const sendBackHint = "It becomes a private draft again. Only {name} sees the note.";
export const sentBack = "Sent back to {name}.";
export const edit = "Edit in the draft";
export const editNamed = "Edit in the draft: {isReply, select, yes {reply} other {comment}} of {name}";
export const openDraft = "Open in the draft";
export const openDraftNamed = "Open in the draft: your {isReply, select, yes {reply} other {comment}}";
export const withdraw = "Withdraw";
export const withdrawLabel = "Withdraw your {isReply, select, yes {reply} other {comment}}";
export const withdrawn = "{isReply, select, yes {Reply} other {Comment}} withdrawn.";
export const reinstated = "It waits for clearance again.";
export const clearanceKeys = "Keys: <kbd>j</kbd> next, <kbd>k</kbd> previous, <kbd>Enter</kbd> open in the draft.";
export const rules = "Rules of {organisation}";
export const clearanceRule = "Comments of members";
export const ruleFree = "Submitted freely";
export const ruleFreeHint = "Members submit comments in the name of the organisation themselves.";
export const ruleCoordinator = "Cleared first";
export const ruleCoordinatorHint = "A coordinator clears each comment and reply before it is submitted.";
export const firstVisibility = "First visibility of a new comment";
export const firstPrivate = "Only the author";
export const firstPrivateHint = "The author shares it later.";
export const firstOrganisation = "The organisation";
export const firstOrganisationHint = "Colleagues read the draft.";
export const firstSubmitted = "Everyone";
export const firstSubmittedHint = "The form offers to submit at once, or to send for clearance.";
export const ruleSaved = "Rule saved.";
export const backToSetUp = "Back to the set-up";
