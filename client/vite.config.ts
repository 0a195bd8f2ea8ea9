import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { bundleChecker } from "./audit-checker/bundle-checker.ts";
import { languages } from "../server/core/messages/languages.ts";
import { compileMessages } from "./compile-messages.ts";
import { compressFiles } from "./compress-files.ts";
import { pureConstants } from "./pure-constants.ts";
import { subsetFonts } from "./subset-fonts.ts";
import { slimContract } from "./slim-contract.ts";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The client's build. `npm run dev` serves it and passes API requests to a server on port 4100. */
export default defineConfig({
  root: here("."),
  // React has the function itself. The package is for earlier versions of React.
  resolve: { alias: { "use-sync-external-store/shim/index.js": "react" } },
  plugins: [
    compileMessages(languages),
    slimContract(),
    subsetFonts(here("../node_modules/.cache/rapporteur-fonts")),
    bundleChecker(),
    pureConstants(),
    compressFiles(),
  ],
  build: {
    outDir: here("../dist/client"),
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // Browsers without module preloading load the modules anyway, only later.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      onLog: (level, log, report) => {
        // "use client" is for frameworks that split components between server and browser.
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
      // A module of these is loaded only if something of it is used.
      treeshake: {
        moduleSideEffects: [
          { test: /\/server\/core\/|\/node_modules\/(?:prosemirror-model|orderedmap)\//u, sideEffects: false },
        ],
      },
      // Modules that fourteen parts share are one file. In many small files they would compress less well.
      output: {
        codeSplitting: {
          groups: [
            {
              name: "shared",
              priority: 2,
              minShareCount: 14,
              test: (id) =>
                !/\/(?:(?:toasts|use-event-stream|SourceLink|OrganisationNames|SaveTable|csv)\.tsx?|(?:thread|speaker-line)\.css)$/u.test(
                  id,
                ),
            },
            // Only the settings use the table of settings at run time. The schemas that use it too are not part of a page.
            { name: "forum-settings", test: /\/forum-settings\.ts$/u, priority: 3 },
            // Small modules that the library, the reading room and the comparison all load.
            {
              name: "versions",
              includeDependenciesRecursively: false,
              test: /\/(?:(?:FeedLinks|version-order|comparison-summary|content-text|stream-safe|last-visit|use-saved-filters|stored-(?:text|shape))\.tsx?|plus\.m?js)$/u,
            },
            // Modules that the pages of accounts share.
            { name: "accounts", test: /\/(?:(?:account|clearance|colleague)-operations|use-passkeys)\.ts$/u },
            // Those that most pages about a draft load, with icons that are smaller than what a file of their own would add.
            {
              name: "draft-pages",
              includeDependenciesRecursively: false,
              test: /\/(?:(?:use-event-stream|shortcuts|stored-switch|(?:origins|lines)-shown|VersionChooser|VersionPicker)\.tsx?|(?:mutationObserver|useMutation)\.js|(?:chevron-(?:down|up)|message-square|arrow-(?:right|left-right)|circle-dashed|check|link-2|rotate-ccw-clock|undo-2)\.m?js)$/u,
            },
            // How comments and proposals are shown in lists.
            {
              name: "annotations",
              includeDependenciesRecursively: false,
              priority: 1,
              test: /\/(?:(?:annotation-(?:filters|text)|FilterMenu|OutcomeMark|outcome-text|use-media|SpeakerLine|SourceLink|OrganisationNames|GroupMark|FoldedText|ProposedC(?:lauses|hange)|proposal-segment|place-writes|plain-text)\.tsx?|(?:margin|speaker-line|folded-text|thread)\.css|(?:check-check|user-check|circle-question-mark|gavel|list-filter|map-pin-off)\.m?js)$/u,
            },
            // A text with its margin, for reading and for reviews.
            {
              name: "room",
              includeDependenciesRecursively: false,
              test: /\/(?:client\/reader\/(?:clause-map|drawing|mount|near-sections|option-folds|plain-surface|word-selection)\.ts|room\/(?:ReaderText\.tsx|room\.css|negotiation\.css)|reading\/(?:state\/(?:use-card-focus|use-reading-state)|speak\/(?:SelectionBars|use-composing|composer-state|selection-bars)|threads\/(?:ThreadCard|threads-by-location|use-thread-handlers|describe-standing))\.(?:tsx?|css)|consultation\/(?:ConsultationNote\.tsx|consultation\.css)|bottom-sheet\.css|draft-(?:view|notes)\.ts|(?:Margin|BottomSheet|Toolbar|VersionMenu|VersionFacts)\.tsx|(?:audience|anchor|target|use-kept-in-view|use-version-page|heading-level|use-annotation-writes|text\/section)\.ts|(?:ellipsis|pencil|quote|messages-square|eye-off|calendar-clock|eraser)\.m?js)$/u,
            },
            // The parts of a comparison, which other pages load one by one.
            {
              name: "redline",
              includeDependenciesRecursively: false,
              test: /\/(?:client\/comparison\/(?:RedlineText|RedlineRows|ListedChanges|redline-items|compared-index|comparison-lists|redline)\.|compare\/(?:weave-rows|redline)\.ts|(?:RedlineExport|LinkList)\.tsx|(?:document-of-address|PartsOfPage)\.ts|(?:repeated|check)\.css)/u,
            },
            // Small parts that an act of the reader loads, in few files, because each page names every file.
            {
              name: "room-acts",
              includeDependenciesRecursively: false,
              test: /\/(?:WithdrawDialog|PlacementExplanation|ShortcutList|FindDialog|ClauseSearch|FindInPage|shortcut-keys|lines-query|find-lines)\.tsx?$/u,
            },
            ...[
              {
                name: "recipients",
                test: /\/(?:RecipientsPreview\.tsx|(?:announcement-(?:operations|queries)|desk-operations|untranslated)\.ts)$/u,
              },
              {
                name: "deciding",
                test: /\/deciding\/(?:(?:Decide(?:Here|Fields)|ReasonList|WordingField|PreparedNote|desk-data|used-reasons|use-desk-writes)\.tsx?|decide\.css)$/u,
              },
              { name: "file-fields", test: /\/(?:FileField\.tsx|send-file\.ts|file-(?:input|up)\.m?js)$/u },
              { name: "filtered", test: /\/(?:FilteredList\.tsx|use-settled-text\.ts|filtered-list\.css)$/u },
              { name: "queue", test: /\/(?:(?:QueueList|SelectField)\.tsx|use-open-item\.ts|queue-list\.css)$/u },
              { name: "list-pages", test: /\/(?:ListPages\.tsx|use-list-address\.ts|chevron-left\.m?js)$/u },
              { name: "inbox-calls", test: /\/(?:inbox-calls|notification-operations)\.ts$/u },
              { name: "joint-acts", test: /\/(?:JointAnswer|joint-acts)\.tsx?$/u },
              { name: "redline-row", test: /\/(?:RedlineRow|Segmented|headings-above)\.tsx?$/u },
              { name: "progress", test: /\/(?:Progress|ExportProgress)\.tsx$/u },
              { name: "uptakes", test: /\/(?:(?:outcome\/uptake|outcome-keys)\.ts|uptakes\.en)/u },
            ].map((group) => ({ ...group, includeDependenciesRecursively: false })),
            {
              name: "statements",
              includeDependenciesRecursively: false,
              test: /\/(?:(?:MentionText|Spokesperson|SubmitDrafts)\.tsx|send\.m?js)$/u,
            },
            {
              name: "following",
              includeDependenciesRecursively: false,
              test: /\/(?:FollowButton|FollowDialog|following-query)\.tsx?$/u,
            },
            // How proposals are computed, in the text and in forms.
            { name: "proposed", test: /\/(?:inline-content|parsed-draft|clause-editing|proposed-clauses)\.tsx?$/u },
            // Looking people up, which reading pages load when a text mentions somebody.
            {
              name: "people",
              test: /\/(?:participant-queries|organisation-queries|SuggestionList|PersonChooser|mentioned-people|choosing\.en)\.tsx?$/u,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { "/api": "http://127.0.0.1:4100" },
    fs: { allow: [here("..")] },
  },
});
