import { type Actor, requireAbility } from '#kernel/actor.ts'
import { found, refuse, refuseIfAny, type Refusal } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import { writeAudit } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/db/connect.ts'
import type { Deps } from '#platform/module/module.ts'
import {
  codeTableVersions,
  elementDictionaries,
  elementDictionary,
  forgetReference,
  tablesOf,
} from '../data/reference-reader.ts'
import { writeReference } from '../data/reference-repository.ts'
import { dictionaryRefusals } from '../domain/dictionary-check.ts'
import { dictionaryDifference, type ElementChange } from '../domain/dictionary-difference.ts'
import { dictionaryName, type ElementDictionary } from '../domain/element-dictionary.ts'
import { recordSchema } from '../domain/element-schema.ts'
import { checksumOf } from './reference-files.ts'
import { textOf } from './text-upload.ts'

type Reading = Pick<Deps, 'db' | 'clock'>
const today = (deps: Reading) => dateIn(deps.clock.now(), 'Asia/Shanghai')

/** What a file would do, told before it counts. */
export interface DictionaryCheck {
  readonly dictionary: ElementDictionary | undefined
  /** Version it would replace. */
  readonly replaces: string | undefined
  readonly difference: readonly ElementChange[]
  readonly refusals: readonly Refusal[]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    const explanation = error instanceof Error ? error.message : String(error)
    return refuse('invalid', { code: 'registry.dictionary_unreadable', explanation })
  }
}

async function checked(deps: Reading, text: string, effectiveFrom?: string): Promise<DictionaryCheck> {
  const given = parsed(text)
  const dated =
    effectiveFrom !== undefined && typeof given === 'object' && given !== null
      ? { ...given, effectiveFrom }
      : given
  const tables = [...new Set((await codeTableVersions(deps.db, today(deps))).map(({ name }) => name))]
  const refusals = dictionaryRefusals(dated, tables)
  if (refusals.length > 0) return { dictionary: undefined, replaces: undefined, difference: [], refusals }
  const dictionary = dated as ElementDictionary
  const all = await elementDictionaries(deps.db, today(deps))
  const taken = all.some((one) => one.dictionary.version === dictionary.version)
  const name = dictionaryName(dictionary)
  const before = await elementDictionary(deps.db, name, today(deps), dictionary.generation)
  return {
    dictionary,
    replaces: before?.version,
    difference: dictionaryDifference(before, dictionary),
    refusals: taken ? [{ code: 'registry.dictionary_version_taken', version: dictionary.version }] : [],
  }
}

/** Reads a file that wants to be a dictionary: every problem, and what differs from the one in force. */
export async function checkDictionary(
  deps: Reading,
  actor: Actor,
  bytes: AsyncIterable<Uint8Array>,
): Promise<DictionaryCheck> {
  requireAbility(actor, 'reference.manage', {})
  return checked(deps, await textOf(bytes))
}

/** An operator puts a new dictionary beside the old ones; it counts from its day on. */
export async function addDictionary(
  deps: Reading,
  actor: Actor,
  wish: { readonly bytes: AsyncIterable<Uint8Array>; readonly effectiveFrom?: string | undefined },
): Promise<{ version: string; elements: number }> {
  requireAbility(actor, 'reference.manage', {})
  const text = await textOf(wish.bytes)
  const { dictionary, refusals, difference } = await checked(deps, text, wish.effectiveFrom)
  refuseIfAny(refusals, 'invalid')
  if (dictionary === undefined)
    return refuse('invalid', { code: 'registry.dictionary_unreadable', explanation: '' })
  const { version, effectiveFrom, source, elements } = dictionary
  const name = dictionaryName(dictionary)
  await inTransaction(deps.db, async (tx) => {
    const head = { kind: 'element_dictionary', name, version, effectiveFrom, source } as const
    await writeReference(tx, { ...head, checksum: checksumOf(JSON.stringify(dictionary)) }, dictionary)
    const count = (change: ElementChange['change']) =>
      difference.filter((one) => one.change === change).length
    const changes = {
      version,
      effectiveFrom,
      added: count('added'),
      removed: count('removed'),
      changed: count('changed'),
    }
    await writeAudit(tx, actor, deps.clock.now(), [
      { action: 'reference.version_added', subject: 'element_dictionary', subjectId: name, changes },
    ])
  })
  forgetReference()
  return { version, elements: elements.length }
}

/** The JSON schema of the records of a kind, as its dictionary in force says. */
export async function dictionarySchema(
  deps: Reading,
  kind: string,
  generation: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
  const on = today(deps)
  const dictionary = found(await elementDictionary(deps.db, kind, on, generation), 'element_dictionary')
  return recordSchema(dictionary, await tablesOf(deps.db, dictionary, on))
}
