import {
  charts,
  comments,
  comparisons,
  consultations,
  contributions,
  mailKinds,
  negotiation,
  outcomes,
  people,
  placements,
  proposals,
  sharing,
  uptakes,
  versions,
} from "#core/messages/catalogues.ts";

/**
 * The areas whose messages pages and answers look up by their code. Exported files and the command line have their own.
 * The client's build has instead one area with the messages that the loaded modules name (client/compile-messages.ts).
 */
export const sharedMessages = [
  comments,
  comparisons,
  contributions,
  mailKinds,
  consultations,
  outcomes,
  negotiation,
  people,
  charts,
  placements,
  proposals,
  sharing,
  uptakes,
  versions,
] as const;
