import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
/** OWASP's second argon2id setting: 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

const digest = async (password: string, nonce: Buffer, c: typeof cost): Promise<Buffer> =>
  Buffer.from(await derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce, ...c }))

/** `argon2id$memory$passes$parallelism$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await digest(password, salt, cost)
  return [
    'argon2id',
    cost.memory,
    cost.passes,
    cost.parallelism,
    salt.toString('base64url'),
    hash.toString('base64url'),
  ].join('$')
}

/** Compares in constant time; false for a hash that is not one of ours. */
export async function passwordMatches(password: string, stored: string): Promise<boolean> {
  const [kind, memory, passes, parallelism, salt = '', hash = ''] = stored.split('$')
  if (kind !== 'argon2id') return false
  const wanted = Buffer.from(hash, 'base64url')
  const c = {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: wanted.length,
  }
  return timingSafeEqual(await digest(password, Buffer.from(salt, 'base64url'), c), wanted)
}

/** A session token and what the database keeps of it. */
export const newToken = (): string => randomBytes(32).toString('base64url')
export const tokenDigest = (token: string): Buffer => createHash('sha256').update(token).digest()
