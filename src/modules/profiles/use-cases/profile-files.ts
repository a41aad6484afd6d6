import { Readable } from 'node:stream'
import { type Actor, actorMay } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { placeOfUnit } from '#modules/organizations/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import { documentKindOf, documentKinds, nameAs } from '#platform/files/file-kind.ts'
import { gathered, storeFile, wholeFile } from '#platform/files/files.ts'
import type { Deps } from '#platform/module/module.ts'
import { profileFile, profileFilePurpose } from '../data/entry-repository.ts'
import { keptUnit } from './unit-at-hand.ts'

const maxBytes = 20 * 1024 * 1024

/** A unit hands in a document; what it is, is told by its content. Answers the id to name it by. */
export async function addProfileFile(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  unitId: number,
  given: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<{ readonly id: number; readonly name: string }> {
  await keptUnit(deps.db, actor, unitId)
  const bytes = await gathered(given.bytes, maxBytes)
  const kind = documentKindOf(bytes) ?? refuse('invalid', { code: 'profiles.file_kind' })
  return inTransaction(deps.db, (tx) =>
    storeFile(
      tx,
      {
        ...{
          name: nameAs(kind, given.name),
          mediaType: documentKinds[kind],
          purpose: profileFilePurpose,
          unitId,
        },
        ...{ createdBy: actor.kind === 'account' ? actor.accountId : undefined, maxBytes },
      },
      Readable.from([bytes]),
    ),
  )
}

/** A document of a unit: for everybody once a rule or a qualification names it, before that for who keeps it. */
export async function readProfileFile(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  of: { readonly unitId: number; readonly fileId: number },
) {
  const file = found(await profileFile(deps.db, of.unitId, of.fileId), 'file')
  if (!file.published && !actorMay(actor, 'unit.manage', await placeOfUnit(deps.db, of.unitId)))
    refuse('not_found', { code: 'not_found', subject: 'file' })
  return { ...file, bytes: await wholeFile(deps.db, of.fileId) }
}
