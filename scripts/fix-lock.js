#!/usr/bin/env node
// npm leaves platform packages out of the lock when a registry does not carry them, and `npm ci` then refuses that
// lock ("Missing: ... from lock file"). This adds a stub for each, marked for a platform that never matches here.
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));
const before = JSON.stringify(lock);

for (const entry of Object.values(lock.packages)) delete entry.resolved;

for (const [at, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${at}/node_modules/${name}`.replace(/^\//, '');
    if (lock.packages[nested] || lock.packages[`node_modules/${name}`]) continue;
    lock.packages[`node_modules/${name}`] = {
      version: version.replace(/^[\^~]/, ''),
      optional: true,
      os: ['none'],
      cpu: ['none'],
    };
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

if (JSON.stringify(lock) === before) console.log('package-lock.json needs no repair');
else {
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log('package-lock.json repaired');
}
