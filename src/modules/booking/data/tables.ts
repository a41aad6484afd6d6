import type { Generated, GeneratedAlways } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db } from '#platform/db/connect.ts'
import type { BookingStatus, CancelCode, ServiceWay } from '../domain/booking.ts'
import type { LateStep, StepDecider, StepOutcome } from '../domain/approval-chain.ts'
import type { ClosureKind } from '../domain/booking-rules.ts'
import type { OverridableCode } from '../domain/overrides.ts'
import type { RulesPart } from '../domain/template-parts.ts'
import type { BookingRules } from '../domain/rules.ts'

export type BookingTables = {
  booking_rules: {
    unit_id: number
    instrument_id: number
    version: number
    effective_from: Instant
    bookable: boolean
    rules: BookingRules
    revision: Generated<number>
    template_id: number | null
    own_parts: Generated<RulesPart[]>
    changed_by: number | null
    changed_at: Instant
  }
  booking_template: {
    unit_id: number
    id: GeneratedAlways<number>
    centre_id: number | null
    name: string
    rules: BookingRules
    version: Generated<number>
    changed_by: number | null
    changed_at: Instant
  }
  closure: {
    unit_id: number
    id: GeneratedAlways<number>
    instrument_id: number
    starts_at: Instant
    ends_at: Instant
    kind: ClosureKind
    reason: Generated<string>
    created_by: number | null
    created_at: Instant
  }
  booking: {
    unit_id: number
    id: GeneratedAlways<number>
    instrument_id: number
    account_id: number
    user_unit_id: number | null
    starts_at: Instant
    ends_at: Instant
    status: BookingStatus
    service_way: Generated<ServiceWay>
    purpose: string
    project: Generated<string>
    decided_by: number | null
    decided_at: Instant | null
    decision_note: Generated<string>
    cancelled_at: Instant | null
    cancelled_by: number | null
    cancel_reason: Generated<string>
    cancelled_late: Generated<boolean>
    cancel_code: Generated<CancelCode | ''>
    source_no: Generated<string>
    guest_name: Generated<string>
    guest_unit: Generated<string>
    made_by: number | null
    overridden: Generated<OverridableCode[]>
    override_reason: Generated<string>
    project_id: number | null
    priority_level: Generated<string>
    priority_early: Generated<boolean>
    version: Generated<number>
    set_id: number | null
    created_at: Instant
  }
  booking_step: {
    unit_id: number
    booking_id: number
    no: number
    decider: StepDecider
    within_hours: number | null
    late: Generated<LateStep>
    due_at: Instant | null
    outcome: Generated<StepOutcome>
    decided_by: number | null
    in_place_of: number | null
    decided_at: Instant | null
    note: Generated<string>
  }
  booking_deputy: {
    id: GeneratedAlways<number>
    account_id: number
    deputy_id: number
    starts_at: Instant
    ends_at: Instant
    created_at: Instant
  }
  booking_set: {
    id: GeneratedAlways<number>
    kind: 'series' | 'link'
    account_id: number
    repetition: Generated<string>
    created_at: Instant
  }
}

/** The database with this module's tables, and only these. */
export const tables = (db: Db) => db.$extendTables<BookingTables>()
