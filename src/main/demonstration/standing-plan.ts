import { day as dayLength, type Instant, plus } from '#kernel/time.ts'
import { type SeedRow, type SeedStanding, seedTime } from '#modules/standing/seed.ts'

interface Ground {
  readonly unitId: number
  readonly instrumentIds: readonly number[]
  readonly leadId: number
  readonly administratorId: number
  /** Accounts by login. */
  readonly accountOf: (login: string) => number
  /** Somebody nobody signs in as, whose credit is gone. */
  readonly strangerId: number
  readonly today: string
  readonly now: Instant
  readonly proofFileId: number
}

/** Points by the shipped rule set of db/reference/rules/credit-2026.json. */
const points = {
  ...{ normal_use: 1, late: -2, left_early: -1, overrun: -2, no_show: -10 },
  ...{ late_cancellation: -3, missing_feedback: -1 },
} as const
type Outcome = keyof typeof points
/** What happened how many days ago, with minutes where it is about minutes. */
type Past = readonly [outcome: Outcome, days: number, minutes?: number]

const histories: Readonly<Record<string, readonly Past[]>> = {
  student: [
    ['normal_use', 40],
    ['late', 33, 22],
    ['normal_use', 26],
    ['late_cancellation', 19],
    ['normal_use', 12],
    ['no_show', 4],
  ],
  engineer: [
    ['normal_use', 60],
    ['no_show', 45],
    ['overrun', 30, 35],
    ['no_show', 20],
    ['no_show', 3],
  ],
  person: [
    ['left_early', 50, 48],
    ['missing_feedback', 28],
    ['no_show', 16],
  ],
  stranger: [
    ['no_show', 80],
    ['no_show', 66],
    ['no_show', 52],
    ['no_show', 31],
    ['no_show', 18],
    ['no_show', 9],
    ['late', 6, 41],
  ],
}

const ago = (now: Instant, days: number): Instant => plus(now, -days * dayLength)

/** The ledgers, with their balances; entries are numbered in the order in which they stand. */
function ledgers(ground: Ground) {
  const entries: (SeedRow & { account_id: number; outcome: Outcome; balance_after: number })[] = []
  for (const [login, history] of Object.entries(histories)) {
    let balance = 100
    const accountId = login === 'stranger' ? ground.strangerId : ground.accountOf(login)
    history.forEach(([outcome, days, minutes], place) => {
      balance += points[outcome]
      const at = seedTime(ago(ground.now, days))
      entries.push({
        ...{ account_id: accountId, unit_id: ground.unitId, outcome, balance_after: balance },
        instrument_id: ground.instrumentIds[login === 'engineer' ? 0 : place % ground.instrumentIds.length],
        ...{
          occasion: `demo:${place}`,
          once_key: `${outcome} demo:${place} 0`,
          minutes,
          rules_version: '2026.1',
        },
        ...{ points_by_rule: points[outcome], points: points[outcome], noted_by: ground.leadId },
        ...{ happened_at: at, created_at: at },
      })
    })
  }
  return entries
}

type EntryOf = (accountId: number, days: number) => number | undefined

const times = (now: Instant, from: number, days: number) => ({
  starts_at: seedTime(ago(now, from)),
  ends_at: seedTime(plus(ago(now, from), days * dayLength)),
  created_at: seedTime(ago(now, from)),
})
/** What a sanction is when nothing else is said; every row has the same columns. */
const plainSanction = ({ unitId, strangerId, now }: Ground) => ({
  ...{
    unit_id: unitId,
    account_id: strangerId,
    kind: 'message',
    instrument_id: undefined as number | undefined,
  },
  ...{ cause: 'threshold', once_key: '', entry_id: undefined as number | undefined, rules_version: '2026.1' },
  ...{ grounds: {}, reason: '', set_by: undefined as number | undefined, ...times(now, 1, 0) },
  ...{ lifted_at: undefined as string | undefined, lifted_by: undefined as number | undefined },
  ...{ lifted_because: '', lift_reason: '' },
})

function sanctionsByRule(ground: Ground, entryOf: EntryOf): SeedRow[] {
  const { instrumentIds, now, accountOf, strangerId } = ground
  const plain = plainSanction(ground)
  const engineer = accountOf('engineer')
  return [
    {
      ...plain,
      ...{ once_key: 'demo 1', grounds: { below: 80, balance: 70 }, entry_id: entryOf(strangerId, 52) },
      ...times(now, 52, 0),
    },
    {
      ...plain,
      ...{ kind: 'no_booking', once_key: 'demo 2', grounds: { below: 40, balance: 38 } },
      ...{ entry_id: entryOf(strangerId, 6), ...times(now, 6, 30) },
    },
    {
      ...plain,
      ...{ account_id: engineer, kind: 'instrument', instrument_id: instrumentIds[0], cause: 'repeat' },
      ...{ once_key: 'demo 3', grounds: { outcome: 'no_show', times: 3, withinDays: 90 } },
      ...{ entry_id: entryOf(engineer, 3), ...times(now, 3, 30) },
    },
  ]
}

