/** The declaration of packages.mjs, which commands run uncompiled. */
export function loadByHand<Module>(name: string): Promise<Module>;
