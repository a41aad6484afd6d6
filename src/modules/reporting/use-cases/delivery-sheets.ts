import type { Readable } from 'node:stream'
import { isoIn } from '#kernel/time.ts'
import { unitById } from '#modules/organizations/index.ts'
import {
  dictionaryByVersion,
  type Elements,
  firstPictures,
  headingOf,
  instrumentKind,
} from '#modules/registry/index.ts'
import type { Tx } from '#platform/db/connect.ts'
import { storeFile } from '#platform/files/files.ts'
import type { Deps } from '#platform/module/module.ts'
import type { Cell } from '#platform/sheets/sheet.ts'
import { sheetMediaTypes, writeSheet } from '#platform/sheets/write-sheet.ts'
import type { ReadyRecord } from '../data/campaign-delivery-query.ts'
import type { CampaignKind } from '../domain/campaign.ts'
import { addressesOf, auditStatusOf, exportTarget, fileNamePart, rowFor } from './export-reports.ts'

const maxBytes = 200 * 1024 * 1024
/** Name of the dictionary a kind is handed over by. */
const dictionaryOf = (kind: CampaignKind): number | string => (kind === 4 ? instrumentKind : String(kind))

/** What the sheets are written with. */
export interface SheetDeps {
  readonly clock: Deps['clock']
  readonly config: Pick<Deps['config'], 'publicUrl'>
}

/** What the program fills itself: whose it is, that it is submitted, its own addresses. */
async function filledOf(tx: Tx, deps: SheetDeps, kind: CampaignKind, records: readonly ReadyRecord[]) {
  const codes = new Map<number, string>()
  for (const unitId of new Set(records.map((one) => one.unitId)))
    codes.set(unitId, (await unitById(tx, unitId))?.insCode ?? '')
  const ids = kind === 4 ? records.map(({ subjectId }) => subjectId) : []
  const pictures = await firstPictures(tx, ids)
  return ({ unitId, subjectId }: ReadyRecord) => ({
    ...{ insCode: codes.get(unitId) ?? '', auditStatus: auditStatusOf('accepted') },
    ...(kind === 4 ? addressesOf(deps, subjectId, pictures.get(subjectId)) : {}),
  })
}

interface Lines {
  readonly sheet: number | string
  readonly lines: readonly { readonly record: ReadyRecord; readonly elements: Elements }[]
}

/** The sheet of the kind, and one for each sheet attached to its records. */
function sheetsOf(kind: CampaignKind, records: readonly ReadyRecord[]): Lines[] {
  const own = dictionaryOf(kind)
  const parts = new Set(records.flatMap(({ attached }) => Object.keys(attached)))
  const attached = [...parts].toSorted().map((part) => ({
    sheet: `${own}-${part}`,
    lines: records.flatMap((record) =>
      (record.attached[part] ?? []).map((elements) => ({ record, elements: elements as Elements })),
    ),
  }))
  const main = {
    sheet: own,
    lines: records.map((record) => ({ record, elements: record.elements as Elements })),
  }
  return [main, ...attached.filter(({ lines }) => lines.length > 0)]
}

/** Writes and keeps the national sheets of records; answers them with the generation they are written in. */
export async function storeSheets(
  tx: Tx,
  deps: SheetDeps,
  records: readonly ReadyRecord[],
  of: {
    readonly kind: CampaignKind
    readonly generation: string | undefined
    readonly createdBy: number | undefined
  },
) {
  const within = { ...deps, db: tx }
  const filled = await filledOf(tx, within, of.kind, records)
  const stored: { fileId: number; sheet: string; lines: number }[] = []
  let generation = ''
  for (const { sheet, lines } of sheetsOf(of.kind, records)) {
    const target = await exportTarget(within, sheet, of.generation)
    if (stored.length === 0) generation = target.dictionary.generation
    const versions = new Map<string, Awaited<ReturnType<typeof dictionaryByVersion>>>()
    for (const version of new Set(records.map(({ dictionary }) => dictionary)))
      versions.set(version, await dictionaryByVersion(tx, version))
    const rows = lines.map(({ record, elements }): Cell[] => {
      const from = sheet === dictionaryOf(of.kind) ? versions.get(record.dictionary) : undefined
      return rowFor(target, { elements, from }, filled(record))
    })
    const title = target.dictionary.title?.zh ?? String(sheet)
    async function* given(): AsyncGenerator<Cell[]> {
      yield* await Promise.resolve(rows)
    }
    const bytes: Readable = writeSheet('xlsx', {
      name: title,
      header: target.columns.map(headingOf),
      rows: given(),
    })
    const file = await storeFile(
      tx,
      {
        name: `${fileNamePart(title)}-${target.dictionary.generation}-${isoIn(deps.clock.now(), 'Asia/Shanghai').slice(0, 10)}.xlsx`,
        ...{
          mediaType: sheetMediaTypes.xlsx,
          purpose: 'campaign_delivery',
          createdBy: of.createdBy,
          maxBytes,
        },
      },
      bytes,
    )
    stored.push({ fileId: file.id, sheet: String(sheet), lines: lines.length })
  }
  return { files: stored, generation }
}
