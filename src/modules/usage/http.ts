import { type Actor, actorMaySomewhere } from '#kernel/actor.ts'
import { instantOf, isoIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { sheetMediaTypes, writeSheet } from '#platform/sheets/write-sheet.ts'
import type { usageContract } from './contract.ts'
import { isDerived } from './domain/service-record-elements.ts'
import { elementsView, problemViews, recordView } from './http/record-views.ts'
import { cursorOf, dayBookingView, factsIn, positionOf, useView } from './http/use-views.ts'
import { checkIn } from './use-cases/check-in.ts'
import { checkInWindowOn } from './use-cases/check-in-window.ts'
import { checkOut } from './use-cases/check-out.ts'
import { completeRecord } from './use-cases/complete-record.ts'
import { correctUse } from './use-cases/correct-use.ts'
import { exportRecords } from './use-cases/export-records.ts'
import { markNoShow } from './use-cases/mark-no-show.ts'
import { rateUse } from './use-cases/rate-use.ts'
import { recordAsBooked } from './use-cases/record-as-booked.ts'
import { listRecords, showRecord } from './use-cases/show-records.ts'
import { listOwnUses, listUses, showToday, showUse, siteZone } from './use-cases/show-uses.ts'
import { startUse } from './use-cases/start-use.ts'
import { voidUse } from './use-cases/void-use.ts'

/** What a list may offer; the use case decides about the single thing. */
const readerOf = (actor: Actor) => ({
  manages: actorMaySomewhere(actor, 'usage.manage'),
  accountId: actor.kind === 'account' ? actor.accountId : undefined,
})
const instantIf = (text: string | undefined) => (text === undefined ? undefined : instantOf(text))

/** One page of lines with the cursor of the next when there are more. */
function pageOf<L extends { startedAt: Parameters<typeof cursorOf>[0]['startedAt']; id: number }, V>(
  lines: readonly L[],
  limit: number,
  view: (line: L) => V,
) {
  const items = lines.slice(0, limit)
  const last = items.at(-1)
  const next = lines.length > limit && last !== undefined ? { next: cursorOf(last) } : {}
  return { items: items.map(view), ...next }
}

export const usageHandlers: Handlers<typeof usageContract, Deps> = {
  async today({ actor, query }, deps) {
    const { date, now, bookings, running, instruments, byLead } = await showToday(deps, actor, query)
    const window = await checkInWindowOn(deps.db, date)
    return {
      date,
      now: isoIn(now, siteZone),
      bookings: bookings.map((booking) => dayBookingView(booking, { now, byLead }, window)),
      running: running.map((line) => useView(line, readerOf(actor))),
      instruments,
    }
  },
  async uses({ actor, query }, deps) {
    const filter = {
      ...query,
      from: instantIf(query.from),
      to: instantIf(query.to),
      after: positionOf(query.after),
      limit: query.limit + 1,
    }
    return pageOf(await listUses(deps, actor, filter), query.limit, (line) => useView(line, readerOf(actor)))
  },
  async myUses({ actor }, deps) {
    const lines = await listOwnUses(deps, actor)
    return { items: lines.map((line) => useView(line, { ...readerOf(actor), manages: false })) }
  },
  async use({ actor, params }, deps) {
    const { line, history, mayManage } = await showUse(deps, actor, params.useId)
    return {
      ...useView(line, { ...readerOf(actor), manages: mayManage }),
      history: history.map((correction) => ({
        reason: correction.reason,
        correctedByName: correction.correctedByName,
        correctedAt: isoIn(correction.correctedAt, line.zone),
        before: factsIn(correction.before, line.zone),
        after: factsIn(correction.after, line.zone),
      })),
    }
  },
  async checkIn({ actor, params }, deps) {
    return { useId: await checkIn(deps, actor, params.bookingId) }
  },
  async checkOut({ actor, params, body }, deps) {
    const spans = body.spans?.map(({ part, start, end }) => ({
      part,
      span: { start: instantOf(start), end: instantOf(end) },
    }))
    const { useId, recordId } = await checkOut(deps, actor, params.useId, { ...body, spans })
    return recordId === undefined ? { useId } : { useId, recordId }
  },
  async startUse({ actor, params, body }, deps) {
    const over = body.over && {
      ...body.over,
      startedAt: instantOf(body.over.startedAt),
      endedAt: instantOf(body.over.endedAt),
    }
    return { useId: await startUse(deps, actor, { ...params, ...body, over }) }
  },
  async recordAsBooked({ actor, params, body }, deps) {
    return { useId: await recordAsBooked(deps, actor, params.bookingId, body) }
  },
  async markNoShow({ actor, params }, deps) {
    await markNoShow(deps, actor, params.bookingId)
    return undefined
  },
  async correct({ actor, params, body }, deps) {
    const times = { startedAt: instantIf(body.startedAt), endedAt: instantIf(body.endedAt) }
    await correctUse(deps, actor, params.useId, { ...body, ...times })
    return undefined
  },
  async voidUse({ actor, params, body }, deps) {
    await voidUse(deps, actor, params.useId, body)
    return undefined
  },
  async records({ actor, query }, deps) {
    const serviceType = query.serviceType === undefined ? undefined : query.serviceType === '120' ? 120 : 130
    const filter = { ...query, serviceType, after: positionOf(query.after), limit: query.limit + 1 } as const
    const { lines, totals } = await listRecords(deps, actor, filter)
    return { ...pageOf(lines, query.limit, recordView), totals }
  },
  async exportRecords({ actor, query }, deps) {
    const { header, rows } = await exportRecords(deps, actor, query)
    return {
      fileName: `service-records-${query.year}.${query.format}`,
      mediaType: sheetMediaTypes[query.format],
      bytes: writeSheet(query.format, { name: String(query.year), header, rows: inTurn(rows) }),
    }
  },
  async record({ actor, params, locale }, deps) {
    const shown = await showRecord(deps, actor, params.recordId)
    const elements = elementsView(shown.record.elements)
    return {
      ...recordView(shown.record),
      elements,
      personalShown: shown.personalShown,
      derived: Object.keys(elements).filter(isDerived),
      missing: shown.missing,
      problems: problemViews(shown.problems, deps.words, locale),
      mayComplete: shown.mayManage && shown.record.state !== 'void',
    }
  },
  async completeRecord({ actor, params, body }, deps) {
    return completeRecord(deps, actor, params.recordId, body.elements)
  },
  async rate({ actor, params, body }, deps) {
    await rateUse(deps, actor, params.useId, body.rating)
    return undefined
  },
}

/** Rows that are in memory, for a writer that takes them one by one. */
async function* inTurn<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows
}
