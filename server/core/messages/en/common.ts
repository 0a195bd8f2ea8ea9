/** The frame of every page: header, menus, messages, sign-in. Each message is in ICU MessageFormat. */

import type { SettingIn } from "#core/access/forum-settings.ts";

/** The labels of the forum's settings at the foot of every page, in their order. */
export const footLabels = {} as const satisfies { readonly [Name in SettingIn<"foot">]: string };

export const serverUnreachable = "The server cannot be reached. Check your connection and try again.";
export const serverError = "The server reported error {status}. Try again later.";
export const requestStopped = "Stopped";
export const overlayRegion = "Menus and dialogs";
export const pageNotFound = "Page not found";
export const noPageAtAddress = "There is no page at this address.";
export const goToDocuments = "Go to Documents";
export const signIn = "Sign in";
export const close = "Close";
export const cancel = "Cancel";
export const showAll = "Show all";
export const showLess = "Show less";
export const cannotShow = "This could not be displayed. Reload the page.";
export const offlinePage =
  "You are offline, and this page is not stored on this device. Try again when you are connected.";
export const tryAgain = "Try again";
export const loading = "Loading";
export const coSignedWith = "co-signed with <b>{names}</b>";
export const waitingForCoSigners = "waiting for {names}";
export const messages = "Messages";
export const undo = "Undo";
export const dismiss = "Dismiss";
export const sizeKilobytes = "{size} kB";
export const sizeMegabytes = "{size} MB";
export const actionFailed = "The action failed. Try again.";
export const nextClause = "Next clause";
export const previousClause = "Previous clause";
export const nextComment = "Next comment";
export const previousComment = "Previous comment";
export const commentOnSelection = "Comment on the selected text or clause";
export const proposeWording = "Propose wording";
export const addSelectionToComment = "Add the selected text to the comment you are writing";
export const replyToOpenComment = "Reply to the open comment";
export const clauseHistory = "Clause history";
export const wordOrigins = "Where each word came from";
export const earlierDraft = "Earlier draft";
export const laterDraft = "Later draft";
export const goToClause = "Go to a clause";
export const search = "Search";
export const keyboardShortcuts = "Keyboard shortcuts";
export const closeOrCancel = "Close or cancel";
export const chooseWord = "Select a word in the clause";
export const resizeSelection = "Extend or shorten the selection";
export const openClauseComments = "Open the comments on the clause";
export const documents = "Documents";
export const coSignRequests = "{count, plural, one {# request to co-sign} other {# requests to co-sign}}";
export const newMentions = "{count, plural, one {# new mention} other {# new mentions}}";
export const newReadersOfDrafts =
  "{count, plural, one {# new reader of your drafts} other {# new readers of your drafts}}";
export const signedOut = "You are signed out.";
export const signedInAs = "Signed in as {name}";
export const yourSession = "Your session";
export const settings = "Settings";
export const circles = "Circles";
export const signOut = "Sign out";
export const signOutNamed = "Sign out {name}";
export const themeSystem = "Same as system";
export const themeLight = "Light";
export const themeDark = "Dark";
export const colourTheme = "Colour theme";
export const actionLog = "Recent actions";
export const emptyActionLog = "There are no actions yet. Your actions are listed here, with a button to undo them.";
export const inBothZones = "{time} ({own} your time)";
export const nextDate = "next";
export const calendar = "Calendar";
export const pastDates = "{count, plural, one {# past date} other {# past dates}}";
export const skipToText = "Skip to the text";
export const breadcrumb = "Current location";
export const restoreClause = "Restore";
export const restoreNamedClause = "Restore {clause}";
export const noNumber = "no number";
export const commentCount = "{count, plural, one {# comment} other {# comments}}";
