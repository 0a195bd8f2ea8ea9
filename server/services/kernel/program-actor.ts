import type { Actor } from "#core/access/permissions.ts";

/** The program itself, and whoever has the machine: seeding and the command line act as it. It may what the secretariat may. */
export const programActor: Actor = { participantId: null, organisationId: null, role: "secretariat" };
