import { Readable } from 'node:stream'
import sharp from 'sharp'
import { type Actor, actorMay, requireAbility } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import { storeFile, wholeFile } from '#platform/files/files.ts'
import type { Deps } from '#platform/module/module.ts'
import { appendEvent } from '#platform/outbox/outbox.ts'
import { instrumentById, lockedInstrument } from '../data/instrument-repository.ts'
import {
  deletePicture,
  endPicture,
  insertPicture,
  isIn,
  type Picture,
  pictureById,
  picturesAt,
  picturesOf,
} from '../data/picture-repository.ts'
import type { Instrument } from '../domain/instrument.ts'

/** Which version of the instrument a change of its pictures belongs to; the reporting module knows. */
export type VersionOfChange = (tx: Tx, instrument: Instrument) => Promise<number>

const maxBytes = 10 * 1024 * 1024
const maxPixels = 40_000_000
const mostPictures = 12
/** The national form takes JPEG of at most 1 MB; 1600 pixels at this quality stay well below. */
const fullSize = { width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true } as const
const thumbnailSize = { width: 320, height: 320, fit: 'inside', withoutEnlargement: true } as const

const tooLarge = (): never =>
  refuse('too_large', { code: 'registry.picture_too_large', megabytes: 10, megapixels: 40 })

async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    size += part.length
    if (size > maxBytes) tooLarge()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Judges by content, not by name; what comes out is a new JPEG without any metadata. */
async function encoded(bytes: Buffer): Promise<{ full: Buffer; thumbnail: Buffer }> {
  const notOne = (): never => refuse('invalid', { code: 'registry.not_a_picture' })
  const head = await sharp(bytes, { limitInputPixels: false }).metadata().catch(notOne)
  if (!['jpeg', 'png', 'webp'].includes(head.format)) notOne()
  if (head.width * head.height > maxPixels) tooLarge()
  const source = () =>
    sharp(bytes, { limitInputPixels: maxPixels }).rotate().flatten({ background: '#ffffff' })
  const full = await source().resize(fullSize).jpeg({ quality: 82, mozjpeg: true }).toBuffer().catch(notOne)
  const thumbnail = await source().resize(thumbnailSize).jpeg({ quality: 78 }).toBuffer().catch(notOne)
  return { full, thumbnail }
}

async function editable(tx: Tx, actor: Actor, instrumentId: number): Promise<Instrument> {
  const instrument = found(await lockedInstrument(tx, instrumentId), 'instrument')
  if (!actorMay(actor, 'instrument.read_unpublished', instrument.place))
    refuse('not_found', { code: 'not_found', subject: 'instrument' })
  requireAbility(actor, 'instrument.edit', instrument.place)
  if (instrument.state === 'unit_review' || instrument.state === 'province_review')
    refuse('conflict', { code: 'registry.under_review', innerId: instrument.innerId })
  return instrument
}

/** Lists that show a first picture look at it again. */
const pictureChanged = (unitId: number, instrumentId: number) => ({
  type: 'registry.instrument_changed',
  unitId,
  payload: { instrumentId },
})

/** Adds a picture (JPEG, PNG or WebP, ≤ 10 MB, ≤ 40 megapixels) with its thumbnail. Answers its id. */
export async function addPicture(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  upload: { instrumentId: number; name: string; bytes: AsyncIterable<Uint8Array> },
  versionOf: VersionOfChange,
): Promise<number> {
  await inTransaction(deps.db, (tx) => editable(tx, actor, upload.instrumentId))
  const { full, thumbnail } = await encoded(await gathered(upload.bytes))
  return inTransaction(deps.db, async (tx) => {
    const instrument = await editable(tx, actor, upload.instrumentId)
    const { unitId, id } = instrument
    const before = await picturesOf(tx, id)
    if (before.length >= mostPictures)
      refuse('conflict', { code: 'registry.too_many_pictures', most: mostPictures })
    const name = `${upload.name.replace(/\.[^.]*$/, '')}.jpg`
    const createdBy = actor.kind === 'account' ? actor.accountId : undefined
    const file = { name, mediaType: 'image/jpeg', purpose: 'instrument_picture', unitId, createdBy, maxBytes }
    const stored = await storeFile(tx, file, Readable.from([full]))
    const small = await storeFile(tx, file, Readable.from([thumbnail]))
    const position = before.length
    await insertPicture(tx, {
      unitId,
      instrumentId: id,
      fileId: stored.id,
      thumbnailFileId: small.id,
      position,
      fromVersion: await versionOf(tx, instrument),
    })
    await writeAudit(tx, actor, deps.clock.now(), [
      { action: 'instrument.picture_added', subject: 'instrument', subjectId: id, unitId, changes: { name } },
    ])
    await appendEvent(tx, pictureChanged(unitId, id))
    return stored.id
  })
}

/** Removes a picture; its files go with it unless an earlier version had it. */
export function removePicture(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  of: { instrumentId: number; pictureId: number },
  versionOf: VersionOfChange,
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const instrument = await editable(tx, actor, of.instrumentId)
    const { unitId, id } = instrument
    const picture = await pictureById(tx, of.pictureId)
    if (picture?.instrumentId !== id || picture.untilVersion !== null)
      return refuse('not_found', { code: 'not_found', subject: 'picture' })
    const version = await versionOf(tx, instrument)
    await (picture.fromVersion < version ? endPicture(tx, picture, version) : deletePicture(tx, picture))
    await writeAudit(tx, actor, deps.clock.now(), [
      { action: 'instrument.picture_removed', subject: 'instrument', subjectId: id, unitId },
    ])
    await appendEvent(tx, pictureChanged(unitId, id))
  })
}

/** The pictures of an instrument the actor may see: those at work for who may see them, else those of the accepted version. */
export async function listPictures(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  instrumentId: number,
): Promise<Picture[]> {
  const instrument = found(await instrumentById(deps.db, instrumentId), 'instrument')
  if (actorMay(actor, 'instrument.read_unpublished', instrument.place))
    return picturesOf(deps.db, instrumentId)
  const { acceptedVersion } = instrument
  if (acceptedVersion === undefined) return refuse('not_found', { code: 'not_found', subject: 'instrument' })
  return picturesAt(deps.db, instrumentId, acceptedVersion)
}

/** The bytes of a picture; public while the accepted version of its instrument has it. */
export async function readPicture(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  pictureId: number,
  size: 'full' | 'thumbnail',
): Promise<{ bytes: Buffer; isPublic: boolean }> {
  const picture = found(await pictureById(deps.db, pictureId), 'picture')
  const instrument = found(await instrumentById(deps.db, picture.instrumentId), 'picture')
  const { acceptedVersion, place } = instrument
  const isPublic = acceptedVersion !== undefined && isIn(picture, acceptedVersion)
  if (!isPublic && !actorMay(actor, 'instrument.read_unpublished', place))
    return refuse('not_found', { code: 'not_found', subject: 'picture' })
  const bytes = await wholeFile(deps.db, size === 'full' ? picture.pictureId : picture.thumbnailFileId)
  return { bytes, isPublic }
}
