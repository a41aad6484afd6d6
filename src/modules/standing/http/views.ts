import { type Instant, isoIn } from '#kernel/time.ts'
import type { AppealView, EntryView, LevelView, ProjectView, SanctionView } from '../contract/views.ts'
import type { ProjectLine } from '../data/project-repository.ts'
import type { AppealLine, EntryLine, PlaceNames, SanctionLine } from '../data/standing-query.ts'
import { appealUntil } from '../domain/appeal.ts'
import type { CreditRules } from '../domain/credit-rules.ts'
import type { PriorityLevel } from '../domain/project.ts'
import { standingOf } from '../domain/sanction.ts'

const siteZone = 'Asia/Shanghai'
const given = <K extends string, T>(name: K, value: T | null | undefined) =>
  (value === null || value === undefined ? {} : { [name]: value }) as Partial<Record<K, T>>
const time = (at: Instant, { zone }: { readonly zone: string | null }) => isoIn(at, zone ?? siteZone)

const placeView = (of: PlaceNames) => ({
  ...given('unitId', of.unitId),
  unitName: of.unitName ?? '',
  unitNameEn: of.unitNameEn ?? '',
  ...given('instrumentId', of.instrumentId),
  instrumentName: of.instrumentName ?? '',
  instrumentNameEn: of.instrumentNameEn ?? '',
})

/** Until when an appeal can be written; absent when none can. */
function openAppeal(
  possible: boolean,
  of: { readonly createdAt: Instant; readonly appealState: string | null; readonly zone: string | null },
  { rules, now }: { readonly rules: CreditRules; readonly now: Instant },
) {
  const until = appealUntil(of.createdAt, rules.appealDays)
  return possible && of.appealState === null && now <= until ? { appealUntil: time(until, of) } : {}
}

export function entryView(of: EntryLine, at: { rules: CreditRules; now: Instant }): EntryView {
  return {
    id: of.id,
    ...placeView(of),
    ...given('bookingId', of.bookingId),
    ...given('useId', of.useId),
    outcome: of.outcome,
    points: of.points,
    pointsByRule: of.pointsByRule,
    balanceAfter: of.balanceAfter,
    ...given('minutes', of.minutes),
    rulesVersion: of.rulesVersion,
    ...given('undoesOutcome', of.undoesOutcome),
    undoneBecause: of.undoneBecause,
    undone: of.undone,
    happenedAt: time(of.happenedAt, of),
    ...given('appealState', of.appealState),
    ...openAppeal(of.pointsByRule < 0 && of.outcome !== 'undone' && of.undone === '', of, at),
  }
}

export function sanctionView(of: SanctionLine, at: { rules?: CreditRules; now: Instant }): SanctionView {
  const { rules, now } = at
  const standing = standingOf({ endsAt: of.endsAt, liftedAt: of.liftedAt ?? undefined }, now)
  const appealable = standing === 'in_force' || (of.kind === 'message' && standing !== 'lifted')
  return {
    id: of.id,
    ...placeView(of),
    userName: of.userName,
    kind: of.kind,
    cause: of.cause,
    standing,
    grounds: { ...of.grounds },
    reason: of.reason,
    ...given('setByName', of.setByName),
    startsAt: time(of.startsAt, of),
    endsAt: time(of.endsAt, of),
    ...(of.liftedAt === null ? {} : { liftedAt: time(of.liftedAt, of) }),
    ...(of.liftedBecause === '' ? {} : { liftedBecause: of.liftedBecause }),
    liftReason: of.liftReason,
    version: of.version,
    ...given('appealState', of.appealState),
    ...(rules === undefined ? {} : openAppeal(appealable, of, { rules, now })),
  }
}

const appealedEntry = (of: AppealLine) =>
  of.entryId === null || of.outcome === null || of.happenedAt === null
    ? {}
    : {
        entry: {
          id: of.entryId,
          outcome: of.outcome,
          points: of.points ?? 0,
          ...given('minutes', of.minutes),
          ...given('bookingId', of.bookingId),
          happenedAt: time(of.happenedAt, of),
        },
      }
const appealedSanction = (of: AppealLine) =>
  of.sanctionId === null || of.sanctionKind === null || of.sanctionEndsAt === null
    ? {}
    : {
        sanction: {
          id: of.sanctionId,
          kind: of.sanctionKind,
          reason: of.sanctionReason ?? '',
          endsAt: time(of.sanctionEndsAt, of),
        },
      }

export const appealView = (of: AppealLine, readerId: number): AppealView => ({
  id: of.id,
  ...placeView(of),
  userName: of.userName,
  state: of.state,
  reason: of.reason,
  writtenAt: time(of.createdAt, of),
  decisionNote: of.decisionNote,
  ...given('decidedByName', of.decidedByName),
  ...(of.decidedAt === null ? {} : { decidedAt: time(of.decidedAt, of) }),
  version: of.version,
  ...appealedEntry(of),
  ...appealedSanction(of),
  ...given('notedByName', of.notedByName),
  concernsMe: of.accountId === readerId || of.notedBy === readerId,
})

export const levelView = ({ code, title, rank, weight, horizonBonusDays }: PriorityLevel): LevelView => ({
  ...{ code, title: title.zh, titleEn: title.en, rank, weight, horizonBonusDays },
})

export const projectView = (of: ProjectLine, at: { today: string; readerId: number }): ProjectView => ({
  id: of.id,
  mine: of.accountId === at.readerId,
  ownerName: of.ownerName,
  unitName: of.unitName ?? '',
  unitNameEn: of.unitNameEn ?? '',
  ...given('groupId', of.groupId),
  groupName: of.groupName ?? '',
  level: of.level,
  number: of.number,
  title: of.title,
  validUntil: of.validUntil,
  state: of.state,
  gives: of.state === 'checked' && of.validUntil >= at.today,
  note: of.note,
  ...given('decidedByName', of.decidedByName),
  ...given('proofName', of.proofName),
  ...given('proofMediaType', of.proofMediaType),
  bookings: of.bookings,
  version: of.version,
  updatedAt: isoIn(of.updatedAt, siteZone),
})
