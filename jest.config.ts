import type { Config } from 'jest';

const config: Config = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  globalSetup: '<rootDir>/test/setup/make-temporary-folder.js',
  globalTeardown: '<rootDir>/test/setup/remove-temporary-folder.js',
  testTimeout: 30_000,
  // Both cores of a small machine; by itself jest leaves one idle there and runs everything in one process.
  maxWorkers: '100%',
  // What modules leave behind in a process adds up over two hundred files, until it does little else than tidy up.
  workerIdleMemoryLimit: '1GB',
};

export default config;
