import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Agent } from 'node:http'
import { gzipSync } from 'node:zlib'
import { loadReference } from '#modules/registry/index.ts'
import type { Database } from '#platform/db/connect.ts'
import { atMost, type BenchResult, load, openStand, percentile, say, shoot, watchMemory } from './harness.ts'

const instruments = 200_000
const unitCount = 400
const concurrency = 4
const seconds = 15

interface Kind {
  readonly cname: string
  readonly ename: string
  readonly classCode: string
  readonly models: readonly { readonly maker: string; readonly model: string }[]
  readonly function: string
}
const kinds = JSON.parse(
  readFileSync(join(import.meta.dirname, '../db/seed/demo/instrument-types.json'), 'utf8'),
) as Kind[]

/** Words that stand before names in real ledgers; they make as many different names as there are there. */
const prefixes = [
  '',
  '高分辨率',
  '台式',
  '全自动',
  '便携式',
  '多功能',
  '超高速',
  '微区',
  '低温',
  '原位',
  '大样品仓',
  '数字化',
]
const cities = ['440100', '440300', '440600', '441900', '440400', '440500', '440800', '441300']
const everybody = ['university', 'institute', 'company', 'society', 'individual']
const ways = ['self', 'guided', 'commissioned', 'remote']
const disciplines = ['140', '150', '180', '310', '350', '430', '460', '510', '610']

// eslint-disable-next-line complexity -- a row of many columns, each with its own rule
function rowOf(n: number) {
  const kind = kinds[(n * 7) % kinds.length] ?? kinds[0]
  const model = kind?.models[n % Math.max(1, kind.models.length)]
  const number = n % 3 === 0 ? ` ${(n * 31) % 9973}` : ''
  return {
    unit_id: 1 + (n % unitCount),
    instrument_id: n,
    name: `${prefixes[n % prefixes.length] ?? ''}${kind?.cname ?? ''}${n % 5 === 0 ? `（${n % 97}号）` : ''}`,
    name_en: kind?.ename ?? '',
    model: `${model?.model ?? ''}${number}`,
    maker: model?.maker ?? '',
    summary: kind?.function ?? '',
    class_code: kind?.classCode ?? null,
    city_code: cities[n % cities.length],
    disciplines: [disciplines[n % disciplines.length], disciplines[(n * 5 + 1) % disciplines.length]],
    worth_fen: 30_000_000 + ((n * 7_919) % 900) * 1_000_000,
    open_to: everybody.filter((_, i) => (n + i) % 3 !== 0),
    modes: ways.filter((_, i) => (n >> i) % 2 === 0),
    unit_name: `示例单位第${n % unitCount}研究院`,
    accepted_at: new Date(Date.UTC(2020, 0, 1) + n * 900_000).toISOString(),
  }
}

async function fill({ sql }: Database): Promise<void> {
  await sql`insert into unit (name, kind, managing, city_code)
    select '示例单位第' || n || '研究院', 'institute', true, '440100' from generate_series(0, ${unitCount - 1}::int) n`
  for (let from = 1; from <= instruments; from += 5_000) {
    const rows = Array.from({ length: 5_000 }, (_, i) => rowOf(from + i))
    await sql`insert into catalogue_entry (unit_id, instrument_id, name, name_en, model, maker, summary, class_code, city_code,
        disciplines, worth_fen, open_to, modes, unit_name, accepted_at)
      select unit_id, instrument_id, name, name_en, model, maker, summary, class_code, city_code,
        array(select jsonb_array_elements_text(disciplines)), worth_fen, array(select jsonb_array_elements_text(open_to)),
        array(select jsonb_array_elements_text(modes)), unit_name, accepted_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (unit_id bigint, instrument_id bigint, name text,
        name_en text, model text, maker text, summary text, class_code text, city_code text, disciplines jsonb,
        worth_fen bigint, open_to jsonb, modes jsonb, unit_name text, accepted_at timestamptz)`
  }
}

/** What people type: two to four characters, models, makers, initials, other names, with and without filters. */
const searches: readonly string[] = [
  'q=质谱',
  'q=电镜',
  'q=显微镜',
  'q=光谱仪',
  'q=色谱',
  'q=核磁',
  'q=离心',
  'q=扫描电镜',
  'q=拉曼',
  'q=测序',
  'q=smdj',
  'q=hcgz',
  'q=guangpu',
  'q=yqsp',
  'q=SEM',
  'q=XRD',
  'q=ICP-MS',
  'q=JEM-2100F',
  'q=jem2100',
  'q=F200X',
  'q=安捷伦',
  'q=thermo',
  'q=microscope',
  'q=mass+spectrometer',
  'q=高分辨率+质谱',
  'q=台式+显微镜',
  'q=表面形貌',
  'q=质谱&city=440300',
  'q=显微镜&openTo=company',
  'q=光谱&priceFrom=100&priceTo=200',
  'q=电镜&class=0101&sort=price_up',
  'class=01',
  'class=0102&city=440100',
  'city=441900&mode=self',
  'discipline=430&sort=price_down',
  'unit=7',
  'sort=name',
  'q=色谱&page=3',
  'q=核慈共振',
  'q=场发射扫秒电镜',
  'openTo=individual&priceTo=50',
  '',
]
const pathOf = (n: number) => `/api/v1/instruments?${encodeURI(searches[n % searches.length] ?? '')}`

