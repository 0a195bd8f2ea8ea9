// Recovering the access of a person who can no longer sign in, in the settings.

export const recoverAccess = "Recover access";
export const recoverTitle = "Recover the access of {name}";
export const recoverAbout = "For a person who lost every way to sign in. Make sure that {name} asked for it.";
export const recoverRemoves = "All passkeys and linked providers of {name} are removed.";
export const recoverEnds = "All sessions and access tokens of {name} end.";
export const recoverMails = "A link to sign in goes to {email}. You never see it.";
export const recoverMailsNew = "A link to sign in goes to the new address. You never see it.";
export const recoverNoMail = "Without an e-mail address, only a command on the server makes a link to sign in.";
export const recoverUndo = "This cannot be undone.";
export const addressLost = "{name} has lost this address too";
export const newAddress = "New e-mail address";
export const newAddressHint = "A message about the change goes to the old address.";
export const recovered = "Access of {name} recovered. A link to sign in went to {email}.";
export const recoveredTitle = "No link was sent to {name}";
export const recoveredNoMail =
  "The passkeys and providers of {name} are removed, and the sessions are ended. No message was sent, because the forum sends no mail, the mail server is down, or there is no address.";
export const recoveredCommand =
  "To make a link, run this command on the server, and hand the link to {name} in person:";
export const recoverCommand = "npx rapporteur recover {id}";
