import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Card, Checkbox, Popconfirm, Radio, Tag } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AttemptView, qualificationContract } from '#modules/qualification/contract.ts'
import { usePathParam } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { attemptQuery, useQualificationChanged } from './qualification-queries.ts'
import './qualification.css'

type Answers = Record<string, number[]>
type Question = AttemptView['questions'][number]

/** Counts down by the seconds the server left when the page was read. */
function useSecondsLeft(seconds: number): number {
  const [until] = useState(() => Date.now() + seconds * 1000)
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const tick = setInterval(() => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000))), 500)
    return () => clearInterval(tick)
  }, [until])
  return left
}
const clockOf = (seconds: number) =>
  `${String(Math.trunc(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`

interface QuestionProps {
  readonly question: Question
  readonly no: number
  readonly chosen: readonly number[]
  /** Missing once the attempt has ended. */
  readonly onChoose?: ((places: number[]) => void) | undefined
}

function QuestionCard({ question, no, chosen, onChoose }: QuestionProps) {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const options = question.options.map(({ text, textEn }, value) => ({ value, label: either(text, textEn) }))
  const disabled = onChoose === undefined
  const label = `${no}. ${either(question.body, question.bodyEn)}`
  const { answeredRightly } = question
  return (
    <Card style={{ marginBottom: 12 }} size="small">
      <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
        <legend style={{ fontWeight: 600, marginBottom: 8 }}>
          {label} <span className="muted">{t(`question.${question.kind}`)}</span>{' '}
          {answeredRightly !== undefined && (
            <Tag color={answeredRightly ? 'success' : 'error'}>
              {t(answeredRightly ? 'exam.rightly' : 'exam.wrongly')}
            </Tag>
          )}
        </legend>
        {question.kind === 'multiple' ? (
          <Checkbox.Group
            className="exam-options"
            disabled={disabled}
            value={[...chosen]}
            options={options}
            onChange={(places) => onChoose?.(places)}
          />
        ) : (
          <Radio.Group
            className="exam-options"
            disabled={disabled}
            value={chosen[0]}
            options={options}
            onChange={({ target }) => onChoose?.([target.value as number])}
          />
        )}
      </fieldset>
    </Card>
  )
}

function Running({ attempt }: { readonly attempt: AttemptView }) {
  const { t } = useTranslation('qualification')
  const client = useQueryClient()
  const changed = useQualificationChanged()
  const [answers, setAnswers] = useState<Answers>(attempt.answers)
  const left = useSecondsLeft(attempt.secondsLeft)
  const params = { attemptId: attempt.id }
  const keep = useMutation({
    mutationFn: (given: Answers) =>
      call(qualificationContract.keepAnswers, { params, body: { answers: given } }),
  })
  const submit = useMutation({
    mutationFn: () => call(qualificationContract.submitAttempt, { params, body: { answers } }),
    onSuccess: async (ended) => {
      client.setQueryData(['exam', attempt.id], ended)
      await changed()
    },
  })
  const handedIn = useRef(false)
  useEffect(() => {
    if (left > 0 || handedIn.current) return
    handedIn.current = true
    submit.mutate()
  }, [left, submit])
  const choose = (id: number, places: number[]) => {
    const next = { ...answers, [String(id)]: places }
    setAnswers(next)
    keep.mutate(next)
  }
  const open = attempt.questions.filter(({ id }) => (answers[String(id)] ?? []).length === 0).length
  return (
    <>
      <Card size="small" className="exam-bar">
        <strong role="timer">{t('exam.left', { time: clockOf(left) })}</strong>
        <span>{t('exam.open', { open })}</span>
      </Card>
      <ProblemAlert problem={keep.error ?? submit.error} />
      {attempt.questions.map((one, place) => (
        <QuestionCard
          key={one.id}
          question={one}
          no={place + 1}
          chosen={answers[String(one.id)] ?? []}
          onChoose={(places) => choose(one.id, places)}
        />
      ))}
      <Popconfirm
        title={open > 0 ? t('exam.askOpen', { open }) : t('exam.ask')}
        okText={t('exam.submit')}
        onConfirm={() => submit.mutate()}
      >
        <Button type="primary" size="large" loading={submit.isPending}>
          {t('exam.submit')}
        </Button>
      </Popconfirm>
    </>
  )
}

function Ended({ attempt }: { readonly attempt: AttemptView }) {
  const { t } = useTranslation('qualification')
  return (
    <>
      <Alert
        showIcon
        role="status"
        type={attempt.state === 'passed' ? 'success' : 'warning'}
        style={{ marginBottom: 16 }}
        title={t(`exam.${attempt.state}`, {
          right: attempt.right ?? 0,
          asked: attempt.questions.length,
          percent: attempt.passPercent,
        })}
        action={<Link to={`/courses/${attempt.courseId}`}>{t('exam.back')}</Link>}
      />
      {attempt.questions.map((one, place) => (
        <QuestionCard
          key={one.id}
          question={one}
          no={place + 1}
          chosen={attempt.answers[String(one.id)] ?? []}
        />
      ))}
    </>
  )
}

/** An exam: one's own questions against the clock of the server; what is chosen is kept at once. */
export default function ExamPage() {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const query = useQuery(attemptQuery(Number(usePathParam('attemptId'))))
  return (
    <Loaded query={query}>
      {(attempt) => (
        <PageFrame
          narrow
          title={t('exam.title', { course: either(attempt.courseTitle, attempt.courseTitleEn) })}
        >
          {attempt.state === 'running' ? (
            <Running key={attempt.id} attempt={attempt} />
          ) : (
            <Ended attempt={attempt} />
          )}
        </PageFrame>
      )}
    </Loaded>
  )
}