/** The same question asked of SQL, as one would without an index of one's own: trigram ILIKE, page, count, two facets. */
async function askSql({ sql }: Database, wanted: string): Promise<void> {
  const like = `%${wanted}%`
  const text = sql`name || ' ' || model || ' ' || maker || ' ' || unit_name`
  await Promise.all([
    sql`select * from catalogue_entry where not withdrawn and ${text} ilike ${like} order by accepted_at desc limit 20`,
    sql`select class_code, count(*) from catalogue_entry where not withdrawn and ${text} ilike ${like} group by 1`,
    sql`select city_code, count(*) from catalogue_entry where not withdrawn and ${text} ilike ${like} group by 1`,
  ])
}

async function measureSql(database: Database): Promise<{ p50: number; p95: number }> {
  await database.sql`create extension if not exists pg_trgm`
  await database.sql`create index bench_trigrams on catalogue_entry
    using gin ((name || ' ' || model || ' ' || maker || ' ' || unit_name) gin_trgm_ops)`
  await database.sql`analyze catalogue_entry`
  const words = [
    '质谱',
    '电镜',
    '显微镜',
    '光谱仪',
    '色谱',
    '核磁',
    '离心',
    'JEM-2100F',
    '安捷伦',
    '高分辨率',
  ]
  const times: number[] = []
  const lane = async (offset: number) => {
    for (let i = 0; i < 15; i++) {
      const start = performance.now()
      await askSql(database, words[(i * concurrency + offset) % words.length] ?? '')
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, (_, i) => lane(i)))
  const sorted = times.toSorted((a, b) => a - b)
  return { p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) }
}

/** A page asked for one at a time, as a reader does; the cache of the first page is given time to end in between. */
async function measurePage(base: string, path: string) {
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  let text = ''
  for (let i = 0; i < 30; i++) {
    const answer = await shoot(agent, base, { path })
    times.push(answer.milliseconds)
    text = answer.text
  }
  agent.destroy()
  return {
    first: times[0] ?? 0,
    p95: percentile(
      times.toSorted((a, b) => a - b),
      0.95,
    ),
    text,
  }
}

async function scriptBytes(base: string, html: string): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  let bytes = 0
  for (const match of html.matchAll(/<script src="([^"]+)"/g))
    bytes += gzipSync((await shoot(agent, base, { path: match[1] ?? '' })).text).length
  agent.destroy()
  return bytes
}

/** Search with facets over 200 000 instruments through HTTP, beside the same questions in SQL; the first public page. */
export async function run(): Promise<BenchResult> {
  const stand = await openStand('bench_catalogue')
  try {
    await loadReference({ db: stand.database.db })
    say('filling the catalogue')
    await fill(stand.database)
    const starting = performance.now()
    const server = await stand.serve()
    const startSeconds = (performance.now() - starting) / 1_000
    const memory = watchMemory(server.pid)
    await load(server.base, { concurrency, seconds: 4, next: (n) => ({ path: pathOf(n) }) })
    const searched = await load(server.base, { concurrency, seconds, next: (n) => ({ path: pathOf(n) }) })
    const home = await measurePage(server.base, '/')
    const results = await measurePage(server.base, `/instruments?q=${encodeURIComponent('显微镜')}`)
    const peakMiB = memory.stop()
    const scripts = await scriptBytes(server.base, home.text)
    const inSql = await measureSql(stand.database)
    const failed = searched.requests - (searched.statuses[200] ?? 0)
    return {
      metrics: {
        instruments,
        searched,
        startSeconds,
        peakMiB,
        inSql,
        failed,
        home: { first: home.first, p95: home.p95 },
        resultsPageP95: results.p95,
        resultsPageBytes: Buffer.byteLength(results.text),
      },
      bars: [
        atMost('p95 of a search with facets at 4 concurrent', searched.p95, 'ms', 60),
        atMost('share of what the same costs in SQL (p95)', (searched.p95 / inSql.p95) * 100, '%', 100),
        atMost('first public page, p95', home.p95, 'ms', 50),
        atMost('first public page', Buffer.byteLength(home.text) / 1_000, 'kB', 100),
        atMost('compressed script on public pages', scripts / 1_000, 'kB', 100),
        atMost('failed requests', failed, '', 0),
      ],
    }
  } finally {
    await stand.close()
  }
}
