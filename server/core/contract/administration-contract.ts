import { accountOperations } from "#core/contract/account-operations.ts";
import { profileOperations } from "#core/contract/profile-operations.ts";
import { waysInOperations } from "#core/contract/ways-in-operations.ts";

/**
 * The operations of settings, accounts and sign-in. Only the pages that use them load them, so that they do not weigh on
 * the pages on which people read.
 */
export const administrationContract = { ...accountOperations, ...profileOperations, ...waysInOperations };
