import type { Actor } from '#kernel/actor.ts'
import type { Locale } from '#kernel/locale.ts'
import { isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { sheetMediaTypes } from '#platform/sheets/write-sheet.ts'
import type { recordContract, RecordView } from '../contract/records.ts'
import { createRecord, editRecord } from '../use-cases/edit-record.ts'
import { exportRecords } from '../use-cases/export-records.ts'
import { importRecords } from '../use-cases/import-records.ts'
import { listRecords, readRecord, recordCounts, type WholeRecord } from '../use-cases/read-record.ts'
import { takeRecordStep } from '../use-cases/decide-records.ts'
import { recordDifference } from '../use-cases/read-record-review.ts'
import { present } from './report-views.ts'
import { statesOf } from './review-handlers.ts'

const zone = 'Asia/Shanghai'
const values = (elements: WholeRecord['record']['elements']) =>
  Object.fromEntries(
    Object.entries(elements).map(([id, value]) => [id, typeof value === 'object' ? [...value] : value]),
  )

function headView(record: WholeRecord['record'], unitName: string) {
  const { id, kind, unitId, innerId, name, state, version, problems, updatedAt } = record
  const { acceptedVersion, facilityId, instrumentId, centreId } = record
  return {
    ...{ recordId: id, kind, unitId, unitName, innerId, name, state, version, problems },
    ...present({ acceptedVersion, facilityId, instrumentId, centreId }),
    updatedAt: isoIn(updatedAt, zone),
  }
}

function recordView(whole: WholeRecord, { words }: Deps, locale: Locale): RecordView {
  const { record, unit, problems, attachedProblems, displayed, may, versions, steps } = whole
  const problemList = problems.map((problem) => ({
    ...problem,
    ...present({ suggestion: problem.suggestion }),
    message: words.say(locale, problem.code, problem),
  }))
  return {
    ...headView(record, unit.name),
    dictionary: record.dictionary,
    revision: record.revision,
    elements: values(record.elements),
    displayed: { ...displayed },
    problemList: problemList,
    attached: Object.fromEntries(
      Object.entries(record.attached).map(([part, rows]) => [part, rows.map(values)]),
    ),
    attachedProblems: attachedProblems.slice(0, 200).map(({ part, row, problem }) => ({
      ...{ part, row, element: problem.element },
      message: words.say(locale, problem.code, problem),
    })),
    may: { ...may, steps: [...may.steps] },
    versions: versions.map(({ version, changedByName, changedAt, cause }) => ({
      ...{ version, changedByName, cause },
      changedAt: isoIn(changedAt, unit.timeZone),
    })),
    steps: steps.map(({ step, to, version, reasons, comment, actorName, at }) => ({
      ...{ step, to, version, comment, actorName },
      reasons: reasons.map((reason) => ({ ...reason })),
      at: isoIn(at, unit.timeZone),
    })),
  }
}

const shown = async (deps: Deps, actor: Actor, id: number, locale: Locale) =>
  recordView(await readRecord(deps, actor, id, locale), deps, locale)

/** Answers for the records of other kinds than the single instrument. */
export const recordHandlers: Handlers<typeof recordContract, Deps> = {
  async listRecords({ actor, query }, deps) {
    const { state, ...wish } = query
    const records = await listRecords(deps, actor, { ...wish, states: statesOf(state) })
    return { items: records.map((record) => headView(record, record.unitName)) }
  },
  async recordCounts({ actor }, deps) {
    return { items: await recordCounts(deps, actor) }
  },
  async exportRecords({ actor, query }, deps) {
    const { state, ...wish } = query
    const { fileName, bytes } = await exportRecords(deps, actor, { ...wish, states: statesOf(state) })
    return { fileName, bytes, mediaType: sheetMediaTypes[query.format] }
  },
  async createRecord({ actor, body, locale }, deps) {
    return shown(deps, actor, await createRecord(deps, actor, body), locale)
  },
  async record({ actor, params, locale }, deps) {
    return shown(deps, actor, params.resourceId, locale)
  },
  async editRecord({ actor, params, body, locale }, deps) {
    await editRecord(deps, actor, { recordId: params.resourceId, ...body })
    return shown(deps, actor, params.resourceId, locale)
  },
  async recordDifference({ actor, params, query, locale }, deps) {
    const { from, to, elements } = await recordDifference(deps, actor, params.resourceId, query, locale)
    return {
      ...{ from, to },
      elements: elements.map(({ element, label, before, after }) => ({ element, label, before, after })),
    }
  },
  async takeRecordStep({ actor, params, body, locale }, deps) {
    await takeRecordStep(deps, actor, { recordId: params.resourceId, ...body })
    return shown(deps, actor, params.resourceId, locale)
  },
  async importRecords({ actor, params, upload, locale }, deps) {
    const kinds = await importRecords(deps, actor, params.unitId, upload)
    return {
      kinds: kinds.map(({ refused, ...counts }) => ({
        ...counts,
        refused: refused.map((refusal) => ({
          row: refusal.row,
          message: deps.words.say(locale, refusal.code, refusal),
        })),
      })),
    }
  },
}
