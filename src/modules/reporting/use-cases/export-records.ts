import type { Readable } from 'node:stream'
import type { Actor } from '#kernel/actor.ts'
import { unitById } from '#modules/organizations/index.ts'
import {
  type Attached,
  dictionaryByVersion,
  findByInnerIds,
  firstPictures,
  headingOf,
  type ResourceKind,
  resourceKinds,
  type ResourceRecord,
} from '#modules/registry/index.ts'
import type { Cell } from '#platform/sheets/sheet.ts'
import { writeSheet } from '#platform/sheets/write-sheet.ts'
import { addressesOf, auditStatusOf, type ExportDeps, exportTarget, rowFor } from './export-reports.ts'
import { listRecords } from './read-record.ts'
import type { ReportState } from '../domain/report-transitions.ts'

/** More than any unit or province has of a kind. */
const most = 20_000

/** State of review of a core instrument (domain.md §1.3): not submitted, waiting, passed, not passed. */
const reviewStatus: Readonly<Record<ReportState, string>> = {
  draft: '-1',
  unit_review: '-1',
  province_review: '0',
  accepted: '1',
  returned: '2',
}

const rowsAttached = (attached: Attached, part: string, record: ResourceRecord) =>
  (attached[part] ?? []).map((elements) => ({ record, elements }))

/** Of core instruments that are registered as instruments too: their public page and picture, by the record's id. */
async function addressesOfCore(deps: ExportDeps, kind: ResourceKind, records: readonly ResourceRecord[]) {
  const found = new Map<number, Readonly<Record<string, string>>>()
  if (kind !== '2-core') return found
  for (const [unitId, ones] of Map.groupBy(records, (one) => one.unitId)) {
    const numbers = ones.map(({ innerId }) => innerId)
    const instruments = new Map(
      (await findByInnerIds(deps.db, unitId, numbers)).map((one) => [one.innerId, one.id]),
    )
    const pictures = await firstPictures(deps.db, [...instruments.values()])
    for (const { id, innerId } of ones) {
      const instrumentId = instruments.get(innerId)
      if (instrumentId !== undefined)
        found.set(id, addressesOf(deps, instrumentId, pictures.get(instrumentId)))
    }
  }
  return found
}

/** The records of a kind, or of a sheet attached to one, as the national sheet of a generation. */
export async function exportRecords(
  deps: ExportDeps,
  actor: Actor,
  wish: {
    readonly kind: string
    readonly generation?: string | undefined
    readonly format: 'xlsx' | 'csv'
    readonly states?: readonly ReportState[] | undefined
    readonly unitId?: number | undefined
    readonly words?: string | undefined
  },
): Promise<{ fileName: string; bytes: Readable }> {
  const { kind: name, generation, format, ...filter } = wish
  const target = await exportTarget(deps, name, generation)
  const kind: ResourceKind = resourceKinds.find((one) => one === name) ?? '7'
  const part = kind === name ? undefined : name.replace(/^\d-/, '')
  const records = await listRecords(deps, actor, { ...filter, kind, limit: most })
  const units = new Map<number, string>()
  const versions = new Map<string, Awaited<ReturnType<typeof dictionaryByVersion>>>()
  for (const { unitId, dictionary } of records) {
    if (!units.has(unitId)) units.set(unitId, (await unitById(deps.db, unitId))?.insCode ?? '')
    if (!versions.has(dictionary)) versions.set(dictionary, await dictionaryByVersion(deps.db, dictionary))
  }
  const addresses = await addressesOfCore(deps, kind, records)
  const lines = records.flatMap((record) =>
    part === undefined
      ? [{ record, elements: record.elements }]
      : rowsAttached(record.attached, part, record),
  )
  const rows = lines.map(({ record, elements }): Cell[] => {
    const { id, unitId, state, dictionary } = record
    const auditStatus = kind === '2-core' ? reviewStatus[state] : auditStatusOf(state)
    const from = part === undefined ? versions.get(dictionary) : undefined
    const filled = { insCode: units.get(unitId) ?? '', auditStatus, ...addresses.get(id) }
    return rowFor(target, { elements, from }, filled)
  })
  const title = target.dictionary.title?.zh ?? name
  async function* asked(): AsyncGenerator<Cell[]> {
    yield* await Promise.resolve(rows)
  }
  return {
    fileName: `${title.replaceAll(/[\\/?*[\]:]/g, ' ')}-${target.dictionary.generation}.${format}`,
    bytes: writeSheet(format, { name: title, header: target.columns.map(headingOf), rows: asked() }),
  }
}
