import { clearanceOperations } from "#core/contract/clearance-operations.ts";
import { documentOperations } from "#core/contract/document-operations.ts";

/**
 * The operations of settings, accounts and sign-in. Only the pages that use them load them, so that they do not weigh on
 * the pages on which people read.
 */
export const administrationContract = {
  ...documentOperations,
  ...clearanceOperations,
};
