// The logos of organisations and of the forum, in the settings.

export const logo = "Logo";
export const logoHint = "A PNG or JPEG image of at most {size}, up to {pixels} pixels wide and high. {shown}";
export const shownBesideName = "It is shown beside the organisation’s name.";
export const shownInHeader = "It is shown in the header of every page. Everybody sees it, also before they sign in.";
export const chooseLogo = "Choose an image";
export const replaceLogo = "Replace";
export const replaceLogoLabel = "Replace the logo";
export const removeLogo = "Remove";
export const removeLogoLabel = "Remove the logo";
export const noLogo = "No logo";
export const logoAlt = "Logo of {name}";
export const newLogoAlt = "The chosen logo";
export const logoChosen = "Logo chosen. It is saved with the other fields.";
export const logoRemoved = "Logo removed. The removal is saved with the other fields.";
export const logoSaved = "Logo of {name} saved.";
export const logoWasRemoved = "Logo of {name} removed.";
export const forumLogoAlt = "Logo of the forum";
export const forumLogoSaved = "Logo of the forum saved.";
export const forumLogoRemoved = "Logo of the forum removed.";
export const logoTooLarge =
  "The image has {size}. A logo may have at most {most}. Save it smaller and choose it again.";
export const logoTooWide =
  "The image is {width} × {height} pixels. A logo may be at most {most} pixels wide and high. Save it smaller and choose it again.";
export const logoFormat =
  "This file is no PNG or JPEG image, or it is damaged. Save the logo as PNG and choose it again.";
export const logoNotSaved = "{name} is saved, but not its logo. {reason}";
