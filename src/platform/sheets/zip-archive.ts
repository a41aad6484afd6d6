import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { type ByteSource, pieceOf, refuseSheet, type SheetLimits } from './sheet.ts'

interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly packedBytes: number
  readonly unpackedBytes: number
  readonly headerAt: number
}

/** A zip file whose directory was read and found to keep the limits; parts are unpacked only when asked for. */
export interface ZipArchive {
  readonly names: readonly string[]
  has(name: string): boolean
  /** Unpacks one part; refuses as soon as it grows beyond what the directory declared. */
  unpack(name: string): AsyncIterable<Uint8Array>
}

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const longestEnd = 65_557
const bombFloor = 50_000_000

async function directoryOf(source: ByteSource, limits: SheetLimits): Promise<Buffer> {
  const tail = await pieceOf(source, source.size - longestEnd, source.size)
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (at < 0 || at + 22 > tail.length || tail.readUInt32LE(at) !== endSignature) return refuseSheet('damaged')
  const count = tail.readUInt16LE(at + 10)
  const size = tail.readUInt32LE(at + 12)
  const from = tail.readUInt32LE(at + 16)
  if (count > limits.maxZipEntries) return refuseSheet('zip_bomb')
  if (from + size > source.size) return refuseSheet('damaged')
  return pieceOf(source, from, from + size)
}

function entriesIn(directory: Buffer, limits: SheetLimits): ZipEntry[] {
  const entries: ZipEntry[] = []
  for (let at = 0; at + 46 <= directory.length; ) {
    if (directory.readUInt32LE(at) !== entrySignature) return refuseSheet('damaged')
    const nameBytes = directory.readUInt16LE(at + 28)
    const next = at + 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes).replaceAll('\\', '/'),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      unpackedBytes: directory.readUInt32LE(at + 24),
      headerAt: directory.readUInt32LE(at + 42),
    })
    if (entries.length > limits.maxZipEntries) return refuseSheet('zip_bomb')
    at = next
  }
  return entries
}

/** A bomb is refused by its directory, before a byte of it is unpacked. */
function refuseBombs(entries: readonly ZipEntry[], limits: SheetLimits): void {
  const total = entries.reduce((sum, entry) => sum + entry.unpackedBytes, 0)
  const swollen = entries.some(
    (entry) =>
      entry.unpackedBytes > bombFloor &&
      entry.unpackedBytes > limits.maxRatio * Math.max(1, entry.packedBytes),
  )
  if (total > limits.maxUnpackedBytes || swollen)
    refuseSheet('zip_bomb', { limitMegabytes: Math.floor(limits.maxUnpackedBytes / 1_000_000) })
}

async function* packedBytes(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const local = await pieceOf(source, entry.headerAt, entry.headerAt + 30)
  if (local.length < 30 || local.readUInt32LE(0) !== localSignature) return refuseSheet('damaged')
  const from = entry.headerAt + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  if (from + entry.packedBytes > source.size) return refuseSheet('damaged')
  yield* source.read(from, from + entry.packedBytes)
}

async function* inflated(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const input = Readable.from(packed)
  const inflate = createInflateRaw({ chunkSize: 65_536 })
  input.on('error', (error) => inflate.destroy(error))
  input.pipe(inflate)
  try {
    for await (const chunk of inflate) yield chunk as Buffer
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      refuseSheet('damaged')
    throw error
  } finally {
    input.destroy()
    inflate.destroy()
  }
}

async function* unpacked(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) return refuseSheet('password_protected')
  if (entry.method !== 0 && entry.method !== 8) return refuseSheet('damaged')
  const packed = packedBytes(source, entry)
  let bytes = 0
  for await (const chunk of entry.method === 8 ? inflated(packed) : packed) {
    bytes += chunk.length
    if (bytes > entry.unpackedBytes) return refuseSheet('zip_bomb')
    yield chunk
  }
  if (bytes < entry.unpackedBytes) refuseSheet('damaged')
}

/** Reads the directory of a zip file and refuses what would unpack beyond the limits. */
export async function openZip(source: ByteSource, limits: SheetLimits): Promise<ZipArchive> {
  const entries = entriesIn(await directoryOf(source, limits), limits)
  refuseBombs(entries, limits)
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  return {
    names: entries.map((entry) => entry.name),
    has: (name) => byName.has(name.toLowerCase()),
    unpack(name) {
      const entry = byName.get(name.toLowerCase())
      return entry === undefined ? refuseSheet('damaged') : unpacked(source, entry)
    },
  }
}
