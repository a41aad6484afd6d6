import { day as dayLength, hour, instant, type Instant, minute } from '#kernel/time.ts'
import { seedIds, type SeedQualification, type SeedRow, seedTime } from '#modules/qualification/seed.ts'

interface Ground {
  readonly unitId: number
  /** Instruments of the demonstration's lead; the last ones get requirements. */
  readonly instrumentIds: readonly number[]
  readonly lead: { readonly id: number; readonly displayName: string }
  /** Accounts by login. */
  readonly accountOf: (login: string) => number
  readonly today: string
  readonly now: Instant
}

const questions = [
  [
    '开机前首先要做什么？',
    'What comes first before switching on?',
    '检查真空与冷却水',
    'Check vacuum and cooling water',
    '直接加高压',
    'Switch the high voltage on',
  ],
  ['样品未干燥可以放入样品室吗？', 'May a wet sample go into the chamber?', '不可以', 'No', '可以', 'Yes'],
  [
    '换样时高压应处于什么状态？',
    'How is the high voltage when a sample is changed?',
    '关闭',
    'Off',
    '保持',
    'On',
  ],
  [
    '发现异响应怎么办？',
    'What is done at a strange noise?',
    '停机并通知负责人',
    'Stop and call the lead',
    '继续做完',
    'Finish first',
  ],
  [
    '使用结束后应怎么做？',
    'What follows after use?',
    '登记并清理台面',
    'Write the log and clean up',
    '直接离开',
    'Leave',
  ],
  ['能否把账号借给他人上机？', 'May somebody else use your account?', '不能', 'No', '能', 'Yes'],
] as const

const optionsOf = ([, , right, rightEn, wrong, wrongEn]: (typeof questions)[number]) => [
  { text: right, textEn: rightEn, right: true },
  { text: wrong, textEn: wrongEn, right: false },
]
const paperOf = () =>
  questions.slice(0, 5).map((one, place) => ({
    ...{ id: place + 1, kind: 'single', body: one[0], bodyEn: one[1], options: optionsOf(one) },
  }))
const rightAnswers = { '1': [0], '2': [0], '3': [0], '4': [0], '5': [0] }

const shifted = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayLength).toISOString().slice(0, 10)

function coursesOf({ unitId, instrumentIds, now }: Ground): SeedRow[] {
  const course = (title: string, titleEn: string, level: string, more: SeedRow): SeedRow => ({
    ...{ unit_id: unitId, title, title_en: titleEn, covers: 'instruments', level, online: true },
    ...{ instrument_ids: seedIds(instrumentIds.slice(-2)), material: '', material_en: '' },
    ...{ needs_practical: true, valid_months: 24, exam: null, state: 'open' },
    ...{ created_at: seedTime(instant(now - 200 * dayLength)), ...more },
  })
  return [
    course('独立上机培训', 'Training for independent use', 'independent', {
      material:
        '一、开机前检查真空与冷却水。\n二、样品须干燥、固定牢靠。\n三、换样先关高压。\n四、异常立即停机并通知负责人。\n五、结束后登记、清理。',
      material_en:
        '1. Check vacuum and cooling water before switching on.\n2. Samples are dry and fixed.\n3. High voltage off before a change.\n4. Stop and call the lead when something is wrong.\n5. Write the log and clean up.',
      exam: { questions: 5, passPercent: 80, attempts: 3, waitHours: 0, minutes: 15 },
    }),
    course('夜间上机安全培训', 'Safety at night', 'night', {
      ...{ online: false, instrument_ids: seedIds(instrumentIds.slice(-1)), needs_practical: false },
      valid_months: 12,
    }),
    course('制样入门', 'Preparing samples', 'guided', { state: 'draft', material: '讲义编写中' }),
    course('旧版上机培训', 'Former training', 'independent', { state: 'closed', material: '2024 版' }),
  ]
}

const people = [
  // login, level, first and last day from today, state
  ['student', 'guided', -700, 30, 'valid'],
  ['engineer', 'independent', -200, 500, 'valid'],
  ['person', 'guided', -800, -70, 'valid'],
  ['reporter', 'independent', -100, 600, 'suspended'],
  ['reviewer', 'independent', -300, 400, 'revoked'],
  ['centre', 'night', -50, 300, 'valid'],
] as const
const actOf = { suspended: 'suspend', revoked: 'revoke' } as const
const reasons = { suspended: '未按规程关闭高压', revoked: '将账号借给他人使用' } as const

