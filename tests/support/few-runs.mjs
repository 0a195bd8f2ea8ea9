import fc from "fast-check";

/** Mutation testing runs a property test for each of many mutants, so each run tries fewer cases. */
fc.configureGlobal({ numRuns: 10 });

/** A PostgreSQL server takes seconds to start. */
process.env.RAPPORTEUR_POSTGRES = "";
