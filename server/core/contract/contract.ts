import { administrationContract } from "#core/contract/administration-contract.ts";
import { readingContract } from "#core/contract/reading-contract.ts";

/** Every HTTP operation of the API, by name. */
export const contract = { ...readingContract, ...administrationContract };

export type OperationName = keyof typeof contract;
