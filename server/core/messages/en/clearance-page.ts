/** Comments that a coordinator sent back, on the page of clearance. */
export const clearancePage = {
  sentBackToYou: "Sent back to you",
  sentBackToYouAbout: "These are private drafts again. Edit one and send it again, or withdraw it.",
  sentBackBy: "Sent back by {name}, {date}",
  sentBackOn: "Sent back, {date}",
  editAndSendAgain: "Edit and send again",
  draftRestored:
    "{isReply, select, yes {The reply is a private draft again.} other {The comment is a private draft again.}}",
  backWithAuthors: "Sent back, with the author",
  backWithAuthorsAbout:
    "They return to your list when their authors send them again. Until then, only the authors read them.",
  statementOf: "{isReply, select, yes {Reply of {author} on {draft}} other {Comment of {author} on {draft}}}",
  notClearedNow: "New comments of {organisation} need no clearance. Those below were sent for clearance before.",
  withoutOrganisation:
    "You belong to no organisation now. The comments below wait for the organisation in whose name you made them.",
} as const;

/** People who joined an organisation or got another address, and what stays closed to them. In ICU MessageFormat. */
export const colleagues = {
  colleaguesTitle: "Changes to the people of {organisation}",
  operator: "The operator of the forum",
  nowMember: "{by} made {name} a member of {organisation} on {date}.",
  nowCoordinator: "{by} made {name} a coordinator of {organisation} on {date}.",
  otherAddress: "{by} replaced the mail address of {name}, of {organisation}, on {date}.",
  closedToThem:
    "Drafts of {organisation} written before stay closed to {name} until somebody agrees who belonged to it and had signed in before.",
  mayAgree:
    "Drafts of {organisation} written before stay closed to {name} until one of you agrees. Ask {name} outside the forum before you agree.",
  openedBy: "{by} opened the earlier drafts to {name} on {date}.",
  youNowMember: "{by} made you a member of {organisation} on {date}.",
  youNowCoordinator: "{by} made you a coordinator of {organisation} on {date}.",
  yourOtherAddress: "{by} replaced your mail address on {date}.",
  closedToYou:
    "Drafts of {organisation} written before stay closed to you until one of these people agrees: {names}. What is written from now on is open to you.",
  closedToYouForNow:
    "Drafts of {organisation} written before stay closed to you. Nobody is left who can open them, except the operator of the forum. What is written from now on is open to you.",
  heldUntil:
    "Your own drafts from before your address was replaced stay closed until {date}, or until you agree from your old address.",
  agree: "Agree",
  agreeTitle: "Open earlier drafts of {organisation} to {name}?",
  agreeAbout:
    "{name} will read the drafts and earlier replies of {organisation} that you can read. You cannot take your consent back.",
  agreeAct: "Open earlier drafts",
  agreed: "{name} now reads earlier drafts of {organisation}.",

  // Before the secretariat acts
  willTell:
    "{count, plural, =0 {Nobody else belongs to {organisation}. {name} cannot read earlier drafts. Only the operator of the forum can open them.} one {The person of {organisation} is notified at once. {name} cannot read earlier drafts until that person agrees.} other {The # people of {organisation} are notified at once. {name} cannot read earlier drafts until one of them agrees.}}",
  willTellAll:
    "The people of each organisation are notified at once. New people cannot read earlier drafts until one of them agrees.",
  willHold:
    "Drafts of {name} stay closed for seven days, or until the old address agrees. The people of the organisation are notified at once.",

  // For the old address
  addressTitle: "Another address for your account",
  addressAbout:
    "Another mail address took the place of yours. Until you agree, it does not open your drafts for seven days.",
  addressAdvice:
    "If you did not ask for this, do not agree. Tell your organisation and the operator of the forum at once.",
  addressAgree: "Open my drafts to the new address",
  addressEnded: "This link was used before, or its seven days are over.",
  addressAgreed: "The new address now opens your drafts.",
} as const;
