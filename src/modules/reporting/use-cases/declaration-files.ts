import { Readable } from 'node:stream'
import { type Actor, requireAbility, actorMay } from '#kernel/actor.ts'
import { found, refuse } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction, type Tx } from '#platform/db/connect.ts'
import { documentKindOf, documentKinds, nameAs } from '#platform/files/file-kind.ts'
import { gathered, storeFile, wholeFile } from '#platform/files/files.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  type DeclarationFile,
  declarationFiles,
  deleteDeclarationFile,
  insertDeclarationFile,
} from '../data/declaration-file-repository.ts'
import { takesFiles } from '../domain/declaration-transitions.ts'
import { declarationRulesOn } from './declaration-rules-in-force.ts'
import { authorOf } from './note-reopened.ts'
import {
  lockedVisibleDeclaration,
  type PlacedDeclaration,
  visibleDeclaration,
} from './visible-declaration.ts'

type Needs = Pick<Deps, 'db' | 'clock'>
type Kind = DeclarationFile['kind']

/** Evidence belongs to what is judged and is fixed with it; signed copies come later. Answers whether the actor may change it. */
const mayChangeFile = (actor: Actor, { declaration, place }: PlacedDeclaration, kind: Kind): boolean =>
  actorMay(actor, 'declaration.attach', place) && takesFiles(declaration.state, kind)

function requireChangeable(actor: Actor, { declaration, place }: PlacedDeclaration, kind: Kind): void {
  requireAbility(actor, 'declaration.attach', place)
  const { state } = declaration
  if (!takesFiles(state, kind)) refuse('conflict', { code: 'declaration.not_open', state })
}

/** A secret declaration keeps a count and years, so nothing is enclosed with it but the signed letter. */
async function judge(tx: Tx, placed: PlacedDeclaration, kind: Kind, today: string) {
  const { declaration } = placed
  const rules = await declarationRulesOn(tx, today)
  if (kind === 'evidence' && declaration.secretCount !== undefined)
    refuse('conflict', { code: 'declaration.secret_takes_no_evidence' })
  if ((await declarationFiles(tx, declaration.unitId, declaration.id)).length >= rules.files.most)
    refuse('conflict', { code: 'declaration.too_many_files', most: rules.files.most })
  return rules.files.maxMegabytes * 1024 * 1024
}

/** Adds evidence or a signed copy; what it is, is told by its content. Answers the id of the file. */
export async function addDeclarationFile(
  deps: Needs,
  actor: Actor,
  declarationId: number,
  given: { readonly kind: Kind; readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<number> {
  const { kind } = given
  const now = deps.clock.now()
  const judged = async (tx: Tx) => {
    const placed = await lockedVisibleDeclaration(tx, actor, declarationId)
    requireChangeable(actor, placed, kind)
    return { ...placed, maxBytes: await judge(tx, placed, kind, dateIn(now, 'Asia/Shanghai')) }
  }
  const { maxBytes } = await inTransaction(deps.db, judged)
  const bytes = await gathered(given.bytes, maxBytes)
  const type = documentKindOf(bytes) ?? refuse('invalid', { code: 'declaration.file_kind' })
  return inTransaction(deps.db, async (tx) => {
    const { declaration } = await judged(tx)
    const { unitId } = declaration
    const { accountId: createdBy, name: addedByName } = authorOf(actor)
    const file = await storeFile(
      tx,
      {
        ...{ name: nameAs(type, given.name), mediaType: documentKinds[type] },
        ...{ purpose: `declaration_${kind}`, unitId, createdBy, maxBytes },
      },
      Readable.from([bytes]),
    )
    await insertDeclarationFile(tx, { unitId, declarationId, fileId: file.id, kind, addedByName }, now)
    await writeAudit(tx, actor, now, [
      {
        ...{ action: 'declaration.file_added', subject: 'declaration', subjectId: declarationId, unitId },
        changes: { kind, fileId: file.id },
      },
    ])
    return file.id
  })
}

async function fileOf(db: Deps['db'], { declaration }: PlacedDeclaration, fileId: number) {
  const files = await declarationFiles(db, declaration.unitId, declaration.id)
  return found(
    files.find((file) => file.fileId === fileId),
    'file',
  )
}

/** Removes a file with its bytes. */
export function removeDeclarationFile(
  deps: Needs,
  actor: Actor,
  of: { readonly declarationId: number; readonly fileId: number },
): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const placed = await lockedVisibleDeclaration(tx, actor, of.declarationId)
    const file = await fileOf(tx, placed, of.fileId)
    requireChangeable(actor, placed, file.kind)
    await deleteDeclarationFile(tx, of.fileId)
    await writeAudit(tx, actor, deps.clock.now(), [
      {
        ...{ action: 'declaration.file_removed', subject: 'declaration', subjectId: of.declarationId },
        ...{ unitId: placed.declaration.unitId, changes: { kind: file.kind, fileId: of.fileId } },
      },
    ])
  })
}

/** The files of a declaration, and which of them the actor may remove. */
export async function listDeclarationFiles(deps: Pick<Deps, 'db'>, actor: Actor, declarationId: number) {
  const placed = await visibleDeclaration(deps.db, actor, declarationId)
  const { unitId, id } = placed.declaration
  const files = await declarationFiles(deps.db, unitId, id)
  return files.map((file) => ({ ...file, mayRemove: mayChangeFile(actor, placed, file.kind) }))
}

/** A file with its bytes. */
export async function readDeclarationFile(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  of: { readonly declarationId: number; readonly fileId: number },
): Promise<{ name: string; mediaType: string; bytes: Buffer }> {
  const placed = await visibleDeclaration(deps.db, actor, of.declarationId)
  const { name, mediaType } = await fileOf(deps.db, placed, of.fileId)
  return { name, mediaType, bytes: await wholeFile(deps.db, of.fileId) }
}
