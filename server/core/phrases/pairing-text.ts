import type { PairingReason } from "#core/compare/clauses/pairing-explanation.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { pairings } from "#core/messages/catalogues.ts";

/** Renders a reason for pairing two clauses or not. Only clause histories and the command line need these messages. */
export function pairingText(reason: PairingReason, language: string): string {
  return uncheckedText(reason, language, pairings);
}
