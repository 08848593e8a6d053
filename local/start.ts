// Checked before anything else is loaded: an older Node fails on an import, with a message that helps nobody.
const major = Number(process.versions.node.split('.')[0]);
if (major < 22) {
  console.error(
    `BMA Social needs Node 22 or newer to run locally; this is ${process.versions.node}.\n` +
      'Run it through npm, which brings Node 24: npm ci && npm start',
  );
  process.exit(1);
}
const { runLocally } = await import('./run-locally.ts');
await runLocally(process.argv.slice(2), process.env);

// Without an import or export, top-level await would not be allowed.
export {};