function sanctionsByHand(ground: Ground): SeedRow[] {
  const { instrumentIds, now, accountOf, leadId, administratorId } = ground
  const plain = {
    ...plainSanction(ground),
    account_id: accountOf('person'),
    cause: 'manual',
    rules_version: '',
  }
  return [
    {
      ...{ ...plain, kind: 'instrument', instrument_id: instrumentIds[1], once_key: 'demo 4' },
      ...{ reason: '未经培训拆卸样品台', set_by: leadId, ...times(now, 90, 30) },
    },
    {
      ...{
        ...plain,
        kind: 'unit',
        once_key: 'demo 5',
        reason: '多次把账号借给他人',
        set_by: administratorId,
      },
      ...{ ...times(now, 40, 60), lifted_at: seedTime(ago(now, 22)), lifted_by: administratorId },
      ...{ lifted_because: 'hand', lift_reason: '已参加安全培训' },
    },
  ]
}

function appeals(ground: Ground, entryOf: EntryOf): SeedRow[] {
  const { unitId, accountOf, administratorId, now } = ground
  const [student, engineer, person] = ['student', 'engineer', 'person'].map(accountOf)
  const one = (accountId = 0, days = 0, reason = '', more: SeedRow = {}): SeedRow => ({
    ...{
      unit_id: unitId,
      account_id: accountId,
      entry_id: entryOf(accountId, days),
      reason,
      state: 'waiting',
    },
    ...{
      decided_by: undefined,
      decided_at: undefined,
      decision_note: '',
      created_at: seedTime(ago(now, days - 1)),
    },
    ...more,
  })
  const decided = (days: number, note: string) => ({
    ...{ decided_by: administratorId, decided_at: seedTime(ago(now, days)), decision_note: note },
  })
  return [
    one(student, 4, '当天仪器报警停机，值班人员让我先回去，有聊天记录。'),
    one(engineer, 3, '高速封路没能赶到，已提前一小时电话说明。'),
    one(engineer, 20, '当天生病，没能及时取消。', {
      state: 'refused',
      ...decided(17, '规则要求至少提前取消，本次不予调整'),
    }),
    one(person, 16, '写错了，不申诉了。', { state: 'withdrawn' }),
  ]
}

function projects(ground: Ground): SeedRow[] {
  const { unitId, accountOf, now, proofFileId, today } = ground
  const [grouplead, student] = ['grouplead', 'student'].map(accountOf)
  const year = Number(today.slice(0, 4))
  const one = (level: string, number: string, title: string, state: string, more: SeedRow = {}): SeedRow => ({
    ...{ account_id: grouplead, unit_id: unitId, level, number, title, state, proof_file_id: proofFileId },
    ...{
      valid_until: `${year + 2}-12-31`,
      note: '',
      created_at: seedTime(ago(now, 60)),
      updated_at: seedTime(ago(now, 20)),
    },
    ...more,
  })
  return [
    one('national_key', 'DEMO-2025YFA01', '高分辨电子显微表征方法研究（演示）', 'checked'),
    one('strategic_cluster', 'DEMO-GD-P07', '先进材料集群共性检测技术（演示）', 'waiting', {
      updated_at: seedTime(ago(now, 2)),
    }),
    one('provincial_key', 'DEMO-GD-2024-18', '低温样品制备装置（演示）', 'returned', {
      note: '证明文件没有盖章，请重新上传',
    }),
    one('basic_research', 'DEMO-BR-2021-07', '界面结构基础研究（演示）', 'checked', {
      valid_until: `${year - 1}-12-31`,
    }),
    one('basic_research', 'DEMO-BR-2026-02', '纳米孔道传质（演示）', 'draft', {
      account_id: student,
      proof_file_id: undefined,
    }),
    one('provincial_major', 'DEMO-GD-2020-03', '已结题项目（演示）', 'withdrawn'),
  ]
}

/** Credit, sanctions, appeals and projects in every state, around the people who can be signed in as. */
export function planStanding(ground: Ground): SeedStanding {
  const entries = ledgers(ground)
  const entryOf = (accountId: number, days: number) => {
    const at = seedTime(ago(ground.now, days))
    const place = entries.findIndex((entry) => entry.account_id === accountId && entry['happened_at'] === at)
    return place < 0 ? undefined : place + 1
  }
  const last = new Map(entries.map((entry) => [entry.account_id, entry]))
  return {
    credit_account: [...last.values()].map((entry) => ({
      account_id: entry.account_id,
      balance: entry.balance_after,
      quiet_since: entry['happened_at'],
    })),
    credit_entry: entries,
    sanction: [...sanctionsByRule(ground, entryOf), ...sanctionsByHand(ground)],
    appeal: appeals(ground, entryOf),
    priority_project: projects(ground),
  }
}
