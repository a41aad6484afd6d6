import type { LedgerImportView } from '../src/modules/reporting/contract.ts'
import { writeSheet } from '#platform/sheets/write-sheet.ts'
import {
  atMost,
  type BenchResult,
  memoryOf,
  openStand,
  say,
  sessionsOf,
  type Stand,
  watchMemory,
} from './harness.ts'

const header = [
  ...[
    '资产编号',
    '仪器名称',
    '英文名称',
    '规格型号',
    '原值(元)',
    '建账日期',
    '产地国别',
    '生产厂家',
    '仪器分类',
    '学科领域',
  ],
  ...[
    '所属部门',
    '存放地点',
    '主要功能',
    '技术指标',
    '联系人',
    '联系电话',
    '电子邮箱',
    '经费来源',
    '设备来源',
    '设备类型',
  ],
]
const pick = <T>(list: readonly T[], i: number, otherwise: T): T => list[i % list.length] ?? otherwise
const names = ['透射电镜', '红外光谱仪', '气相色谱仪', '激光粒度分析仪', '流式细胞仪', '扫描电镜']
const dates = ['2019/1/5', '20190105', '2019年1月5日', '1546617600000', '43470', '2019-01-05']
const countries = ['美国', '日本', 'Germany', '英国', '国产', 'CHN']
const classes = ['透射电镜', '010102', '红外光谱仪', '010409 红外光谱仪']

/** A believable row with the usual troubles; one in two hundred has no name. */
const rowNo = (i: number): (string | number)[] => [
  ...[
    `GZ${2_019_000_000 + i}`,
    i % 200 === 7 ? '' : `${pick(names, i, '')} ${i}`,
    `Instrument ${i}`,
    `Model-${i % 977}`,
  ],
  ...[
    100_000 + (i % 5000) * 137.5,
    pick(dates, i, ''),
    pick(countries, i, ''),
    '示例仪器制造有限公司',
    pick(classes, i, ''),
  ],
  ...[
    '材料科学，化学',
    '材料科学与工程学院',
    `明德楼 A${i % 900}`,
    '用于材料的形貌、结构和成分分析。'.repeat(4),
  ],
  ...[
    '分辨率优于 0.1 nm；加速电压 200 kV；&lt;0.07%'.repeat(3),
    '张三',
    '020-12345678',
    'lab@example.edu.cn',
  ],
  ...['中央财政资金', '购置', '通用'],
]
async function* rowsUpTo(count: number) {
  for (let i = 0; i < count; i++) yield rowNo(i)
}
async function fileOf(format: 'xlsx' | 'csv', count: number): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of writeSheet(format, { name: '台账', header, rows: rowsUpTo(count) }))
    parts.push(Buffer.from(part as string | Uint8Array))
  return Buffer.concat(parts)
}

