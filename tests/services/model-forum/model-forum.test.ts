/*
 * The tests that need the whole model forum are one file. Filling it takes seconds, and so do its comparisons.
 */
import "./exports.ts";
import "./history.ts";
import "./letters.ts";
import "./lineage.ts";
import "./received-files.ts";
import "./seeding.ts";
import "./uptake.ts";
