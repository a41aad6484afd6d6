import { sql } from 'kysely'
import type { Instant } from '#kernel/time.ts'
import type { Db, Tx } from '#platform/db/connect.ts'
import type { RowAnswer } from '../domain/ledger-answers.ts'

interface Of {
  readonly unitId: number
  readonly importId: number
}

/** Who answered, and when. */
export interface Answerer {
  readonly by: number
  readonly byName: string
  readonly at: Instant
}
export interface StoredAnswer extends RowAnswer, Answerer {}

const listed = (numbers: readonly number[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify(numbers)}::jsonb)::int)`

/** What was answered for rows of a file. */
export async function answersOfRows(
  db: Db,
  { unitId, importId }: Of,
  numbers: readonly number[],
): Promise<StoredAnswer[]> {
  if (numbers.length === 0) return []
  const { rows } = await sql<StoredAnswer>`select row_no as no, element, value, replaced, answer,
      answered_by as by, answered_by_name as "byName", answered_at as at
    from ledger_answer where unit_id = ${unitId} and import_id = ${importId} and row_no in ${listed(numbers)}
    order by row_no, element`.execute(db)
  return rows
}

/** Keeps answers, and puts what was taken into the rows. */
export async function saveAnswers(
  tx: Tx,
  { unitId, importId }: Of,
  answers: readonly RowAnswer[],
  { by, byName, at }: Answerer,
): Promise<void> {
  const given = JSON.stringify(answers)
  await sql`insert into ledger_answer
      (unit_id, import_id, row_no, element, value, replaced, answer, answered_by, answered_by_name, answered_at)
    select ${unitId}, ${importId}, no, element, value, replaced, answer, ${by}, ${byName}, ${at}::timestamptz
    from jsonb_to_recordset(${given}::jsonb) as row (no int, element text, value text, replaced text, answer text)`.execute(
    tx,
  )
  await sql`update ledger_import_row r set elements = r.elements || taken.elements
    from (select no, jsonb_object_agg(element, value::jsonb) as elements
      from jsonb_to_recordset(${given}::jsonb) as row (no int, element text, value text, answer text)
      where answer = 'taken' group by no) taken
    where r.unit_id = ${unitId} and r.import_id = ${importId} and r.row_no = taken.no`.execute(tx)
}

/** Takes answers back; the rows say again what the file says. Answers how many there were. */
export async function withdrawAnswers(
  tx: Tx,
  { unitId, importId }: Of,
  answers: readonly Pick<RowAnswer, 'no' | 'element' | 'value'>[],
): Promise<number> {
  const { rows } = await sql<{
    no: number
    element: string
    replaced: string
    answer: string
  }>`delete from ledger_answer a
    using jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as given (no int, element text, value text)
    where a.unit_id = ${unitId} and a.import_id = ${importId}
      and a.row_no = given.no and a.element = given.element and a.value = given.value
    returning a.row_no as no, a.element, a.replaced, a.answer`.execute(tx)
  const taken = rows.filter(({ answer }) => answer === 'taken')
  await sql`update ledger_import_row r
    set elements = (r.elements - back.gone) || back.stood
    from (select no, array_agg(element) as gone,
        coalesce(jsonb_object_agg(element, replaced::jsonb) filter (where replaced <> 'null'), '{}'::jsonb) as stood
      from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as row (no int, element text, replaced text) group by no) back
    where r.unit_id = ${unitId} and r.import_id = ${importId} and r.row_no = back.no`.execute(tx)
  return rows.length
}

/** The same answer of the same person to the same value, with the rows it was given for. */
export interface AnswerCount {
  readonly element: string
  readonly value: string
  readonly answer: RowAnswer['answer']
  readonly byName: string
  readonly rows: readonly number[]
}

/** Everything that was answered in an import, gathered. */
export async function answerCounts(db: Db, { unitId, importId }: Of): Promise<AnswerCount[]> {
  const { rows } = await sql<AnswerCount>`select element, value, answer, answered_by_name as "byName",
      array_agg(row_no order by row_no) as rows
    from ledger_answer where unit_id = ${unitId} and import_id = ${importId}
    group by element, value, answer, answered_by_name
    order by max(answered_at) desc, element, value`.execute(db)
  return rows
}
