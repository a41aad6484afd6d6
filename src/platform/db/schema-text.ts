import type { Sql } from './connect.ts'

interface Line {
  readonly relation: string
  readonly text: string
}

const columnLines = (sql: Sql) => sql<Line[]>`
  select c.relname as relation,
    '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case a.attidentity when 'a' then ' generated always as identity' else '' end
      || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as text
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
  order by c.relname, a.attnum`

const constraintLines = (sql: Sql) => sql<Line[]>`
  select c.relname as relation, '  constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as text
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where c.relnamespace = 'public'::regnamespace and k.contype <> 'n'
  order by c.relname, k.conname`

const indexLines = (sql: Sql) => sql<Line[]>`
  select t.relname as relation, pg_get_indexdef(x.indexrelid) as text
  from pg_index x join pg_class t on t.oid = x.indrelid
  where t.relnamespace = 'public'::regnamespace
    and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid)
  order by t.relname, 2`

/** The tables of the public schema as reviewable text: columns, constraints, indexes, in a stable order. */
export async function schemaText(sql: Sql): Promise<string> {
  const [columns, constraints, indexes] = await Promise.all([
    columnLines(sql),
    constraintLines(sql),
    indexLines(sql),
  ])
  const of = (lines: readonly Line[], relation: string) =>
    lines.filter((line) => line.relation === relation).map(({ text }) => text)
  const relations = [...new Set(columns.map(({ relation }) => relation))]
  const blocks = relations.map((relation) => {
    const body = [...of(columns, relation), ...of(constraints, relation)].join(',\n')
    return [
      `create table ${relation} (\n${body}\n);`,
      ...of(indexes, relation).map((text) => `${text};`),
    ].join('\n')
  })
  return `-- Written by npm run db:schema after each migration; reviewed like code, never run.\n\n${blocks.join('\n\n')}\n`
}
