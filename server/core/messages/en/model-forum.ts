// Filling an empty forum with the model forum, in the set-up.

export const modelTitle = "Look around first";
export const modelFilledTitle = "Model forum";
export const modelAbout =
  "The model forum fills this server with invented documents, people and comments. You can clear it again.";
export const modelTry = "Try the model forum";
export const modelFilling = "Filling the forum.";
export const modelFillingShare = "Filling the forum: {percent}";
export const modelStopped = "Stopped. The forum is empty as before.";
export const modelTried = "The model forum is ready.";
export const modelFilled =
  "Its documents, people and comments are invented. You can clear it as long as nothing is added to it.";
export const modelClear = "Clear the model forum";
export const modelClearTitle = "Clear the model forum?";
export const modelClearConsequence =
  "Its documents, comments, organisations and people are removed. Your own settings return.";
export const modelCleared = "Model forum cleared.";
