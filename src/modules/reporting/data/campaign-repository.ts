import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { Campaign, CampaignState, CampaignWish } from '../domain/campaign.ts'

const columns = sql`c.id, c.name, c.state, c.rule_set as "ruleSet", c.kinds, c.booked_from as "bookedFrom",
  c.booked_until as "bookedUntil", c.called, c.called_ids as "calledIds", c.report_by as "reportBy",
  c.forward_by as "forwardBy", c.guidance, c.prompt_before_days as "promptBeforeDays",
  c.prompt_every_days as "promptEveryDays", c.revision, c.created_by_name as "createdByName",
  c.created_at as "createdAt", c.opened_at as "openedAt", c.closed_at as "closedAt"`

const campaignOf = (row: object): Campaign =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, (value as unknown) ?? undefined]),
  ) as unknown as Campaign

export async function campaignById(db: Db, id: number): Promise<Campaign | undefined> {
  const { rows } = await sql<object>`select ${columns} from campaign c where c.id = ${id}`.execute(db)
  return rows[0] === undefined ? undefined : campaignOf(rows[0])
}

/** Like campaignById, and nobody else changes it until the transaction ends. */
export async function lockedCampaign(tx: Tx, id: number): Promise<Campaign | undefined> {
  const { rows } = await sql<object>`select ${columns} from campaign c where c.id = ${id} for update`.execute(
    tx,
  )
  return rows[0] === undefined ? undefined : campaignOf(rows[0])
}

/** Campaigns of these states, the latest deadline first. */
export async function campaignsIn(db: Db, states: readonly CampaignState[]): Promise<Campaign[]> {
  const { rows } =
    await sql<object>`select ${columns} from campaign c where c.state = any(${[...states]}::text[])
    order by c.report_by desc, c.id desc limit 200`.execute(db)
  return rows.map(campaignOf)
}

const values = (wish: CampaignWish) => ({
  name: wish.name,
  rule_set: wish.ruleSet,
  kinds: wish.kinds,
  booked_from: wish.bookedFrom ?? null,
  booked_until: wish.bookedUntil ?? null,
  called: wish.called,
  called_ids: wish.calledIds,
  report_by: wish.reportBy,
  forward_by: wish.forwardBy ?? null,
  guidance: wish.guidance,
  prompt_before_days: wish.promptBeforeDays,
  prompt_every_days: wish.promptEveryDays,
})
const recordOf = (
  wish: CampaignWish,
) => sql`jsonb_to_record(${JSON.stringify(values(wish))}::jsonb) as given (name text,
  rule_set text, kinds int[], booked_from date, booked_until date, called text, called_ids text[], report_by date,
  forward_by date, guidance text, prompt_before_days int[], prompt_every_days int)`

export async function insertCampaign(tx: Tx, wish: CampaignWish, by: string, now: Instant): Promise<number> {
  const { rows } = await sql<{
    id: number
  }>`insert into campaign (name, state, rule_set, kinds, booked_from, booked_until,
      called, called_ids, report_by, forward_by, guidance, prompt_before_days, prompt_every_days, created_by_name, created_at)
    select name, 'draft', rule_set, kinds, booked_from, booked_until, called, called_ids, report_by, forward_by, guidance,
      prompt_before_days, prompt_every_days, ${by}::text, ${now}::timestamptz from ${recordOf(wish)} returning id`.execute(
    tx,
  )
  return rows[0]?.id ?? 0
}

export async function updateCampaign(tx: Tx, id: number, wish: CampaignWish): Promise<void> {
  await sql`update campaign c set name = given.name, rule_set = given.rule_set, kinds = given.kinds,
      booked_from = given.booked_from, booked_until = given.booked_until, called = given.called,
      called_ids = given.called_ids, report_by = given.report_by, forward_by = given.forward_by,
      guidance = given.guidance, prompt_before_days = given.prompt_before_days,
      prompt_every_days = given.prompt_every_days, revision = c.revision + 1
    from ${recordOf(wish)} where c.id = ${id}`.execute(tx)
}