function certificatesOf(ground: Ground): Pick<SeedQualification, 'user_certificate' | 'certificate_step'> {
  const { unitId, instrumentIds, lead, accountOf, today, now } = ground
  const step = { unit_id: unitId, by_account_id: lead.id, by_name: lead.displayName }
  return {
    user_certificate: people.map(([login, level, from, until, state]) => ({
      ...{ unit_id: unitId, account_id: accountOf(login), covers: 'instruments', level, state },
      instrument_ids: seedIds(instrumentIds.slice(-1)),
      ...{ valid_from: shifted(today, from), valid_until: shifted(today, until), source: 'lead' },
      issued_at: seedTime(instant(now + from * dayLength)),
    })),
    certificate_step: people.flatMap(([, , from, , state], place) => {
      const issued = { ...step, certificate_id: place + 1, no: 1, act: 'issue', reason: '' }
      const first = { ...issued, at: seedTime(instant(now + from * dayLength)) }
      if (state === 'valid') return [first]
      const at = seedTime(instant(now - 3 * dayLength))
      return [first, { ...issued, no: 2, act: actOf[state], reason: reasons[state], at }]
    }),
  }
}

function takingOf({ unitId, accountOf, lead, now }: Ground) {
  const of = { unit_id: unitId, course_id: 1 }
  const at = (days: number, hours = 0) => seedTime(instant(now + days * dayLength + hours * hour))
  const session = { unit_id: unitId, course_id: 2, place: '分析测试中心 A101', seats: 12, state: 'planned' }
  const seat = { ...of, course_id: 2, session_id: 1 }
  return {
    training_session: [
      { ...session, starts_at: at(8), ends_at: at(8, 2) },
      { ...session, starts_at: at(-20), ends_at: at(-20, 2) },
      { ...session, starts_at: at(15), ends_at: at(15, 2), state: 'cancelled' },
    ],
    training_enrolment: [
      { ...of, session_id: null, account_id: accountOf('grouplead'), state: 'attended', at: at(-2) },
      { ...seat, account_id: accountOf('grouplead'), state: 'enrolled', at: at(-1) },
      { ...seat, session_id: 2, account_id: accountOf('reporter'), state: 'absent', at: at(-20) },
      { ...seat, session_id: 2, account_id: accountOf('centre'), state: 'attended', at: at(-20) },
    ],
    exam_attempt: [
      {
        ...{ ...of, account_id: accountOf('grouplead'), no: 1, seed: 'demonstration', paper: paperOf() },
        ...{ answers: rightAnswers, pass_percent: 80, state: 'passed', right_count: 5 },
        ...{ started_at: at(-2, 1), deadline_at: at(-2, 2) },
        ended_at: seedTime(instant(now - 2 * dayLength + hour + 6 * minute)),
      },
    ],
    practical_check: [
      { ...of, account_id: accountOf('grouplead'), state: 'waiting', note: '', asked_at: at(-2, 1) },
      {
        ...{ ...of, account_id: accountOf('reporter'), state: 'failed', note: '换样顺序有误' },
        ...{ asked_at: at(-30), decided_by: lead.id, decided_at: at(-28) },
      },
    ].map((row) => ({ decided_by: null, decided_at: null, ...row })),
  }
}

/** Courses, exams and certificates in every state around the demonstration's lead. */
export function planTraining(ground: Ground): SeedQualification {
  const { unitId, instrumentIds, lead, now } = ground
  return {
    training_course: coursesOf(ground),
    training_question: questions.map((one) => ({
      ...{ unit_id: unitId, course_id: 1, kind: 'single', body: one[0], body_en: one[1] },
      options: optionsOf(one),
    })),
    ...takingOf(ground),
    ...certificatesOf(ground),
    instrument_requirement: instrumentIds.slice(-2).map((instrumentId, place) => ({
      ...{ unit_id: unitId, instrument_id: instrumentId, version: 1, by_day: 'independent' },
      ...{ at_night: place === 1 ? 'night' : null, guided: null, night_from: '22:00', night_until: '07:00' },
      ...{ effective_from: seedTime(instant(now - 90 * dayLength)), changed_by: lead.id },
      ...{ changed_by_name: lead.displayName, changed_at: seedTime(instant(now - 90 * dayLength)) },
    })),
  }
}
