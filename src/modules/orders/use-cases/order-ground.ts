import type { SignedIn } from '#kernel/actor.ts'
import { found } from '#kernel/refusal.ts'
import type { Instant } from '#kernel/time.ts'
import { userKindOf } from '#modules/booking/index.ts'
import { unitById } from '#modules/organizations/index.ts'
import { type Instrument, instrumentById } from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import { settingsVersions } from '../data/settings-repository.ts'
import { settingsInForce } from '../domain/order-settings.ts'
import type { OrderGround } from '../domain/order-rules.ts'
import { dayAt, groupsOfMember, hazardsOn, orderLimitsOn } from './order-limits.ts'

/** An instrument the public sees. */
export async function openInstrument(db: Db, instrumentId: number): Promise<Instrument> {
  const instrument = await instrumentById(db, instrumentId)
  const open = instrument?.acceptedVersion !== undefined && instrument.disposedOn === undefined
  return found(open ? instrument : undefined, 'instrument')
}

/** Settings of an instrument in force today. */
export async function settingsToday(db: Db, instrument: Pick<Instrument, 'unitId' | 'id'>, now: Instant) {
  const unit = await unitById(db, instrument.unitId)
  const today = dayAt(now, unit?.timeZone)
  const versions = await settingsVersions(db, instrument.unitId, instrument.id)
  return {
    today,
    zone: unit?.timeZone ?? 'Asia/Shanghai',
    versions,
    inForce: settingsInForce(versions, today),
  }
}

/** Which kind of user somebody is at an instrument (notice, part three). */
export async function userKindAt(db: Db, user: Pick<SignedIn, 'unitId'>, unitId: number): Promise<string> {
  const own = user.unitId === undefined ? undefined : await unitById(db, user.unitId)
  return userKindOf({ unitId: user.unitId, unitKind: own?.kind }, unitId)
}

/** Everything an order of this user at this instrument is judged by, and their groups by name. */
export async function orderGround(db: Db, user: SignedIn, instrument: Instrument, now: Instant) {
  const { today, zone, inForce } = await settingsToday(db, instrument, now)
  const hazards = await hazardsOn(db, today)
  const groups = await groupsOfMember(db, user.unitId, user.accountId)
  const ground: OrderGround = {
    settings: inForce,
    limits: await orderLimitsOn(db, today),
    userKind: await userKindAt(db, user, instrument.unitId),
    hazards: hazards.map((entry) => entry.code),
    groupIds: groups.map((group) => group.id),
    today,
  }
  return { ground, zone, hazards, groups }
}
