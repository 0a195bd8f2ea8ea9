/**
 * The layers and their permitted imports.
 *
 * - Inside the core, each layer may import those to its left: core/text <- compare <- annotate <- compile <- contract
 *   <- messages.
 * - Import, export and store see only the core.
 * - Services join them.
 * - HTTP and the command line call services.
 * - The client sees only the core.
 */
const core = (...rooms) => rooms.map((room) => `^server/core/${room}/`);

const coreOrder = [
  "text",
  "compare",
  "discuss",
  "place",
  "propose",
  "receive",
  "outcome",
  "access",
  "compile",
  "contract",
  "messages",
];

/** Each layer with the paths of ours that it may import; all other paths of ours are forbidden. */
const rooms = [
  ...coreOrder.map((room, at) => [`core/${room}`, core(...coreOrder.slice(0, at + 1))]),
  ["import", ["^server/core/", "^server/import/"]],
  ["export", ["^server/core/", "^server/export/"]],
  ["store", ["^server/core/", "^server/store/"]],
  ["services", ["^server/core/", "^server/(?:import|export|store|services)/"]],
  ["printing", ["^server/core/", "^server/(?:export/pdf/printable-page.ts$|services/kernel/|printing/)"]],
  ["workers", ["^server/core/", "^server/(?:import|export|services|workers)/"]],
  // The server's pages share the client's header and tables, so that nothing moves when the client renders over them.
  ["http", ["^server/core/", "^server/(?:services|http)/", "^client/page-parts/"]],
];

export default {
  forbidden: [
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    { name: "resolved", severity: "error", from: {}, to: { couldNotResolve: true } },
    ...rooms.map(([room, allowed]) => ({
      name: `${room} stays in its layer`,
      severity: "error",
      from: { path: `^server/${room}/` },
      to: { path: "^(?:server|client|fixtures|tests)/", pathNot: allowed },
    })),
    {
      name: "the client sees only the core",
      severity: "error",
      from: { path: "^client/" },
      to: { path: "^(?:server|fixtures|tests)/", pathNot: "^server/core/" },
    },
    {
      name: "the core is pure",
      severity: "error",
      from: { path: "^server/core/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "the reader knows no React",
      severity: "error",
      from: { path: "^client/reader/" },
      to: { path: "node_modules/(?:react|react-dom|react-aria-components)/" },
    },
    {
      name: "product code needs no development package",
      severity: "error",
      from: { path: "^(?:server|client)/", pathNot: "^client/vite.config.ts$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "node_modules/@types/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