class Desk {
  private readonly base: string
  private readonly cookie: string
  constructor(base: string, cookie: string) {
    this.base = base
    this.cookie = cookie
  }
  async call(method: string, path: string, body?: Buffer | object): Promise<LedgerImportView> {
    const file = body instanceof Buffer
    const answer = await fetch(this.base + path, {
      method,
      headers: {
        cookie: this.cookie,
        ...(body ? { 'content-type': file ? 'application/octet-stream' : 'application/json' } : {}),
      },
      ...(body ? { body: file ? new Uint8Array(body) : JSON.stringify(body) } : {}),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as LedgerImportView
  }
  /** Asks until the jobs have brought the import to the state. */
  async until(path: string, state: string): Promise<LedgerImportView> {
    for (const last = performance.now() + 600_000; performance.now() < last; ) {
      const view = await this.call('GET', path)
      if (view.state === state) return view
      if (['unreadable', 'cancelled'].includes(view.state)) throw new Error(JSON.stringify(view.refusals))
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    throw new Error(`${path} is not ${state} after ten minutes`)
  }
}

interface Times {
  readonly read: number
  readonly checked: number
  /** Seconds from the first byte sent to every good row in the registry. */
  readonly stored: number
  readonly view: LedgerImportView
}

/** The whole way through HTTP: upload, mapping as proposed, check, import. */
async function wholeWay(desk: Desk, unitId: number, name: string, file: Buffer): Promise<Times> {
  const start = performance.now()
  const seconds = () => (performance.now() - start) / 1000
  const imports = `/api/v1/units/${unitId}/ledger-imports`
  const { id } = await desk.call('POST', `${imports}?name=${name}`, file)
  const one = `${imports}/${id}`
  const { columns } = await desk.until(one, 'mapping')
  const read = seconds()
  const wish = columns.map(({ position, element, valueUnit }) => ({ position, element, valueUnit }))
  await desk.call('PUT', `${one}/mapping`, { columns: wish })
  await desk.until(one, 'checked')
  const checked = seconds()
  await desk.call('POST', `${one}/import`, {})
  const view = await desk.until(one, 'done')
  return { read, checked, stored: seconds(), view }
}

async function reporter({ database }: Stand, name: string): Promise<{ unitId: number; cookie: string }> {
  const [unit] = await database.sql<{ id: number }[]>`insert into unit (name, kind, managing)
    values (${name}, 'university', true) returning id`
  const unitId = unit?.id ?? 0
  const [account] = await database.sql<
    { id: number }[]
  >`insert into account (login, display_name, unit_id, password_hash)
    values (${`bench-${unitId}`}, 'Bench', ${unitId}, 'none') returning id`
  const accountId = account?.id ?? 0
  await database.sql`insert into role_grant (account_id, role, scope, scope_id)
    values (${accountId}, 'unit_reporter', 'unit', ${String(unitId)})`
  const [cookie = ''] = await sessionsOf(database, [accountId])
  return { unitId, cookie }
}

async function measure(stand: Stand, base: string, pid: number, format: 'xlsx' | 'csv', rows: number) {
  const { unitId, cookie } = await reporter(stand, `Bench ${format} ${rows}`)
  const file = await fileOf(format, rows)
  say(`${format}, ${rows} rows, ${(file.length / 1e6).toFixed(1)} MB`)
  const before = memoryOf(pid)
  const watch = watchMemory(pid)
  const times = await wholeWay(new Desk(base, cookie), unitId, `bench.${format}`, file)
  const extra = watch.stop() - before
  const { created, bad, rowCount } = times.view
  if (rowCount !== rows || created + bad !== rows)
    throw new Error(`Rows lost: ${JSON.stringify({ rowCount, created, bad })}`)
  say(
    `  read ${times.read.toFixed(1)} s, checked ${times.checked.toFixed(1)} s, stored ${times.stored.toFixed(1)} s, +${extra.toFixed(0)} MB`,
  )
  return {
    rows,
    megabytes: file.length / 1e6,
    read: times.read,
    checked: times.checked,
    stored: times.stored,
    extra,
    created,
    bad,
  }
}

/** A 10 000-row workbook and a 200 000-row csv from the upload to the registry, by HTTP, with web and worker in one process. */
export async function run(): Promise<BenchResult> {
  const stand = await openStand('bench_import')
  try {
    const server = await stand.serve('web,worker,scheduler')
    await measure(stand, server.base, server.pid, 'csv', 500)
    const workbook = await measure(stand, server.base, server.pid, 'xlsx', 10_000)
    const ledger = await measure(stand, server.base, server.pid, 'csv', 200_000)
    return {
      metrics: { workbook, ledger },
      bars: [
        atMost('10 000-row xlsx stored and validated', workbook.stored, 's', 15),
        atMost('memory over idle for the xlsx', workbook.extra, 'MB', 400),
        atMost('200 000-row csv stored and validated', ledger.stored, 's', 120),
      ],
    }
  } finally {
    await stand.close()
  }
}
