/** The declaration of disguise-message.mjs, which the disguised build runs uncompiled. */
export function disguiseMessage(message: string): string;
