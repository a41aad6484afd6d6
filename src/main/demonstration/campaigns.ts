import { instantAt, type Instant } from '#kernel/time.ts'
import { type SeedNotice, seedInbox } from '#modules/notices/seed.ts'
import { fillCampaigns } from '#modules/reporting/seed.ts'
import type { Tx } from '#platform/db/connect.ts'

/** Rounds of reporting, and what the people of the units were told about the open one. */
export async function loadCampaigns(tx: Tx, now: Instant, operator: string, zone: string): Promise<void> {
  const { id, name, reportBy, openedAt, behind, promptedOn } = await fillCampaigns(tx, now, operator)
  const told = (code: string, key: string): SeedNotice[] =>
    behind.map(({ unitId, ...counts }) => ({
      ...{ unitId, roles: ['unit_reporter', 'unit_reviewer'], topic: 'campaign', code },
      details: { name, reportBy, ...counts },
      link: `/campaigns/${id}`,
      onceKey: key === 'opened' ? `campaign ${id} opened` : `campaign ${id} unit ${unitId} ${key}`,
    }))
  await seedInbox(tx, told('campaign.opened', 'opened'), openedAt, true)
  await seedInbox(tx, told('campaign.late', promptedOn), instantAt(promptedOn, '08:30', zone), false)
}
