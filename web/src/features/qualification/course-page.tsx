import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Card, Flex, List, Steps, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { type CourseView, qualificationContract, type SessionView } from '#modules/qualification/contract.ts'
import { usePathParam } from '../../lib/address.ts'
import { call, download } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { courseQuery, useQualificationChanged } from './qualification-queries.ts'
import { useCovered, useLevels } from './qualification-words.tsx'

/** An act on a course, after which everything is read again. */
function useAct(work: () => Promise<unknown>) {
  const changed = useQualificationChanged()
  return useMutation({ mutationFn: work, onSuccess: changed })
}

function Progress({ course }: { readonly course: CourseView }) {
  const { t } = useTranslation('qualification')
  const steps = [
    'attend',
    ...(course.hasExam ? ['exam'] : []),
    ...(course.needsPractical ? ['practical'] : []),
    'done',
  ]
  const titles: Readonly<Record<string, string>> = {
    attend: t(course.online ? 'take.read' : 'take.attend'),
    exam: t('take.exam'),
    practical: t('take.practical'),
    done: t('take.certificate'),
  }
  const { my } = course
  return (
    <Card style={{ marginBottom: 16 }}>
      {my.certifiedAt !== undefined && my.step === 'attend' && (
        <Alert
          type="success"
          showIcon
          title={t('take.certified', { day: my.certifiedAt.slice(0, 10) })}
          style={{ marginBottom: 12 }}
        />
      )}
      <Steps
        size="small"
        current={steps.indexOf(my.step)}
        items={steps.map((step) => ({ title: titles[step] }))}
      />
      {my.practical === 'waiting' && (
        <Alert type="info" showIcon title={t('take.waiting')} style={{ marginTop: 12 }} />
      )}
    </Card>
  )
}

function Seat({ session }: { readonly session: SessionView }) {
  const { t } = useTranslation('qualification')
  const params = { sessionId: session.id }
  const enrol = useAct(() => call(qualificationContract.enrol, { params }))
  const withdraw = useAct(() => call(qualificationContract.withdraw, { params }))
  const { mine } = session
  if (session.state === 'cancelled') return <Tag>{t('session.cancelled')}</Tag>
  if (mine === 'attended' || mine === 'absent') return <Tag>{t(`enrolment.${mine}`)}</Tag>
  if (session.begun) return <Tag>{t('session.begun')}</Tag>
  return (
    <>
      <ProblemAlert problem={enrol.error ?? withdraw.error} />
      {mine === 'enrolled' ? (
        <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
          {t('session.withdraw')}
        </Button>
      ) : (
        <Button
          type="primary"
          loading={enrol.isPending}
          disabled={session.taken >= session.seats}
          onClick={() => enrol.mutate()}
        >
          {t(session.taken >= session.seats ? 'session.full' : 'session.enrol')}
        </Button>
      )}
    </>
  )
}

function Sessions({ sessions }: { readonly sessions: readonly SessionView[] }) {
  const { t } = useTranslation('qualification')
  const format = useFormat()
  return (
    <Card title={t('session.title')} style={{ marginBottom: 16 }}>
      <List
        dataSource={[...sessions]}
        locale={{ emptyText: t('session.none') }}
        renderItem={(one) => (
          <List.Item key={one.id} actions={[<Seat key="seat" session={one} />]}>
            <List.Item.Meta
              title={format.span(one.start, one.end)}
              description={t('session.line', { place: one.place, taken: one.taken, seats: one.seats })}
            />
          </List.Item>
        )}
      />
    </Card>
  )
}

function Reading({ course }: { readonly course: CourseView }) {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const params = { courseId: course.id }
  const read = useAct(() => call(qualificationContract.readCourse, { params }))
  const text = either(course.material, course.materialEn)
  if (text === '' && course.fileName === undefined && !course.online) return null
  return (
    <Card title={t('take.material')} style={{ marginBottom: 16 }}>
      <ProblemAlert problem={read.error} />
      <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', maxWidth: '72ch' }}>{text}</Typography.Paragraph>
      <Flex gap={8} wrap>
        {course.fileName !== undefined && (
          <Button onClick={() => void download(qualificationContract.courseFile, { params })}>
            {course.fileName}
          </Button>
        )}
        {course.online && !course.my.attended && (
          <Button type="primary" loading={read.isPending} onClick={() => read.mutate()}>
            {t('take.haveRead')}
          </Button>
        )}
      </Flex>
    </Card>
  )
}

function Exam({ course }: { readonly course: CourseView }) {
  const { t } = useTranslation('qualification')
  const format = useFormat()
  const navigate = useNavigate()
  const { exam, my } = course
  const begin = useMutation({
    mutationFn: () => call(qualificationContract.beginAttempt, { params: { courseId: course.id } }),
    onSuccess: ({ id }) => navigate({ to: `/exams/${id}` }),
  })
  if (exam === undefined) return null
  return (
    <Card title={t('take.exam')} style={{ marginBottom: 16 }}>
      <Typography.Paragraph>{t('exam.rules', { ...exam })}</Typography.Paragraph>
      <ProblemAlert problem={begin.error} />
      {my.examRefusals.length === 0 ? (
        <Button type="primary" loading={begin.isPending} onClick={() => begin.mutate()}>
          {t(my.attempts.some(({ state }) => state === 'running') ? 'exam.goOn' : 'exam.begin')}
        </Button>
      ) : (
        <ul className="problem-list">
          {my.examRefusals.map(({ code, message }) => (
            <li key={code}>{message}</li>
          ))}
        </ul>
      )}
      <ul>
        {my.attempts.map((one) => (
          <li key={one.id}>
            <Link to={`/exams/${one.id}`}>
              {t('exam.attempt', { no: one.no, time: format.dateTime(one.startedAt) })}
            </Link>{' '}
            {t(`attempt.${one.state}`)}
            {one.right !== undefined && ` ${one.right}/${one.asked}`}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function PracticalAgain({ course }: { readonly course: CourseView }) {
  const { t } = useTranslation('qualification')
  const ask = useAct(() => call(qualificationContract.askPractical, { params: { courseId: course.id } }))
  if (course.my.practical !== 'failed') return null
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('take.failed', { note: course.my.practicalNote })}
      action={
        <Button loading={ask.isPending} onClick={() => ask.mutate()}>
          {t('take.again')}
        </Button>
      }
    />
  )
}

/** A course to take: read or attend, be examined, be checked by the lead. */
export default function CoursePage() {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const { nameOf } = useLevels()
  const covered = useCovered()
  const query = useQuery(courseQuery(Number(usePathParam('courseId'))))
  return (
    <Loaded query={query}>
      {(course) => (
        <PageFrame
          title={either(course.title, course.titleEn)}
          hint={t('take.leadsTo', {
            level: nameOf(course.level),
            covered: covered(course),
            unit: either(course.unitName, course.unitNameEn),
          })}
          extra={
            course.mayManage ? (
              <Link to={`/training/${course.id}`}>{t('take.keep')}</Link>
            ) : (
              <Link to="/qualifications">{t('menu.mine')}</Link>
            )
          }
        >
          {course.state === 'closed' && (
            <Alert type="info" showIcon title={t('course.closed')} style={{ marginBottom: 16 }} />
          )}
          <Progress course={course} />
          <PracticalAgain course={course} />
          <Reading course={course} />
          {!course.online && <Sessions sessions={course.sessions} />}
          <Exam course={course} />
        </PageFrame>
      )}
    </Loaded>
  )
}
