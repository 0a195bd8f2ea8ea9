/** People who joined an organisation or got another address, and what stays closed to them. In ICU MessageFormat. */

export const colleaguesTitle = "Changes to the people of {organisation}";
export const operator = "The operator of the forum";
export const nowMember = "{by} made {name} a member of {organisation} on {date}.";
export const nowCoordinator = "{by} made {name} a coordinator of {organisation} on {date}.";
export const otherAddress = "{by} replaced the mail address of {name}, of {organisation}, on {date}.";
export const closedToThem =
  "Drafts of {organisation} written before stay closed to {name} until somebody agrees who belonged to it and had signed in before.";
export const mayAgree =
  "Drafts of {organisation} written before stay closed to {name} until one of you agrees. Ask {name} outside the forum before you agree.";
export const openedBy = "{by} opened the earlier drafts to {name} on {date}.";
export const youNowMember = "{by} made you a member of {organisation} on {date}.";
export const youNowCoordinator = "{by} made you a coordinator of {organisation} on {date}.";
export const yourOtherAddress = "{by} replaced your mail address on {date}.";
export const closedToYou =
  "Drafts of {organisation} written before stay closed to you until one of these people agrees: {names}. What is written from now on is open to you.";
export const closedToYouForNow =
  "Drafts of {organisation} written before stay closed to you. Nobody is left who can open them, except the operator of the forum. What is written from now on is open to you.";
export const heldUntil =
  "Your own drafts from before your address was replaced stay closed until {date}, or until you agree from your old address.";
export const agree = "Agree";
export const agreeTitle = "Open earlier drafts of {organisation} to {name}?";
export const agreeAbout =
  "{name} will read the drafts and earlier replies of {organisation} that you can read. You cannot take your consent back.";
export const agreeAct = "Open earlier drafts";
export const agreed = "{name} now reads earlier drafts of {organisation}.";
export const newColleagues = "{count, plural, one {# change} other {# changes}} to the people of your organisation";

// Before the secretariat acts
export const willTell =
  "{count, plural, =0 {Nobody else belongs to {organisation}. {name} cannot read earlier drafts. Only the operator of the forum can open them.} one {The person of {organisation} is notified at once. {name} cannot read earlier drafts until that person agrees.} other {The # people of {organisation} are notified at once. {name} cannot read earlier drafts until one of them agrees.}}";
export const willTellAll =
  "The people of each organisation are notified at once. New people cannot read earlier drafts until one of them agrees.";
export const willHold =
  "Drafts of {name} stay closed for seven days, or until the old address agrees. The people of the organisation are notified at once.";

// For the old address
export const addressTitle = "Another address for your account";
export const addressAbout =
  "Another mail address took the place of yours. Until you agree, it does not open your drafts for seven days.";
export const addressAdvice =
  "If you did not ask for this, do not agree. Tell your organisation and the operator of the forum at once.";
export const addressAgree = "Open my drafts to the new address";
export const addressEnded = "This link was used before, or its seven days are over.";
export const addressAgreed = "The new address now opens your drafts.";
