import { inLocale, type Locale } from '#kernel/locale.ts'
import { type Instant, isoIn } from '#kernel/time.ts'
import type { OrderFormView, OrderRowView, OrderSettingsView, OrderView } from '../contract.ts'
import type { OrderRow } from '../data/order-query.ts'
import { needsGroup } from '../domain/order-rules.ts'
import { worksFor } from '../domain/sample-transitions.ts'
import type { OrderQuestion, OrderSettings, SettingsVersion } from '../domain/order-settings.ts'
import type { orderForm, readSettings } from '../use-cases/order-settings.ts'
import type { WholeOrder } from '../use-cases/read-orders.ts'

/** Leaves out what is undefined, so that an absent thing is absent. */
const known = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const at = (moment: Instant | undefined, zone: string) =>
  moment === undefined ? undefined : isoIn(moment, zone)

/** A line of the list. */
export function orderRowView(row: OrderRow): OrderRowView {
  const { id, zone } = row
  return known({
    orderId: id,
    orderNo: row.orderNo,
    state: row.state,
    instrumentId: row.instrumentId,
    instrumentName: row.instrumentName,
    unitId: row.unitId,
    unitName: row.unitName,
    unitNameEn: row.unitNameEn,
    requesterName: row.requesterName,
    userUnitName: row.userUnitName,
    userUnitNameEn: row.userUnitNameEn,
    userKind: row.userKind,
    operatorId: row.operatorId,
    operatorName: row.operatorName,
    sampleCount: row.sampleCount,
    doneCount: row.doneCount,
    settledCount: row.settledCount,
    totalFen: row.totalFen,
    quoteValidUntil: row.quoteValidUntil,
    expectedOn: row.expectedOn,
    confirmUntil: row.confirmUntil,
    wishedOn: row.wishedOn,
    submittedAt: at(row.submittedAt, zone),
    updatedAt: isoIn(row.updatedAt, zone),
    version: row.version,
  })
}

const questionText = (one: OrderQuestion, locale: Locale) =>
  inLocale({ zh: one.text, en: one.textEn || one.text }, locale)

const hazardViews = (hazards: WholeOrder['hazards'], locale: Locale) =>
  hazards.map(({ code, name, nameEn }) => ({
    code,
    name: inLocale({ zh: name, en: nameEn || name }, locale),
  }))

function answersOf({ row, questions }: WholeOrder, locale: Locale) {
  return Object.entries(row.answers).map(([id, answer]) => {
    const asked = questions.find((question) => question.id === id)
    return { id, question: asked === undefined ? id : questionText(asked, locale), answer }
  })
}

function partsOf(whole: WholeOrder) {
  const { zone } = whole
  return {
    samples: whole.samples.map(
      (sample) =>
        known({
          ...sample,
          works: worksFor(sample, whole.row.state),
          receivedAt: at(sample.receivedAt, zone),
        }) as unknown as OrderView['samples'][number],
    ),
    quotes: whole.quotes.map((quote) => ({
      ...quote,
      lines: [...quote.lines],
      quotedAt: isoIn(quote.quotedAt, zone),
    })),
    steps: whole.steps.map((step) => ({ ...step, at: isoIn(step.at, zone) })),
    files: whole.files.map((file) => ({ ...file, addedAt: isoIn(file.addedAt, zone) })),
    bookings: whole.bookings.map(({ bookingId, startsAt, endsAt, status }) => ({
      ...{ bookingId, status },
      start: isoIn(startsAt, zone),
      end: isoIn(endsAt, zone),
    })),
  }
}

/** One order as its page shows it. */
export function orderView(whole: WholeOrder, locale: Locale): OrderView {
  const { row } = whole
  const { norm, wanted, project, contactName, contactPhone, notes, endReason } = row
  return known({
    ...orderRowView(row),
    ...{ norm, wanted, project, contactName, contactPhone, notes, endReason },
    groupId: row.groupId,
    answers: answersOf(whole, locale),
    requesterEmail: whole.requester?.email,
    ...partsOf(whole),
    hazards: hazardViews(whole.hazards, locale),
    listPrice: whole.listPrice,
    turnaroundDays: whole.turnaroundDays,
    today: whole.today,
    sides: [...whole.sides],
    may: { acts: whole.acts, work: whole.works, files: whole.takes },
  })
}

/** What the settings say to this kind of user; nothing is taken where there are none. */
function offerOf(settings: OrderSettings | undefined, userKind: string, most: number, locale: Locale) {
  if (settings === undefined)
    return { accepts: false, served: false, leastSamples: 1, mostSamples: most, advice: '', questions: [] }
  const price = settings.prices.find((one) => one.userKind === userKind)
  return {
    accepts: true,
    served: price !== undefined,
    price: price && { startFen: price.startFen, perSampleFen: price.perSampleFen },
    leastSamples: settings.leastSamples,
    mostSamples: Math.min(most, settings.mostSamples),
    turnaroundDays: settings.turnaroundDays,
    advice: settings.advice,
    questions: settings.questions.map((one) => ({
      ...{ id: one.id, required: one.required },
      text: questionText(one, locale),
    })),
  }
}

/** What the form of a new order needs. */
export function orderFormView(form: Awaited<ReturnType<typeof orderForm>>, locale: Locale): OrderFormView {
  const { instrument, ground, groups, hazards } = form
  const { limits, userKind } = ground
  const settings = ground.settings?.accepts === true ? ground.settings.settings : undefined
  return known({
    instrumentId: instrument.id,
    instrumentName: instrument.name,
    unitId: instrument.unitId,
    userKind,
    groupNeeded: needsGroup(ground),
    ...offerOf(settings, userKind, limits.mostSamples, locale),
    hazards: hazardViews(hazards, locale),
    groups: groups.map(({ id, name }) => ({ id, name })),
    files: { ...limits.files },
  })
}

const versionView = ({ settings, ...version }: SettingsVersion) => ({
  ...version,
  settings: { ...settings, prices: [...settings.prices], questions: [...settings.questions] },
})

/** The settings of an instrument for whoever decides about them. */
export function settingsView(read: Awaited<ReturnType<typeof readSettings>>): OrderSettingsView {
  const { instrument, today, inForce, versions } = read
  return known({
    instrumentId: instrument.id,
    instrumentName: instrument.name,
    today,
    inForce: inForce?.version,
    versions: versions.map(versionView),
  })
}
