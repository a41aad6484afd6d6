import { Readable } from 'node:stream'
import { dateIn, day, hour, type Instant, plus, zoned } from '#kernel/time.ts'
import { userKindOf } from '#modules/booking/index.ts'
import { storeFile } from '#platform/files/files.ts'
import type { Tx } from '#platform/db/connect.ts'
import {
  askGroupsAt,
  type DemonstrationCast,
  demonstrationCast,
  type DemonstrationPerson,
  openForSamples,
} from './data/demonstration-query.ts'
import { insertOrderFile } from './data/order-file-repository.ts'
import {
  insertOrder,
  insertStep,
  lockedOrder,
  nextOrderNo,
  type OrderPatch,
  patchOrder,
} from './data/order-repository.ts'
import { insertQuote } from './data/quote-repository.ts'
import { replaceSamples, samplesOf, saveSamples } from './data/sample-repository.ts'
import {
  demonstrationSettings,
  type OrderStory,
  orderStories,
  quoteFor,
  resultPdf,
  samplesFor,
} from './domain/demonstration-stories.ts'
import { type Order, orderNoOf } from './domain/order.ts'
import { type OrderAct, orderTransition } from './domain/order-transitions.ts'
import { disposedOf, workedOn } from './domain/sample-work.ts'
import type { SampleAct } from './domain/sample-transitions.ts'

const zone = 'Asia/Shanghai'
/** Steps the user takes; the others are the lead's. */
const ofUser: readonly OrderAct[] = [
  'submit',
  'ask_group',
  'accept',
  'decline',
  'confirm',
  'complain',
  'cancel',
]

const ending: readonly OrderAct[] = ['decline', 'reject', 'cancel']

interface Scene {
  readonly story: OrderStory
  readonly user: DemonstrationPerson & { readonly groupId?: number }
  readonly lead: DemonstrationPerson
}

/** One act on every sample. */
async function work(tx: Tx, order: Order, act: SampleAct, note: string, now: Instant): Promise<void> {
  const samples = await samplesOf(tx, order)
  const positions = samples.map((sample) => sample.position)
  const at = { orderNo: order.orderNo ?? '', state: order.state, now }
  await saveSamples(tx, order, workedOn(samples, { positions, act, note }, at))
}

async function addResult(tx: Tx, order: Order, lead: DemonstrationPerson, now: Instant): Promise<void> {
  const bytes = Buffer.from(resultPdf(order.orderNo ?? ''), 'latin1')
  const file = await storeFile(
    tx,
    {
      ...{ name: `${order.orderNo ?? ''}-结果.pdf`, mediaType: 'application/pdf', purpose: 'order_result' },
      ...{ unitId: order.unitId, createdBy: lead.accountId, maxBytes: 100_000 },
    },
    Readable.from([bytes]),
  )
  const by = { accountId: lead.accountId, name: lead.name }
  await insertOrderFile(tx, order, { fileId: file.id, kind: 'result' }, by, now)
}

const moments: Partial<Record<OrderAct, (at: Instant) => OrderPatch>> = {
  receive: (at) => ({ receivedAt: at }),
  confirm: (at) => ({ closedAt: at }),
  hand_over: (at) => ({ handedOverAt: at, confirmUntil: dateIn(plus(at, 10 * day), zone) }),
}

/** What goes along with a step beside the state. */
async function patchFor(
  tx: Tx,
  order: Order,
  act: OrderAct,
  { lead, story }: Scene,
  at: Instant,
): Promise<OrderPatch> {
  if (act === 'submit' || act === 'ask_group') {
    const { year } = zoned(at, zone)
    const orderNo = orderNoOf(year, await nextOrderNo(tx, order.unitId, year))
    return { orderNo, submittedAt: at, settingsVersion: 1 }
  }
  if (act === 'quote') {
    const quote = quoteFor(order.userKind, story.samples, dateIn(at, zone), (order.quoteRevision ?? 0) + 1)
    await insertQuote(tx, order, quote, { accountId: lead.accountId, name: lead.name }, at)
    return { quote }
  }
  if (act === 'assign') return { operator: { id: lead.accountId, name: lead.name } }
  const moment = moments[act]
  if (moment !== undefined) return moment(at)
  return ending.includes(act) ? { endReason: story.comment ?? '' } : {}
}

/** What happens to the samples around a step. */
async function samplesBefore(tx: Tx, order: Order, act: OrderAct, { lead }: Scene, at: Instant) {
  if (act === 'receive') await work(tx, order, 'receive', '完好', at)
  if (act !== 'hand_over') return
  await work(tx, order, 'measure', '', at)
  await work(tx, order, 'finish', '', at)
  await addResult(tx, order, lead, at)
}

async function tell(
  tx: Tx,
  scene: Scene,
  place: { unitId: number; id: number },
  now: Instant,
): Promise<void> {
  const { story, user, lead } = scene
  const at = (step: number) => {
    const wanted = plus(now, -story.ago * day + step * 20 * hour)
    return wanted < now ? wanted : plus(now, -hour)
  }
  const content = {
    ...{ norm: story.norm, wanted: story.wanted, project: '', notes: '', answers: {} },
    ...{ contactName: user.name, contactPhone: user.phone, groupId: user.groupId, wishedOn: undefined },
  }
  const userKind = userKindOf({ unitId: user.unitId, unitKind: user.unitKind }, place.unitId)
  const { unitId, id: instrumentId } = place
  const made = {
    ...content,
    unitId,
    instrumentId,
    accountId: user.accountId,
    userUnitId: user.unitId,
    userKind,
  }
  const id = await insertOrder(tx, made, at(0))
  await replaceSamples(tx, { unitId, id }, samplesFor(story))
  for (const [no, act] of story.acts.entries()) {
    const order = await lockedOrder(tx, id)
    const way = order && orderTransition(act, order.state)
    if (order === undefined || way === undefined) throw new Error(`No way ${act} in a story of an order`)
    const when = at(no + 1)
    await samplesBefore(tx, order, act, scene, when)
    await patchOrder(tx, order, way.to, await patchFor(tx, order, act, scene, when), when)
    const by = ofUser.includes(act) ? user : lead
    const comment = no === story.acts.length - 1 ? (story.comment ?? '') : ''
    await insertStep(tx, order, { ...way, comment, actorId: by.accountId, actorName: by.name }, when)
  }
  if (story.returned !== true) return
  const order = await lockedOrder(tx, id)
  if (order === undefined) return
  const samples = await samplesOf(tx, order)
  const positions = samples.map((sample) => sample.position)
  const on = dateIn(now, zone)
  await saveSamples(tx, order, disposedOf(samples, { positions, how: 'returned', on }, order.state, on))
}

function userOf(story: OrderStory, { people, member }: DemonstrationCast) {
  return story.who === 'member' ? member : people[story.who]
}

/** The door for src/main's demonstration data: instruments that take samples, and orders in every state. */
export async function fillOrders(tx: Tx, now: Instant): Promise<void> {
  const cast = await demonstrationCast(tx)
  const { instruments, people } = cast
  const ids = instruments.map((one) => one.id)
  await openForSamples(tx, ids, demonstrationSettings, plus(now, -300 * day))
  const lead = people['lead']
  const last = instruments.at(-1)
  if (lead === undefined || last === undefined) return
  await askGroupsAt(tx, last.id)
  for (const story of orderStories) {
    const user = userOf(story, cast)
    const place = story.who === 'member' ? last : (instruments[story.at % instruments.length] ?? last)
    if (user !== undefined) await tell(tx, { story, user, lead }, place, now)
  }
}
