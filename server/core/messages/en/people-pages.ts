/** Co-signing, the inbox, circles and joint submissions. Each message is in ICU MessageFormat. */

export const circleNameField = "Name";
export const circleOrganisationsField = "Organisations (at least 2)";
export const createCircle = "Create a circle";
export const noCirclesCreateOne = "There are no circles yet. Create one to share drafts with its organisations.";
export const noCircles = "Your organisation is not in a circle. Its coordinator can create one.";
export const circlesLabel = "Circles";
export const changeCircle = "Change";
export const leaveCircle = "Leave";
export const dissolveCircle = "Dissolve";
export const confirmCreate = "Create circle";
export const changeCircleTitle = "Change the circle {circle}";
export const confirmChange = "Save changes";
export const leaveCircleQuestion = "Leave the circle {circle}?";
export const confirmLeave = "Leave circle";
export const leaveConsequence =
  "{organisation} can no longer read drafts shared with the circle. Only the creator of the circle can add {organisation} again.";
export const leaveDissolves = "The circle is then dissolved, because only one organisation is left.";
export const dissolveCircleQuestion = "Dissolve the circle {circle}?";
export const confirmDissolve = "Dissolve circle";
export const dissolveConsequence = "Drafts shared with the circle will be visible only to their authors.";
export const circleCreated = "The circle is created. You can now share drafts with it.";
export const circleChanged = "The circle is changed.";
export const circleChangeUndone = "The change to the circle is undone.";
export const circleLeft = "{organisation} has left the circle {circle}.";
export const circleDissolved = "The circle {circle} is dissolved.";
export const circleRestored = "The circle {circle} is restored, and its drafts are shared again.";
export const combineDrafts =
  "{count, plural, one {Combine # draft of {organisation} into one submission} other {Combine # drafts of {organisation} into one submission}}";
export const combineTitle = "Combine {organisation}’s drafts into one submission";
export const submitAsOne = "Submit as one";
export const saveAsDraft = "Save as one draft";
export const combineAbout = "The drafts stay visible to those who can read them, and link to the combined text.";
export const draftsToCombine = "Drafts to combine";
export const reasonField = "Reason (optional)";
export const commentField = "Comment";
export const includeWording = "Include the proposed wording";
export const submittedAsOne = "Submitted as one.";
export const combinedIntoDraft = "The drafts are combined into one draft.";
export const combinationWithdrawn = "Withdrawn. The drafts are separate again.";
export const coSignQuestion = "Co-sign for {organisation}?";
export const coSign = "Co-sign";
export const coSignConsequence =
  "{organisation} will be named as a co-signer. If the text changes, you will be asked again.";
export const removeName = "Remove name";
export const removeNameQuestion = "Remove {organisation}’s name?";
export const removeOwnNameConsequence = "{organisation} will no longer be named. You can co-sign again later.";
export const removeNameConsequence = "Only that organisation can add its name again, by co-signing.";
export const coSignRequest = "{asker} asks {organisation} to co-sign this.";
export const coSignFor = "Co-sign for {organisation}";
export const decline = "Decline";
export const declineQuestion = "Decline to co-sign this?";
export const declineConsequence =
  "{organisation} will not be named, and only {asker} will know about the request. You can still co-sign later.";
export const coSignWithChosen = "Co-sign with {organisations}";
export const coSignWith = "Co-sign with";
export const coSignAbout = "Each organisation is asked, and is named after it agrees.";
export const removeNameOf = "Remove {organisation}’s name";
export const coSigned = "{organisation} has co-signed this.";
export const coSignatureWithdrawn = "{organisation} no longer co-signs this.";
export const coSignDeclined = "Declined. {organisation} is not named.";
export const nameRemoved = "{organisation} is no longer named.";

export const addedRead =
  "{names} will read drafts shared from now on. Drafts shared before stay closed to {names} until their authors agree.";
export const addedReadKnown =
  "{count, plural, one {{names} will read drafts shared from now on. The draft that you already read here stays closed to {names} until its author agrees.} other {{names} will read drafts shared from now on. The # drafts that you already read here stay closed to {names} until their authors agree.}}";
export const newReadersTitle = "New readers of your drafts";
export const readerJoined = "{name} joined the circle {circle} on {date} and can read this.";
export const readerAdded = "{by} added {name} to the circle {circle} on {date}. {name} can read this.";
export const readerAsks =
  "{name} joined the circle {circle} on {date}, after you shared this. May {name} read it? Earlier replies stay closed to {name}. You cannot take your consent back.";
export const readerHasLeft = "{name} joined the circle {circle} on {date} and could read this until it left.";
export const agreeToReader = "Agree";
export const agreeToReaderForAll = "Agree for all {count} drafts";
export const readerAgreed =
  "{count, plural, one {{name} can now read the draft.} other {{name} can now read # drafts.}}";
