import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { declarationRoutes } from '../contract/declarations.ts'
import { type DeclarationState, declarationStates } from '../domain/declaration-transitions.ts'
import {
  addDeclarationFile,
  listDeclarationFiles,
  readDeclarationFile,
  removeDeclarationFile,
} from '../use-cases/declaration-files.ts'
import { printDeclaration } from '../use-cases/print-declaration.ts'
import {
  countDeclarations,
  declarationChoices,
  listDeclarations,
  readDeclaration,
} from '../use-cases/read-declarations.ts'
import { takeDeclarationStep } from '../use-cases/take-declaration-step.ts'
import { createDeclaration, editDeclaration, renewDeclaration } from '../use-cases/write-declaration.ts'
import { declarationRowView, declarationView, reasonView } from './declaration-views.ts'

const statesOf = (list: string | undefined): DeclarationState[] | undefined =>
  list === undefined ? undefined : declarationStates.filter((state) => list.split(',').includes(state))

async function shown(deps: Deps, actor: Actor, locale: Locale, id: number) {
  const whole = await readDeclaration(deps, actor, id)
  return declarationView(whole, await listDeclarationFiles(deps, actor, id), locale)
}

/** Answers for declarations of not reporting. */
export const declarationHandlers: Handlers<typeof declarationRoutes, Deps> = {
  async declarationRules({ locale }, deps) {
    const { version, reasons, longestYears, mostInstruments, files } = await declarationChoices(deps)
    return {
      ...{ version, longestYears, mostInstruments, files: { ...files } },
      reasons: reasons.map((reason) => reasonView(reason, locale)),
    }
  },
  async listDeclarations({ actor, query, locale }, deps) {
    const { state, ...wish } = query
    const { rows, next, rules } = await listDeclarations(deps, actor, { ...wish, states: statesOf(state) })
    const items = rows.map((row) => declarationRowView(row, rules, locale))
    return next === undefined ? { items } : { items, next }
  },
  async declarationCounts({ actor, query }, deps) {
    return { states: await countDeclarations(deps, actor, query) }
  },
  async createDeclaration({ actor, body, locale }, deps) {
    return shown(deps, actor, locale, await createDeclaration(deps, actor, body))
  },
  async declaration({ actor, params, locale }, deps) {
    return shown(deps, actor, locale, params.declarationId)
  },
  async editDeclaration({ actor, params, body, locale }, deps) {
    await editDeclaration(deps, actor, params.declarationId, body)
    return shown(deps, actor, locale, params.declarationId)
  },
  async renewDeclaration({ actor, params, locale }, deps) {
    return shown(deps, actor, locale, await renewDeclaration(deps, actor, params.declarationId))
  },
  async stepDeclaration({ actor, params, body, locale }, deps) {
    await takeDeclarationStep(deps, actor, { ...params, ...body })
    return shown(deps, actor, locale, params.declarationId)
  },
  async addDeclarationFile({ actor, params, query, upload, locale }, deps) {
    await addDeclarationFile(deps, actor, params.declarationId, { ...query, bytes: upload })
    return shown(deps, actor, locale, params.declarationId)
  },
  async removeDeclarationFile({ actor, params, locale }, deps) {
    await removeDeclarationFile(deps, actor, params)
    return shown(deps, actor, locale, params.declarationId)
  },
  async declarationFile({ actor, params }, deps) {
    const { name, mediaType, bytes } = await readDeclarationFile(deps, actor, params)
    return { fileName: name, mediaType, bytes }
  },
  async declarationLetter({ actor, params, query }, deps) {
    return printDeclaration(deps, actor, params.declarationId, query.format)
  },
}
