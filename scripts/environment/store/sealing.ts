import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring';

/** An encrypted text as a row keeps it. */
export interface Sealed { readonly keyId: string; readonly bytes: Buffer }

/** What came of opening it. */
export type Opened = { readonly text: string } | { readonly lost: string };

const nonceLength = 12;
const tagLength = 16;

/**
 * Encrypts secrets for rows of the database with AES-256-GCM. The row's identity is bound in, so that a secret that was copied
 * into another row does not open there. This protects secrets in a database file that gets into other hands alone: sent with
 * a bug report, in a backup, copied. It does not protect against someone who can read the folder of the environment or the
 * home of its owner: the keys are there, too.
 */
export class Sealing {
  constructor(private readonly keys: KeyRing, private readonly keyFile: string) {}

  /** `row`: table, primary key and whatever else the secret must not be parted from. */
  seal(row: readonly string[], text: string): Sealed {
    const key = this.keys.current();
    // Random nonces: with 96 bits and one environment's few writes the chance of a repetition is nil.
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(identity(row, key.id));
    const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return { keyId: key.id, bytes: Buffer.concat([nonce, cipher.getAuthTag(), encrypted]) };
  }

  /** A secret of 32 bytes for a purpose of its own, the same at every start as long as the key is there. */
  derived(purpose: string): Uint8Array {
    return createHmac('sha256', this.keys.current().bytes).update(`konektor ${purpose}`).digest();
  }

  /** The text, or the sentence that says why it is lost. */
  open(row: readonly string[], { keyId, bytes }: Sealed): Opened {
    const key = this.keys.key(keyId);
    if (!key) return { lost: `The key of its secrets is not in ${this.keyFile} any more.` };
    try {
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, nonceLength), { authTagLength: tagLength })
        .setAAD(identity(row, keyId)).setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
      return { text: Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]).toString('utf8') };
    } catch {
      return { lost: 'Its secrets were changed in the database, or moved there from another row.' };
    }
  }
}

/** JSON keeps ["ab", "c"] and ["a", "bc"] apart. */
const identity = (row: readonly string[], keyId: string): Buffer => Buffer.from(JSON.stringify([...row, keyId]), 'utf8');
