import fc from "fast-check";

/** Mutation testing runs a property test for each of many mutants, so each run tries fewer cases. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: 10 });

// A PostgreSQL server takes a second to start, in each file that needs one.
if (process.env.RAPPORTEUR_MUTATE_WITH_POSTGRES !== "yes") process.env.RAPPORTEUR_POSTGRES = "";
