import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceAccount } from './settings.ts';

/** A service account's key file as Google hands it out, and the half of it the simulator needs. */
export type LocalGoogleKey = {
  secret: { type: 'service_account'; client_email: string; private_key: string; private_key_id: string };
  account: ServiceAccount;
};

const CLIENT_EMAIL = 'bma-social@local-project.iam.gserviceaccount.com';
const FOLDER = 'simulators';
const FILE = 'google-key.json';

/** A new key pair, good for this machine only. */
export function localGoogleKey(): LocalGoogleKey {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return keyFrom(privateKey);
}

/** The key pair of a state folder, made at the first start: the secret store there keeps the same secret. */
export function googleKeyIn(stateDirectory: string): LocalGoogleKey {
  const file = join(stateDirectory, FOLDER, FILE);
  const kept = existsSync(file) ? keptIn(file) : undefined;
  if (kept) return kept;
  const key = localGoogleKey();
  mkdirSync(join(stateDirectory, FOLDER), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify(key.secret), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return key;
}

function keptIn(file: string): LocalGoogleKey | undefined {
  try {
    return keyFrom(String(JSON.parse(readFileSync(file, 'utf8')).private_key));
  } catch {
    return undefined;
  }
}

const keyFrom = (privateKey: string): LocalGoogleKey => ({
  secret: {
    type: 'service_account',
    client_email: CLIENT_EMAIL,
    private_key: privateKey,
    private_key_id: 'local-key',
  },
  account: {
    clientEmail: CLIENT_EMAIL,
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
  },
});
