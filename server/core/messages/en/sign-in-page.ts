/** The sign-in page, with and without scripts. Each message is in ICU MessageFormat. */

export const description = "Sign in with a message to your mail address.";
export const emailAbout = "Enter the address of your account. You will get a message with a link and a code.";
export const emailField = "Mail address";
export const emailInvalid = "Enter a mail address, such as name@example.org.";
export const sendMessage = "Send the message";
export const sending = "Sending";
export const codeAbout =
  "If the address belongs to an account, a message is on its way. Open its link in this browser, or type its code here. Both work once, for 15 minutes.";
export const codeHint = "If no message comes, check the address and the spam folder, or ask the secretariat.";
export const codeField = "Code of 6 digits";
export const codeInvalid = "Enter the 6 digits of the code.";
export const confirm = "Sign in";
export const signingIn = "Signing in";
export const askAgain = "Ask for another message";
export const linkAbout = "Your link works once, on this device.";
export const useLink = "Sign in with this link";
export const enterAddress = "Enter your address instead";
export const otherBrowser =
  "This link works for 15 minutes, and only in the browser where you asked for it. Type the code of the message there, or ask for another message here.";
export const otherWays = "Other ways to sign in";
export const signInWithPasskey = "Sign in with a passkey";
export const signInWithProvider = "Sign in with {provider}";
export const passkeysElsewhere = "Use a passkey at {host}";
export const passkeyNotUsed = "No passkey was used. Try again, or sign in another way.";
export const addStrongerTitle = "Add a passkey or provider";
export const addStronger =
  "{name}, this forum requires a passkey or a provider of the secretariat and the chair. Add your first now, and you will be signed in.";
export const useStronger =
  "{name}, this forum requires a passkey or a provider of the secretariat and the chair. Sign in with yours. If you lost it, ask another member of the secretariat.";
export const addPasskey = "Add a passkey";
export const linkProvider = "Link {provider}";
export const signedInAs = "You are signed in as {name}.";
export const goToDocuments = "Go to Documents";
export const readWithoutAccount = "Read without signing in";
