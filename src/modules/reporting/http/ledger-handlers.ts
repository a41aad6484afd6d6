import type { Actor } from '#kernel/actor.ts'
import { inLocale, type Locale } from '#kernel/locale.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { sheetMediaTypes } from '#platform/sheets/write-sheet.ts'
import type { ledgerContract } from '../contract/ledger.ts'
import type { LedgerSheet } from '../domain/ledger-sheets.ts'
import type { LedgerElement } from '../domain/ledger-element.ts'
import { answerLedgerSuggestions, ledgerSuggestions } from '../use-cases/answer-ledger.ts'
import { cancelLedger, fixLedger, startLedgerImport } from '../use-cases/decide-ledger.ts'
import { mapLedger } from '../use-cases/map-ledger.ts'
import { decideProposals } from '../use-cases/decide-proposals.ts'
import { ledgerResult } from '../use-cases/ledger-result.ts'
import { ledgerChoices, ledgerTargets } from '../use-cases/ledger-targets.ts'
import {
  listLedgerImports,
  readLedgerImport,
  readLedgerRows,
  readProposals,
} from '../use-cases/read-ledger-import.ts'
import type { ImportKey } from '../use-cases/read-ledger.ts'
import { uploadLedger } from '../use-cases/upload-ledger.ts'
import { headView, importView, proposalView, type Reader, rowView, suggestionsView } from './ledger-views.ts'

interface Given {
  readonly dictionary: { readonly elements: readonly LedgerElement[] }
  readonly sheets: readonly LedgerSheet[]
  readonly zone?: string
}
const readerOf = (deps: Deps, locale: Locale, { dictionary, sheets, zone = 'UTC' }: Given): Reader => ({
  ...{ words: deps.words, locale, elements: dictionary.elements, sheets, zone, now: deps.clock.now() },
})

async function shown(deps: Deps, actor: Actor, locale: Locale, key: ImportKey) {
  const shownImport = await readLedgerImport(deps, actor, key)
  return importView(
    shownImport,
    readerOf(deps, locale, { ...shownImport, sheets: shownImport.ledger.sheets }),
  )
}

export const ledgerHandlers: Handlers<typeof ledgerContract, Deps> = {
  async uploadLedger({ actor, locale, params: { unitId }, query, upload }, deps) {
    const importId = await uploadLedger(deps, actor, unitId, { name: query.name, bytes: upload })
    return shown(deps, actor, locale, { unitId, importId })
  },
  async ledgerImports({ actor, params }, deps) {
    const { imports, zone } = await listLedgerImports(deps, actor, params.unitId)
    return { items: imports.map((ledger) => headView(ledger, zone, deps.clock.now())) }
  },
  async ledgerImport({ actor, locale, params }, deps) {
    return shown(deps, actor, locale, params)
  },
  async mapLedger({ actor, locale, params, body }, deps) {
    await mapLedger(deps, actor, params, body)
    return shown(deps, actor, locale, params)
  },
  async ledgerRows({ actor, locale, params, query }, deps) {
    const { rows, next, ...given } = await readLedgerRows(deps, actor, params, query, locale)
    const reader = readerOf(deps, locale, given)
    const items = rows.map((row) => rowView(row, reader))
    return next === undefined ? { items } : { items, next }
  },
  async fixLedger({ actor, locale, params, body }, deps) {
    await fixLedger(deps, actor, params, body.fixes)
    return shown(deps, actor, locale, params)
  },
  async ledgerProposals({ actor, params, query }, deps) {
    const { items, next, sheets } = await readProposals(deps, actor, params, query)
    const views = items.map((one) => proposalView(one, sheets))
    return next === undefined ? { items: views } : { items: views, next }
  },
  async decideLedgerProposals({ actor, locale, params, body }, deps) {
    await decideProposals(deps, actor, params, body)
    return shown(deps, actor, locale, params)
  },
  async ledgerSuggestions({ actor, locale, params, query }, deps) {
    const given = await ledgerSuggestions(deps, actor, params, query.after, locale)
    return suggestionsView(given, readerOf(deps, locale, given))
  },
  answerLedgerSuggestions({ actor, params, body }, deps) {
    return answerLedgerSuggestions(deps, actor, params, body)
  },
  async startLedgerImport({ actor, locale, params, http }, deps) {
    await startLedgerImport(deps, actor, params, http.wordingAcknowledged)
    return shown(deps, actor, locale, params)
  },
  async cancelLedger({ actor, locale, params }, deps) {
    await cancelLedger(deps, actor, params)
    return shown(deps, actor, locale, params)
  },
  async ledgerResult({ actor, locale, params, query }, deps) {
    const { fileName, bytes } = await ledgerResult({ ...deps, locale }, actor, params, query.format)
    return { fileName, bytes, mediaType: sheetMediaTypes[query.format] }
  },
  async ledgerTargets({ locale }, deps) {
    const elements = await ledgerTargets(deps)
    return {
      items: elements.map(({ id, label, type, required, codeTable, enum: choices }) => ({
        ...{ element: id, label: inLocale(label, locale), type, required },
        listed: codeTable !== undefined || choices !== undefined,
      })),
    }
  },
  async ledgerChoices({ locale, params, query }, deps) {
    return { items: await ledgerChoices(deps, params.element, query.words, locale) }
  },
}