/** The campaign in its next state, with the moment it got there. */
export async function moveCampaign(tx: Tx, id: number, to: CampaignState, now: Instant): Promise<void> {
  await sql`update campaign set state = ${to}, revision = revision + 1,
      opened_at = case when ${to} = 'open' then ${now}::timestamptz else opened_at end,
      closed_at = case when ${to} = 'closed' then ${now}::timestamptz else closed_at end
    where id = ${id}`.execute(tx)
}

export async function deleteCampaign(tx: Tx, id: number): Promise<void> {
  await sql`delete from campaign where id = ${id}`.execute(tx)
}

/** The managing units a campaign calls, as they stand now; answers how many. */
export async function callUnits(tx: Tx, id: number): Promise<number> {
  const called = sql`select u.id, u.department_id, u.city_code from unit u join campaign c on c.id = ${id}
    where u.managing and u.status = 'active' and case c.called
      when 'all' then true
      when 'departments' then u.department_id::text = any(c.called_ids)
      when 'cities' then u.city_code = any(c.called_ids)
      else u.id::text = any(c.called_ids) end`
  await sql`delete from campaign_unit where campaign_id = ${id} and unit_id not in (select id from (${called}) called)`.execute(
    tx,
  )
  await sql`insert into campaign_unit (campaign_id, unit_id, department_id, city_code)
    select ${id}::bigint, id, department_id, city_code from (${called}) called order by id
    on conflict (unit_id, campaign_id) do update set department_id = excluded.department_id, city_code = excluded.city_code`.execute(
    tx,
  )
  const { rows } = await sql<{ units: number }>`select count(*)::int as units from campaign_unit
    where campaign_id = ${id}`.execute(tx)
  return rows[0]?.units ?? 0
}

export interface Annex {
  readonly fileId: number
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
}

export async function annexesOf(db: Db, campaignId: number): Promise<Annex[]> {
  const { rows } =
    await sql<Annex>`select f.id as "fileId", f.name, f.media_type as "mediaType", f.size_bytes as "sizeBytes"
    from campaign_annex x join stored_file f on f.id = x.file_id where x.campaign_id = ${campaignId}
    order by x.added_at, f.id`.execute(db)
  return rows
}

export async function insertAnnex(
  tx: Tx,
  annex: { readonly campaignId: number; readonly fileId: number; readonly by: string },
  now: Instant,
): Promise<void> {
  await sql`insert into campaign_annex (campaign_id, file_id, added_by_name, added_at)
    values (${annex.campaignId}, ${annex.fileId}, ${annex.by}, ${now}::timestamptz)`.execute(tx)
}

/** Removes an annex with its bytes. */
export async function deleteAnnex(tx: Tx, campaignId: number, fileId: number): Promise<void> {
  await sql`delete from campaign_annex where campaign_id = ${campaignId} and file_id = ${fileId}`.execute(tx)
  await sql`delete from stored_file where id = ${fileId}`.execute(tx)
}

export interface NewPrompt {
  readonly unitId: number
  readonly occasion: string
  readonly remaining: number
}

/** Notes whom a campaign prompted; a repetition of the same occasion changes nothing. */
export async function notePrompts(
  tx: Tx,
  campaignId: number,
  prompts: readonly NewPrompt[],
  now: Instant,
): Promise<void> {
  if (prompts.length === 0) return
  await sql`insert into campaign_prompt (campaign_id, unit_id, occasion, remaining, at)
    select ${campaignId}::bigint, "unitId", occasion, remaining, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(prompts)}::jsonb)
      as given ("unitId" bigint, occasion date, remaining int)
    on conflict do nothing`.execute(tx)
}

/** Units of these that were prompted on the occasion already. */
export async function promptedUnits(
  db: Db,
  campaignId: number,
  occasion: string,
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ unitId: number }>`select unit_id as "unitId" from campaign_prompt
    where campaign_id = ${campaignId} and occasion = ${occasion}::date`.execute(db)
  return new Set(rows.map((row) => row.unitId))
}
