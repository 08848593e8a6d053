#!/usr/bin/env node
// npm leaves platform packages out of the lock when a registry does not carry them, and `npm ci` then refuses that
// lock ("Missing: ... from lock file"). This adds a stub for each, for a platform that does not exist, and takes out
// download addresses, which belong to one machine's registry. With --check it only says whether there is work to do.
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));
const before = JSON.stringify(lock);

for (const entry of Object.values(lock.packages)) delete entry.resolved;

for (const [at, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${at}/node_modules/${name}`.replace(/^\//, '');
    if (lock.packages[nested] || lock.packages[`node_modules/${name}`]) continue;
    const stub = { version: version.replace(/^[\^~]/, ''), optional: true, os: ['none'], cpu: ['none'] };
    lock.packages[`node_modules/${name}`] = stub;
  }
}
const names = Object.keys(lock.packages).sort();
lock.packages = Object.fromEntries(names.map((name) => [name, lock.packages[name]]));

const isClean = JSON.stringify(lock) === before;
if (process.argv.includes('--check')) {
  console.log(isClean ? 'package-lock.json needs no repair' : 'package-lock.json needs repair: npm run fix-lock');
  process.exit(isClean ? 0 : 1);
}
if (!isClean) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(isClean ? 'package-lock.json needs no repair' : 'package-lock.json repaired');
